import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { errorBodySchema } from '../../contract/errors';
import { jobListSchema } from '../../contract/responses/exportResponses';
import { viewListSchema } from '../../contract/responses/savedViews';
import { profileSchema } from '../../contract/responses/sessionResponses';
import { untilJob } from '../../testing/exportJobs';
import { openTestBackend, type TestBackend } from '../../testing/testBackend';
import { addJob, type NewJob } from '../exports/jobs/jobStore';

/** What another version kept, and names a column that this one does not have. */

const OWNER = 'anna@example.com';
const BY_SPAM = 'filters[0][key]=spamStatus&filters[0][comparator]=%3D&filters[0][value]=ham';
const BY_FAX = 'filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=fax';
const GONE = 'names the column "spamStatus", which this version does not have';
const ID = 'AAAAAAAAAAAAAAAAAAAAAA';
let server: TestBackend;

beforeAll(async () => {
  server = await openTestBackend();
  await server.insert([{ id: 1, createdAt: '2024-01-01 00:00:00', channel: 'chat' }]);
});
afterAll(() => server.close());
beforeEach(async () => {
  for (const table of ['export_jobs', 'saved_views', 'short_links']) {
    await server.backend.state.query(`DELETE FROM ${table}`);
  }
});

async function refusal(path: string, init?: RequestInit) {
  const response = await server.call(path, init);
  return { status: response.status, ...errorBodySchema.parse(await response.json()).error };
}

async function waiting(query: string): Promise<string> {
  const id = randomUUID();
  const caller = { id: OWNER, email: OWNER, name: OWNER, permissions: ['reportTickets', 'exportData'] };
  const job: NewJob = {
    id,
    caller,
    query: `${query}&asOf=2024-06-01 00:00:00&format=csv`,
    fingerprint: id,
    format: 'csv',
    rowsRequested: 1,
    bytesExpected: 100,
  };
  await addJob(server.backend.state, job, server.backend.audit.values([]));
  return id;
}

const listedJobs = async () => jobListSchema.parse(await (await server.call('/export/jobs')).json()).jobs;

test.each([
  ['filters by it', BY_SPAM, GONE],
  ['orders by it', 'orderByField=spamStatus&orderByDirection=asc', GONE],
  ['shows it', 'columns=id,spamStatus', GONE],
  ['groups by it', 'groupBy=spamStatus', GONE],
  ['names a value that is gone', BY_FAX, 'is not understood by this version: "fax" is not a value of channel'],
])('a view that %s is listed with the reason, and its link says it', async (_what, query, problem) => {
  await server.backend.state.query(
    'INSERT INTO saved_views (id, user_id, name, query, is_default, saved_at) VALUES ($1, $2, $3, $4, true, now())',
    [randomUUID(), OWNER, 'Ham', query],
  );
  await server.backend.state.query(
    'INSERT INTO short_links (id, user_id, digest, query, made_at) VALUES ($1, $2, $3, $4, now())',
    [ID, OWNER, 'digest', query],
  );
  const { views } = viewListSchema.parse(await (await server.call('/views')).json());
  expect(views).toMatchObject([{ name: 'Ham', query: null, problem: expect.stringContaining(problem) }]);
  expect(profileSchema.parse(await (await server.call('/profile')).json()).defaultView).toBeNull();
  const said = { status: 400, parameter: 'link', message: expect.stringContaining(`This link ${problem}`) };
  expect(await refusal(`/links/${ID}`)).toMatchObject(said);
  expect(await refusal(`/export/reporting_tickets/preview?link=${ID}`)).toMatchObject(said);
});

test('a job that waits fails with the reason, is listed with it, and cannot be taken up again', async () => {
  const id = await waiting(BY_SPAM);
  await server.backend.exports.sweep();
  const failed = {
    state: 'failed',
    error: `This export ${GONE}`,
    problem: GONE,
    query: null,
    rowsRequested: null,
  } as const;
  await untilJob(server, id, failed);
  expect(await listedJobs()).toMatchObject([failed]);
  expect(await refusal(`/export/jobs/${id}/retry`, { method: 'POST' })).toMatchObject({
    status: 409,
    message: `This export ${GONE}`,
  });
});

test('a file with it is listed with the reason; nobody can say any more who may have it', async () => {
  const id = await waiting('');
  await untilSent(id);
  const path = join(server.backend.config.exports.folder, `${id}.csv`);
  writeFileSync(path, 'id,spamStatus\r\n1,ham\r\n');
  await server.backend.state.query('UPDATE export_jobs SET columns = $2, file_name = $3 WHERE id = $1', [
    id,
    ['id', 'spamStatus'],
    `${id}.csv`,
  ]);
  expect(await listedJobs()).toMatchObject([
    { state: 'sent', problem: GONE, error: null, query: null, receipt: null, rows: null },
  ]);
  expect(await refusal(`/export/jobs/${id}/file`)).toMatchObject({ status: 409, message: `This export ${GONE}` });
});

async function untilSent(id: string) {
  await server.backend.exports.sweep();
  await untilJob(server, id, { state: 'sent', problem: null });
}
