import { randomUUID } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { errorBodySchema } from '../../contract/errors';
import { formatBytes } from '../../contract/format/format';
import { FAST_RETRY_POLICY, queueExport, untilJob } from '../../testing/exportJobs';
import { openTestBackend, type TestBackend } from '../../testing/testBackend';
import { ExportService } from './jobs/exportService';

/** What exported files may take together: those that are there, and those that jobs in line have still to write. */

const ROWS = 300;
/** A ticket's topic: with it a file is large beside whatever else a folder holds. */
const TOPIC = 'x'.repeat(1000);
/** About one file; two are more. */
const ROOM = 1.2 * ROWS * 1000;
const ASKED = 'format=csv&columns=id,topic';
const EXPORT = '/export/reporting_tickets';

let server: TestBackend;

beforeAll(async () => {
  server = await openTestBackend({ EXPORT_SYNC_ROWS_TEXT: '100' });
  await server.insert(
    Array.from({ length: ROWS }, (_, id) => ({ id, createdAt: '2024-01-01 00:00:00', topic: TOPIC })),
  );
});
afterAll(async () => {
  await server.backend.exports.stop();
  await server.close();
});

/** Nobody works on what is in line, so that it stays there. */
beforeEach(async () => {
  await server.backend.exports.stop();
  server.backend.config.exports.maxBytes = ROOM;
});

async function expectRefused(query: string, method: 'GET' | 'POST' = 'GET', path = EXPORT): Promise<void> {
  const response = await server.call(query === '' ? path : `${path}?${query}`, { method });
  expect(response.status).toBe(413);
  const { error } = errorBodySchema.parse(await response.json());
  const most = formatBytes(server.backend.config.exports.maxBytes).replace('.', '\\.');
  expect(error.message).toMatch(
    new RegExp(`^Exported files may take ${most} on this server, and [\\d.]+ k?B are taken`),
  );
}

function cancel(jobId: string): Promise<Response> {
  return server.call(`/export/jobs/${jobId}`, { method: 'DELETE' });
}

test('a job that waits takes the room of its file, from whoever queues or waits for another; cancelled, it gives it back', async () => {
  const waiting = await queueExport(server, ASKED);
  await expectRefused(`${ASKED}&offset=1`);
  // A workbook of so few rows is waited for.
  await expectRefused(ASKED.replace('csv', 'xlsx'));
  await expectRefused(ASKED.replace('csv', 'xlsx'), 'POST', `${EXPORT}/prepare`);
  // The same request is the same job, and takes no further room.
  expect((await queueExport(server, ASKED)).jobId).toBe(waiting.jobId);
  await cancel(waiting.jobId);
  const next = await queueExport(server, `${ASKED}&offset=1`);
  await expectRefused('', 'POST', `/export/jobs/${waiting.jobId}/retry`);
  await cancel(next.jobId);
});

test('a file in the making takes what is written and what is still to come, and not the first twice', async () => {
  const { config, state } = server.backend;
  // Two files, and not three.
  config.exports.maxBytes = 2.2 * ROWS * 1000;
  const { jobId } = await queueExport(server, ASKED);
  const lease = randomUUID();
  await state.query(
    "UPDATE export_jobs SET state = 'running', lease = $2, leased_until = now() + interval '1 hour' WHERE id = $1",
    [jobId, lease],
  );
  const part = join(config.exports.folder, `${jobId}.${lease}.csv.part`);
  for (const written of [0.1, 0.9, 1.05]) {
    writeFileSync(part, Buffer.alloc(written * ROWS * 1000));
    const second = await queueExport(server, `${ASKED}&offset=1`);
    await expectRefused(`${ASKED}&offset=2`);
    await cancel(second.jobId);
  }
  // What a try that died has left behind stands for nothing of this one.
  renameSync(part, join(config.exports.folder, `${jobId}.${randomUUID()}.csv.part`));
  await expectRefused(`${ASKED}&offset=1`);
  await cancel(jobId);
  await server.backend.exports.sweep();
});

test('a file that was made takes what it has, and its job nothing beside it', async () => {
  // Two files, and not three.
  server.backend.config.exports.maxBytes = 2.2 * ROWS * 1000;
  server.backend.exports = await ExportService.start(server.backend, FAST_RETRY_POLICY);
  const { jobId } = await queueExport(server, ASKED);
  await untilJob(server, jobId, { state: 'sent' });
  await server.backend.exports.stop();
  const second = await queueExport(server, `${ASKED}&offset=1`);
  await cancel(second.jobId);
  server.backend.config.exports.maxBytes = ROOM;
  await expectRefused(`${ASKED}&offset=2`);
});

test('files that wait for their download count as well', async () => {
  const { downloadsFolder, config } = server.backend;
  config.exports.maxBytes = 10 * ROOM;
  writeFileSync(join(downloadsFolder, 'waiting.csv'), Buffer.alloc(9.9 * ROOM));
  const response = await server.call(`${EXPORT}?${ASKED}&offset=3`);
  expect(response.status).toBe(413);
});
