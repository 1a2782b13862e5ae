import { randomUUID } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { errorBodySchema } from '../../contract/errors';
import { jobListSchema } from '../../contract/responses/exportResponses';
import { viewListSchema } from '../../contract/responses/savedViews';
import { profileSchema } from '../../contract/responses/sessionResponses';
import { untilJob } from '../../testing/exportJobs';
import { test as base } from '../../testing/fixtures';
import { ownerOf } from '../access/principal';
import { addJob, type NewJob } from '../exports/jobs/jobStore';

/** What another version kept, and names a column or a format that this one does not have. */

const ANNA = 'anna@example.com';
const OWNER = ownerOf({ id: ANNA });
const BY_SPAM = 'filters[0][key]=spamStatus&filters[0][comparator]=%3D&filters[0][value]=ham';
const BY_FAX = 'filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=fax';
const GONE = 'names the column "spamStatus", which this version does not have';
const NO_ODS = 'has the format "ods", which this version does not have';
const ID = 'AAAAAAAAAAAAAAAAAAAAAA';

const test = base
  .extend('refusal', ({ server }) => async (path: string, init?: RequestInit) => {
    const response = await server.call(path, init);
    return { status: response.status, ...errorBodySchema.parse(await response.json()).error };
  })
  .extend('waiting', ({ server }) => async (query: string, format = 'csv'): Promise<string> => {
    const id = randomUUID();
    const user = { id: ANNA, email: ANNA, name: ANNA, permissions: ['reportTickets', 'exportData'] };
    const job: NewJob = {
      id,
      user,
      level: 'full',
      query: `${query}&asOf=2024-06-01 00:00:00&format=${format}`,
      fingerprint: id,
      format,
      rowsRequested: 1,
      bytesExpected: 100,
    };
    const { state, keys, audit } = server.backend;
    await addJob(state, keys, job, audit.values([]));
    return id;
  })
  .extend(
    'listedJobs',
    ({ server }) =>
      async () =>
        jobListSchema.parse(await (await server.call('/export/jobs')).json()).jobs,
  );

test.beforeAll(({ server }) => server.insert([{ id: 1, createdAt: '2024-01-01 00:00:00', channel: 'chat' }]));
test.beforeEach(async ({ server }) => {
  for (const table of ['export_jobs', 'saved_views', 'short_links']) {
    await server.backend.state.query(`DELETE FROM ${table}`);
  }
});

test.for([
  ['filters by it', BY_SPAM, GONE],
  ['orders by it', 'orderByField=spamStatus&orderByDirection=asc', GONE],
  ['shows it', 'columns=id,spamStatus', GONE],
  ['groups by it', 'groupBy=spamStatus', GONE],
  ['names a value that is gone', BY_FAX, 'is not understood by this version: "fax" is not a value of channel'],
] as const)('a view that %s is listed with the reason, and its link says it', async (given, { server, refusal }) => {
  const [_what, query, problem] = given;
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

test('a job that waits fails with the reason, is listed with it, and cannot be taken up again', async ({
  server,
  refusal,
  waiting,
  listedJobs,
}) => {
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

test('a file with it is listed with the reason; nobody can say any more who may have it', async ({
  server,
  refusal,
  waiting,
  listedJobs,
}) => {
  const id = await waiting('');
  await server.backend.exports.sweep();
  await untilJob(server, id, { state: 'sent', problem: null });
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

test('a job of a format that this version does not have is listed with the reason, and fails with it', async ({
  server,
  waiting,
  listedJobs,
  refusal,
}) => {
  const id = await waiting('', 'ods');
  await server.backend.exports.sweep();
  const failed = {
    state: 'failed',
    format: null,
    error: `This export ${NO_ODS}`,
    problem: NO_ODS,
    query: null,
    rowsRequested: null,
  } as const;
  await untilJob(server, id, failed);
  expect(await listedJobs()).toMatchObject([failed]);
  expect(await refusal(`/export/jobs/${id}/retry`, { method: 'POST' })).toMatchObject({
    status: 409,
    message: `This export ${NO_ODS}`,
  });
});

test('a file of such a format, mailed in another way, is listed and not given out; it goes when its time is over', async ({
  server,
  waiting,
  listedJobs,
  refusal,
}) => {
  const id = await waiting('');
  await server.backend.exports.sweep();
  await untilJob(server, id, { state: 'sent', problem: null });
  const name = `${id}.${randomUUID()}.ods`;
  const path = join(server.backend.config.exports.folder, name);
  writeFileSync(path, 'PAR1');
  await server.backend.state.query(
    "UPDATE export_jobs SET format = 'ods', mailed_by = 'pigeon', file_name = $2 WHERE id = $1",
    [id, name],
  );
  expect(await listedJobs()).toMatchObject([
    { state: 'sent', format: null, problem: NO_ODS, mailedBy: null, hasFile: true, receipt: null },
  ]);
  const said = { status: 409, message: `This export ${NO_ODS}` };
  expect(await refusal(`/export/jobs/${id}/file`)).toMatchObject(said);
  expect(await refusal(`/export/jobs/${id}/mail`)).toMatchObject(said);
  await server.backend.state.query('UPDATE export_jobs SET expires_at = requested_at WHERE id = $1', [id]);
  await server.backend.exports.sweep();
  expect(existsSync(path)).toBe(false);
});
