import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type ExportJob, exportJobSchema, queuedResponseSchema } from '../src/contract/responses/exportResponses';
import { messageIdIn, startSmtpServer } from '../src/testing/smtpServer';
import { tokenFor } from './reportPage';
import { addressOf, dataFolder, end, SECRET, SERVER, THREADS } from './serverProcess';

/** kill -9 at any moment costs no queued export, and nobody gets a wrong or half file. */

const EXPORT = '/api/mind/export/reporting_tickets?format=csv';
let dataDir: string;
const children: ChildProcess[] = [];

test.beforeEach(() => {
  dataDir = dataFolder('ticketlens-crash-');
});
test.afterEach(async () => {
  for (const child of children.splice(0)) await end(child, 'SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(environment: Record<string, string> = {}): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['-r', THREADS, SERVER], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: '0',
      JWT_SECRET: SECRET,
      EXPORT_SYNC_ROWS_TEXT: '10',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  return { child, url: await addressOf(child) };
}

async function call(url: string, path: string): Promise<Response> {
  const token = await tokenFor('anna@example.com', ['reportTickets', 'exportData']);
  return fetch(url + path, { headers: { Authorization: `Bearer ${token}` } });
}

async function jobOf(url: string, id: string): Promise<ExportJob> {
  return exportJobSchema.parse(await (await call(url, `/api/mind/export/jobs/${id}`)).json());
}

/** Moments of a job's life at which the process is killed. */
const MOMENTS: Record<string, (url: string, id: string) => Promise<unknown>> = {
  'as soon as it is accepted': () => Promise.resolve(),
  'while the file is written': (_, id) => expect.poll(() => partSize(id), { intervals: [5] }).toBeGreaterThan(0),
  'once the file is recorded': (url, id) =>
    expect.poll(async () => (await jobOf(url, id)).rows, { intervals: [5] }).not.toBeNull(),
};

function partSize(id: string): number {
  const name = readdirSync(join(dataDir, 'exports')).find((each) => each.startsWith(id));
  return name === undefined ? 0 : (statSync(join(dataDir, 'exports', name), { throwIfNoEntry: false })?.size ?? 0);
}

for (const [moment, reached] of Object.entries(MOMENTS)) {
  test(`an export survives kill -9 ${moment}`, async () => {
    const first = await start();
    const { jobId, rows } = queuedResponseSchema.parse(await (await call(first.url, EXPORT)).json());
    await reached(first.url, jobId);
    await end(first.child, 'SIGKILL');

    const second = await start();
    await expect.poll(async () => (await jobOf(second.url, jobId)).state, { timeout: 30_000 }).toBe('sent');
    const job = await jobOf(second.url, jobId);
    expect(job.rows).toBe(rows);
    const file = await (await call(second.url, `/api/mind/export/jobs/${jobId}/file`)).text();
    expect(file.trimEnd().split('\r\n')).toHaveLength(rows + 1);
    const left = readdirSync(join(dataDir, 'exports'));
    expect(left).toEqual([expect.stringMatching(`^${jobId}\\.[\\da-f-]+\\.csv$`)]);
    expect(readdirSync(join(dataDir, 'outbox'))).toEqual([`export-${jobId}.eml`]);
  });
}

for (const [moment, behaviour] of [
  ['while the mail server is being asked', 'hang'],
  ['once the mail is out and before that is recorded', 'silentlyAccept'],
] as const) {
  test(`an export is mailed after kill -9 ${moment}`, async () => {
    const smtp = await startSmtpServer(behaviour);
    try {
      const settings = { SMTP_URL: smtp.url };
      const first = await start(settings);
      const { jobId } = queuedResponseSchema.parse(await (await call(first.url, `${EXPORT}&columns=id`)).json());
      await expect
        .poll(() => (behaviour === 'hang' ? smtp.connections : smtp.mails.length), { intervals: [5] })
        .toBeGreaterThan(0);
      await end(first.child, 'SIGKILL');

      const before = smtp.mails.length;
      smtp.behaviour = 'accept';
      const second = await start(settings);
      await expect.poll(async () => (await jobOf(second.url, jobId)).state, { timeout: 30_000 }).toBe('sent');
      // At most one duplicate, which mail programs know as the same mail; never none.
      expect(smtp.mails).toHaveLength(before + 1);
      const ids = smtp.mails.map(messageIdIn);
      expect(new Set(ids)).toEqual(new Set([`<export-${jobId}@127.0.0.1>`]));
    } finally {
      await smtp.close();
    }
  });
}

test('a second process on the same data folder is refused in words; after kill -9 the next one starts', async () => {
  const first = await start();
  const second = spawn(process.execPath, ['-r', THREADS, SERVER], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0' },
  });
  let words = '';
  second.stderr.on('data', (chunk) => {
    words += String(chunk);
  });
  const [code] = await once(second, 'exit');
  expect(code).toBe(1);
  expect(words).toContain('is in use by another Ticketlens process');
  await end(first.child, 'SIGKILL');
  await start();
});

test('a bad setting stops the start with a line that names it', async () => {
  const child = spawn(process.execPath, ['-r', THREADS, SERVER], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: 'eighty',
      REPORTING_TIMEZONE: 'Mars/Base',
      REPORTING_PRIVACY_LEVEL: 'some',
    },
  });
  let words = '';
  child.stderr.on('data', (chunk) => {
    words += String(chunk);
  });
  const [code] = await once(child, 'exit');
  expect(code).toBe(1);
  for (const name of ['PORT:', 'REPORTING_TIMEZONE:', 'REPORTING_PRIVACY_LEVEL:']) expect(words).toContain(name);
});

test('the secret is made at first start and readable by its owner alone', async () => {
  const { child } = await start({ JWT_SECRET: '' });
  const path = join(dataDir, 'secret');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, 'utf8').length).toBeGreaterThan(40);
  await end(child, 'SIGTERM');
  expect(child.exitCode).toBe(0);
});
