import { expect } from 'vitest';
import { type AuditEntry, auditListSchema } from '../../../contract/responses/auditResponses';
import { apiTokenListSchema } from '../../../contract/responses/commandResponses';
import { queuedResponseSchema } from '../../../contract/responses/exportResponses';
import { queueExport, untilJob } from '../../../testing/exportJobs';
import { test as base } from '../../../testing/fixtures';
import { TestBrowser } from '../../../testing/testBrowser';
import { type User, userKeyOf } from '../../access/principal';
import { makeSignInLink } from '../../access/signInLinks';

/** Who was let in, by what and in place of whom; what was issued and revoked; files that were given again or deleted. */

const ANNA: User = { id: 'a', email: 'anna.a@example.com', name: 'Anna', permissions: ['reportTickets'] };
const BEN: User = { id: 'b', email: 'ben.b@example.com', name: 'Ben', permissions: ['reportTickets'] };

const test = base
  .extend('browser', ({ server }) => new TestBrowser(server))
  .extend('post', ({ server }) => async (path: string, body: object = {}, key = server.backend.commandKey) => {
    return server.call(path, { method: 'POST', body: JSON.stringify({ key, ...body }) });
  })
  /** Entries that came since the test began, oldest first. */
  .extend('entries', async ({ server }) => {
    const token = await server.tokenFor('works.council@example.com', ['viewAudit']);
    const read = async (): Promise<AuditEntry[]> => {
      const response = await server.call('/audit?limit=500', { token });
      const { entries } = auditListSchema.parse(await response.json());
      return entries.filter(({ kind }) => kind !== 'auditSeen').reverse();
    };
    const last = (await read()).at(-1)?.id ?? 0;
    return async () => (await read()).filter(({ id }) => id > last);
  });

// A hook may take longer than a test.
test.beforeAll(({ server }) => void server);

test('a token that takes the place of another user: both are told of', async ({ browser, entries }) => {
  await browser.signInAs(ANNA);
  // The question alone changes nothing.
  await browser.signInAs(BEN);
  await browser.signInAs(BEN, { replaces: userKeyOf(ANNA) });
  await browser.call('/session', { method: 'DELETE' });
  expect(await entries()).toMatchObject([
    { kind: 'signedIn', userId: 'secret:a', userEmail: ANNA.email, level: 'full', detail: 'by a token' },
    { kind: 'signedIn', userId: 'secret:b', detail: `by a token, in place of ${ANNA.email}` },
    { kind: 'signedOut', userId: 'secret:a', detail: `${BEN.email} signed in in this browser` },
    { kind: 'signedOut', userId: 'secret:b', detail: null },
  ]);
});

test('a link signs in once; opened again it is a refusal of nobody in particular', async ({
  server,
  browser,
  entries,
}) => {
  const code = (await makeSignInLink(server.backend.state, 'http://127.0.0.1:4173')).split('#link=')[1] ?? '';
  await browser.post('/session/link', { code });
  // In its own browser it goes on opening the page, and nobody signs in.
  await browser.post('/session/link', { code });
  await new TestBrowser(server).post('/session/link', { code });
  await server.backend.audit.stop();
  const written = await entries();
  expect(written).toMatchObject([
    { kind: 'signedIn', userId: 'secret:local', detail: 'by a link' },
    {
      kind: 'refused',
      userId: null,
      detail: expect.stringContaining('POST /session/link: This sign-in link has been'),
    },
  ]);
  expect(JSON.stringify(written)).not.toContain(code);
});

test('a page of another site is refused, and that is an entry', async ({ server, browser, entries }) => {
  await browser.signInAs(ANNA);
  const headers = { 'Sec-Fetch-Site': 'cross-site' };
  expect((await browser.call('/session', { method: 'DELETE', headers })).status).toBe(403);
  await server.backend.audit.stop();
  const detail = 'DELETE /session: This request comes from another site';
  expect(await entries()).toMatchObject([{ kind: 'signedIn' }, { kind: 'refused', detail }]);
});

test('a tab of another user’s is refused, and that is an entry', async ({ server, browser, entries }) => {
  await browser.signInAs(BEN);
  const headers = { 'X-User': userKeyOf(ANNA) };
  expect((await browser.call('/profile', { headers })).status).toBe(412);
  await server.backend.audit.stop();
  const detail = 'GET /profile: You are now signed in as Ben in this browser';
  expect(await entries()).toMatchObject([{ kind: 'signedIn' }, { kind: 'refused', detail }]);
});

test('tokens and links that are issued, a revocation, and a wrong key', async ({ post, entries }) => {
  const asked = { holder: 'carl@example.com', permissions: ['reportTickets'], ttlSeconds: 60 };
  const { token } = await (await post('/tokens', asked)).json();
  const { tokens } = apiTokenListSchema.parse(await (await post('/tokens/list')).json());
  const id = tokens[0]?.id ?? '';
  await post(`/tokens/${id}/revoke`);
  await post('/session/links');
  await post('/session/links', {}, 'wrong');
  const written = await entries();
  const detail = `token ${id} of carl@example.com (reportTickets)`;
  expect(written).toMatchObject([
    { kind: 'issued', detail },
    { kind: 'revoked', detail },
    { kind: 'issued', detail: 'a sign-in link' },
    { kind: 'refused', detail: 'POST /session/links: The key is not that of the data folder' },
  ]);
  expect(JSON.stringify(written)).not.toContain(token);
});

test('a file that is given a second time, and one that is deleted', async ({ server, entries }) => {
  await server.insert([{ id: 1, createdAt: '2024-01-01 00:00:00' }]);
  const { config } = server.backend;
  const before = config.syncRows;
  config.syncRows = { csv: 0, json: 0, ndjson: 0, parquet: 0, xlsx: 0 };
  try {
    const query = 'format=csv&columns=id&asOf=2024-06-01 00:00:00';
    const { jobId } = await queueExport(server, query);
    await untilJob(server, jobId, { state: 'sent' });
    const again = await server.call(`/export/reporting_tickets?${query}`);
    expect(queuedResponseSchema.parse(await again.json()).jobId).toBe(jobId);
    expect((await server.call(`/export/jobs/${jobId}/file`, { method: 'DELETE' })).status).toBe(200);
  } finally {
    config.syncRows = before;
  }
  const of = { userId: 'secret:anna@example.com', rows: 1, columns: ['id'] };
  expect(await entries()).toMatchObject([
    { kind: 'queued', detail: 'csv', ...of },
    { kind: 'mailed', ...of },
    { kind: 'queued', detail: 'csv, whose file is there already', ...of },
    { kind: 'fileDeleted', userId: of.userId, detail: 'csv' },
  ]);
});
