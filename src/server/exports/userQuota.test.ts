import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { errorBodySchema } from '../../contract/errors';
import { exportJobSchema, preparedResponseSchema } from '../../contract/responses/exportResponses';
import { FAST_RETRY_POLICY, queueExport, untilJob } from '../../testing/exportJobs';
import { openTestBackend, READER, type TestBackend } from '../../testing/testBackend';
import { readConfig } from '../config/config';
import { ExportService } from './jobs/exportService';

/** What one user's files may take, so that others have room as well. */

const ROWS = 300;
const TOPIC = 'x'.repeat(1000);
/** About one file; two are more. */
const ROOM = 1.2 * ROWS * 1000;
const EXPORT = '/export/reporting_tickets';
let server: TestBackend;
let eve: string;
let offset = 0;

beforeAll(async () => {
  server = await openTestBackend({ EXPORT_SYNC_ROWS_TEXT: '100' });
  await server.insert(
    Array.from({ length: ROWS }, (_, id) => ({ id, createdAt: '2024-01-01 00:00:00', topic: TOPIC })),
  );
  eve = await server.tokenFor('eve@example.com', READER);
});
afterAll(() => server.close());

/** Nobody works on what is in line, and nothing is there. */
beforeEach(async () => {
  await server.backend.exports.stop();
  await server.backend.state.query('DELETE FROM export_jobs');
  server.backend.config.exports.maxUserBytes = ROOM;
  await start();
  await server.backend.exports.stop();
});

async function start(): Promise<void> {
  await server.backend.exports.stop();
  server.backend.exports = await ExportService.start(server.backend, FAST_RETRY_POLICY);
}

/** Another request each time. */
function asked(): string {
  offset += 1;
  return `format=csv&columns=id,topic&offset=${offset}`;
}

async function refusal(query: string, path = EXPORT, method = 'GET'): Promise<string> {
  const response = await server.call(`${path}?${query}`, { method });
  expect(response.status).toBe(413);
  return errorBodySchema.parse(await response.json()).error.message;
}

const status = async (query: string, token: string) => (await server.call(`${EXPORT}?${query}`, { token })).status;

test('a third of the room by default, or what is set', () => {
  expect(readConfig({ EXPORT_DISK_MB: '900' }).exports).toMatchObject({ maxBytes: 900e6, maxUserBytes: 300e6 });
  expect(readConfig({ EXPORT_DISK_MB: '900', EXPORT_USER_DISK_MB: '700' }).exports.maxUserBytes).toBe(700e6);
});

test('whoever has filled their share is told how much it is, by which setting, and what helps; others have theirs', async () => {
  await queueExport(server, asked());
  const words = await refusal(asked());
  expect(words).toMatch(
    /^Your exported files may take 360\.0 kB on this server \(EXPORT_USER_DISK_MB\), and 0 B are taken, and about 3\d\d\.\d kB will be by exports in line\. Delete files of finished exports/,
  );
  expect(await refusal(asked().replace('csv', 'xlsx'))).toMatch(/^Your exported files/);
  expect(await status(asked(), eve)).toBe(202);
});

test('a finished file can be deleted by its owner alone: the job says so, and there is room again', async () => {
  await start();
  const { jobId } = await queueExport(server, asked());
  await untilJob(server, jobId, { state: 'sent', hasFile: true });
  expect(await refusal(asked())).toMatch(/^Your exported files .* and [\d.]+ kB are taken\. Delete/);
  const path = `/export/jobs/${jobId}`;
  expect((await server.call(`${path}/file`, { method: 'DELETE', token: eve })).status).toBe(404);
  const deleted = exportJobSchema.parse(await (await server.call(`${path}/file`, { method: 'DELETE' })).json());
  expect(deleted).toMatchObject({
    state: 'sent',
    hasFile: false,
    fileDeletedAt: expect.any(String),
    rows: expect.any(Number),
  });
  const gone = await server.call(`${path}/file`);
  expect(gone.status).toBe(404);
  expect(errorBodySchema.parse(await gone.json()).error.message).toMatch(/^You deleted this file on \d+ \w{3} \d{4}$/);
  // The mail in the local outbox has held a copy.
  expect((await server.call(`${path}/mail`)).status).toBe(404);
  expect((await server.call(`${path}/file`, { method: 'DELETE' })).status).toBe(404);
  const next = await queueExport(server, asked());
  await untilJob(server, next.jobId, { state: 'sent' });
});

test('files that wait for their download count as their user’s', async () => {
  server.backend.config.syncRows.csv = 1000;
  try {
    const response = await server.call(`${EXPORT}/prepare?${asked()}`, { method: 'POST' });
    preparedResponseSchema.parse(await response.json());
    expect(await refusal(asked(), `${EXPORT}/prepare`, 'POST')).toMatch(/^Your exported files .* are taken/);
    const hers = await server.call(`${EXPORT}/prepare?${asked()}`, { method: 'POST', token: eve });
    expect(hers.status).toBe(200);
  } finally {
    server.backend.config.syncRows.csv = 100;
    await server.backend.prepared.close();
  }
});

test('a file that grows beyond its user’s share fails in words and leaves nothing', async () => {
  const { jobId } = await queueExport(server, asked());
  server.backend.config.exports.maxUserBytes = 1000;
  await start();
  const { error } = await untilJob(server, jobId, { state: 'failed', hasFile: false });
  expect(error).toMatch(
    /^Your exported files may take 1\.0 kB on this server \(EXPORT_USER_DISK_MB\), and this one would/,
  );
});

test('of files that are asked for at once the first ones find room, and nobody else is refused for the rest', async () => {
  server.backend.config.exports.maxUserBytes = 2.5 * 90 * 1000;
  const prepared = await Promise.all(
    Array.from({ length: 8 }, () => server.call(`${EXPORT}/prepare?${asked()}&limit=90`, { method: 'POST' })),
  );
  expect(prepared.map(({ status }) => status).sort()).toEqual([200, 200, ...Array(6).fill(413)]);
  const other = await server.call(`${EXPORT}/prepare?${asked()}&limit=90`, { method: 'POST', token: eve });
  expect(other.status).toBe(200);
});
