import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorBodySchema } from '../../../contract/errors';
import { queueExport } from '../../../testing/exportJobs';
import { openTestBackend, READER, type TestBackend } from '../../../testing/testBackend';

/** How many exports one user may have in line: nobody works on them here. */

const EXPORT = '/export/reporting_tickets?format=csv&columns=id';
let server: TestBackend;

beforeAll(async () => {
  server = await openTestBackend({ EXPORT_SYNC_ROWS_TEXT: '0' });
  await server.insert([1, 2, 3].map((id) => ({ id, createdAt: '2024-01-01 00:00:00' })));
  await server.backend.exports.stop();
});
afterAll(() => server.close());

/** Asks for an export that differs by a number. */
async function status(number: number, init: { token?: string } = {}): Promise<number> {
  const filter = `filters[0][key]=id&filters[0][comparator]=!%3D&filters[0][value]=${number + 10}`;
  return (await server.call(`${EXPORT}&${filter}`, init)).status;
}

/** Copies of a job that is in line, as other requests' jobs in a state. */
async function add(count: number, state: string): Promise<void> {
  const copies = Array.from({ length: count }, () => randomUUID());
  const { state: store } = server.backend;
  await store.query(
    `INSERT INTO export_jobs SELECT (jsonb_populate_record(NULL::export_jobs, to_jsonb(job) || jsonb_build_object('id', copy, 'fingerprint', copy, 'state', $2::text))).*
     FROM (SELECT * FROM export_jobs LIMIT 1) AS job, unnest($1::text[]) AS copy`,
    [copies, state],
  );
}

test('a hundred exports of one user are in line, whatever they wait for; the next is refused, also as a retry, and others are not', async () => {
  const { jobId } = await queueExport(server, 'format=csv&columns=id,topic');
  expect((await server.call(`/export/jobs/${jobId}`, { method: 'DELETE' })).status).toBe(200);
  await add(60, 'queued');
  await add(38, 'mailing');
  await add(5, 'failed');
  expect(await status(1)).toBe(202);
  const several = await Promise.all([2, 3, 4].map((each) => status(each)));
  expect(several.sort()).toEqual([202, 429, 429]);
  const full = await server.call(`${EXPORT}&offset=1`);
  expect(full.headers.get('Retry-After')).toBe('60');
  const { error } = errorBodySchema.parse(await full.json());
  expect(error).toMatchObject({ code: 'tooManyRequests', allowed: 'at most 100 at once' });
  expect((await server.call(`/export/jobs/${jobId}/retry`, { method: 'POST' })).status).toBe(429);
  // The same request as one in line is that one.
  expect(await status(1)).toBe(202);
  expect(await status(9, { token: await server.tokenFor('eve@example.com', READER) })).toBe(202);
});
