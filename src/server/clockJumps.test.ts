import { expect, vi } from 'vitest';
import { preparedResponseSchema } from '../contract/responses/exportResponses';
import { DAY_SECONDS } from '../contract/time/units';
import { FAST_RETRY_POLICY, jobOf, queueExport, untilJob } from '../testing/exportJobs';
import { test as base } from '../testing/fixtures';
import { READER, type TestBackend } from '../testing/testBackend';
import { TestBrowser } from '../testing/testBrowser';
import { randomTickets } from '../testing/ticketFactory';
import { ExportService } from './exports/jobs/exportService';
import { openOutbox } from './exports/mail/outbox';

/**
 * A clock that jumps, as one does that was wrong when the machine started: the server's and, since PGlite asks it, the
 * store's. What was accepted is done, and nothing waits until the clock is there again.
 */

/** Longer than a session, and than a mail is tried. */
const DAYS = 3;
const WAIT_MS = 60_000;
vi.setConfig({ testTimeout: 4 * WAIT_MS });
const ANNA = {
  id: 'anna@example.com',
  email: 'anna@example.com',
  name: 'Anna',
  permissions: ['reportTickets', 'exportData'],
};

const test = base
  .extend('filled', { scope: 'file' }, async ({ server }) => {
    await server.insert(randomTickets(5, 40));
    server.backend.config.syncRows.csv = 0;
    // A token of before a jump is over, or from the future.
    const call: TestBackend['call'] = async (path, init) =>
      server.call(path, { token: await server.tokenFor('anna@example.com', READER), ...init });
    return { ...server, call };
  })
  .extend('browser', ({ server }) => new TestBrowser(server))
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
  .extend('jump', ({}, { onCleanup }) => {
    onCleanup(() => void vi.useRealTimers());
    vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true });
    return (days: number) => vi.setSystemTime(Date.now() + days * DAY_SECONDS * 1000);
  })
  /** Starts the export service, as it is in place of the one that runs. */
  .extend('restart', ({ filled: { backend } }) => async (leaseSeconds: number) => {
    await backend.exports.stop();
    backend.exports = await ExportService.start(backend, { ...FAST_RETRY_POLICY, leaseSeconds });
  });

// A hook may take longer than a test.
test.beforeAll(({ filled }) => void filled);

let offset = 0;
/** Of an export unlike any other. */
const another = () => {
  offset += 1;
  return `format=csv&columns=id&offset=${offset}`;
};

for (const days of [DAYS, -DAYS]) {
  const which = days > 0 ? 'forward' : 'back';

  test(`a jump ${which}: exports in line, put off, or of a worker that is gone are done`, async ({
    filled,
    jump,
    restart,
  }) => {
    const { state } = filled.backend;
    await filled.backend.exports.stop();
    const jobs: string[] = [];
    for (let each = 0; each < 4; each += 1) jobs.push((await queueExport(filled, another())).jobId);
    const [, putOff, made, mailed] = jobs;
    const change = (id: string | undefined, changes: string) =>
      state.query(`UPDATE export_jobs SET ${changes} WHERE id = $1`, [id ?? '']);
    await change(putOff, "next_try_at = now() + interval '30 minutes', tries = 1");
    await change(mailed, "next_try_at = now() + interval '1 hour'");
    await change(made, "next_try_at = now() + interval '1 hour'");
    // Leases of workers that are gone end soon.
    await restart(2);
    const lease = "lease = gen_random_uuid(), leased_until = now() + interval '2 seconds', next_try_at = NULL";
    await change(made, `state = 'running', tries = 1, ${lease}`);
    await change(mailed, `next_try_at = NULL`);
    await untilJob(filled, mailed ?? '', { state: 'sent' }, WAIT_MS);
    await change(mailed, `state = 'mailing', ${lease}`);
    jump(days);
    const during = (await queueExport(filled, another())).jobId;
    for (const id of [...jobs, during]) await untilJob(filled, id, { state: 'sent', error: null }, WAIT_MS);
  });

  test(`a jump ${which} while a mail is on the way: it is sent, and at most twice`, async ({
    filled,
    jump,
    restart,
  }) => {
    const { backend } = filled;
    const outbox = openOutbox(backend.outboxFolder);
    const { mailer } = backend;
    const sent: string[] = [];
    let go = () => {};
    const gone = new Promise<void>((resolve) => {
      go = resolve;
    });
    backend.mailer = {
      ...outbox,
      async send(mail) {
        sent.push(mail.messageId);
        await gone;
        return outbox.send(mail);
      },
    };
    try {
      // Long enough that no lease ends but by the jump.
      await restart(60);
      const { jobId } = await queueExport(filled, another());
      await vi.waitUntil(() => sent.length > 0, { timeout: WAIT_MS });
      jump(days);
      // The queue has looked for work since.
      const later = await queueExport(filled, another());
      await vi.waitUntil(async () => (await jobOf(filled, later.jobId)).rows !== null, { timeout: WAIT_MS });
      go();
      await untilJob(filled, jobId, { state: 'sent', error: null }, WAIT_MS);
      const times = sent.filter((id) => id.includes(jobId)).length;
      expect(times).toBeLessThanOrEqual(days > 0 ? 2 : 1);
    } finally {
      backend.mailer = mailer;
    }
  });

  test(`a jump ${which}: a file that waits for its download is there`, async ({ filled, jump }) => {
    filled.backend.config.syncRows.csv = 300_000;
    try {
      const response = await filled.call('/export/reporting_tickets/prepare?format=csv', { method: 'POST' });
      const { url } = preparedResponseSchema.parse(await response.json());
      const token = await filled.tokenFor('anna@example.com', ['reportTickets', 'exportData']);
      jump(days);
      const later = await filled.tokenFor('anna@example.com', ['reportTickets', 'exportData']);
      expect((await filled.app.request(url, { headers: { Authorization: `Bearer ${later}` } })).status).toBe(200);
      expect((await filled.app.request(url, { headers: { Authorization: `Bearer ${token}` } })).status).toBe(401);
    } finally {
      filled.backend.config.syncRows.csv = 0;
    }
  });
}

const status = async (browser: TestBrowser) => (await browser.call('/profile')).status;

test('a session of the future is none, and signing in anew is enough', async ({ browser, jump }) => {
  jump(DAYS);
  expect((await browser.signInAs(ANNA)).status).toBe(200);
  expect(await status(browser)).toBe(200);
  jump(-DAYS);
  expect(await status(browser)).toBe(401);
  expect((await browser.signInAs(ANNA)).status).toBe(200);
  expect(await status(browser)).toBe(200);
});

test('a jump and back again ends no session, and makes none valid that was signed out of', async ({
  server,
  browser,
  jump,
}) => {
  const other = new TestBrowser(server);
  await browser.signInAs(ANNA);
  await other.signInAs(ANNA);
  const copy = other.cookie;
  await other.call('/session', { method: 'DELETE' });
  jump(DAYS);
  expect(await status(browser)).toBe(401);
  // Revokes, and forgets those that are over.
  await other.signInAs(ANNA);
  await other.call('/session', { method: 'DELETE' });
  await server.backend.sessions.revocations.read();
  jump(-DAYS);
  await server.backend.sessions.revocations.read();
  expect(await status(browser)).toBe(200);
  other.cookie = copy;
  expect(await status(other)).toBe(401);
});
