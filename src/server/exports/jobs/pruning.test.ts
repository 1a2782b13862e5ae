import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { FAST_RETRY_POLICY, queueExport, untilJob } from '../../../testing/exportJobs';
import { openTestBackend, type TestBackend } from '../../../testing/testBackend';
import { randomTickets } from '../../../testing/ticketFactory';
import { ExportService } from './exportService';
import { sweepExports } from './exportSweep';
import { findJob } from './jobStore';

/** Ended jobs are removed once JOBS_TTL is over, with all that is left of them; on the real stores. */

const KILLED = new Error('kill -9');
let server: TestBackend;
let offset = 0;

beforeAll(async () => {
  server = await openTestBackend({ EXPORT_SYNC_ROWS_TEXT: '0', EXPORT_TTL: '7d', JOBS_TTL: '20d' });
  await server.insert(randomTickets(3, 60));
});
afterAll(() => server.close());
afterEach(() => vi.restoreAllMocks());

async function queued(): Promise<string> {
  offset += 1;
  return (await queueExport(server, `format=csv&columns=id&offset=${offset}`)).jobId;
}

async function sent(): Promise<string> {
  const jobId = await queued();
  await untilJob(server, jobId, { state: 'sent', hasFile: true });
  return jobId;
}

async function ageTo(jobId: string, days: number, changes = ''): Promise<void> {
  const text = `UPDATE export_jobs SET finished_at = now() - make_interval(days => $2)${changes} WHERE id = $1`;
  await server.backend.state.query(text, [jobId, days]);
}

async function statusOf(jobId: string): Promise<number> {
  return (await server.call(`/export/jobs/${jobId}`)).status;
}

/** Whether there are the job's file and the copy of its mail. */
function leftOf(jobId: string): { file: boolean; mail: boolean } {
  const file = readdirSync(server.backend.config.exports.folder).some((name) => name.startsWith(jobId));
  return { file, mail: existsSync(join(server.backend.outboxFolder, `export-${jobId}.eml`)) };
}

test('jobs that were sent, failed or cancelled so long ago are gone with file and mail; younger ones and those under way stay', async () => {
  const [old, young, failed, cancelled] = [await sent(), await sent(), await sent(), await sent()];
  await server.backend.exports.stop();
  const underWay = await queued();
  await ageTo(old, 21);
  await ageTo(failed, 21, ", state = 'failed'");
  await ageTo(cancelled, 21, ", state = 'cancelled', file_name = NULL");
  await ageTo(young, 19);
  await server.backend.state.query("UPDATE export_jobs SET requested_at = now() - interval '21 days' WHERE id = $1", [
    underWay,
  ]);
  await sweepExports(server.backend);
  for (const id of [old, failed, cancelled]) {
    expect(await statusOf(id)).toBe(404);
    expect(leftOf(id)).toEqual({ file: false, mail: false });
  }
  expect(leftOf(young)).toEqual({ file: true, mail: true });
  server.backend.exports = await ExportService.start(server.backend, FAST_RETRY_POLICY);
  await untilJob(server, young, { state: 'sent', hasFile: true });
  await untilJob(server, underWay, { state: 'sent' });
});

/** Ends a sweep at its n-th statement, which the store has still carried out or has not. */
async function killedAt(statement: number, moment: 'before' | 'after'): Promise<void> {
  const { state } = server.backend;
  const { query } = state;
  let asked = 0;
  const killing = vi.spyOn(state, 'query').mockImplementation(async (text, values) => {
    // The server has others in between: it looks for revoked sessions all the time.
    if (!text.includes('export_jobs')) return query.call(state, text, values);
    asked += 1;
    if (asked === statement && moment === 'before') throw KILLED;
    const rows = await query.call(state, text, values);
    if (asked === statement) throw KILLED;
    return rows;
  });
  await expect(sweepExports(server.backend)).rejects.toBe(KILLED);
  killing.mockRestore();
}

describe('a process that is killed while it removes a job', () => {
  const moments = [1, 2, 3, 4, 5].flatMap((statement) => [
    { statement, moment: 'before' as const },
    { statement, moment: 'after' as const },
  ]);

  test.each(moments)('leaves nothing wrong $moment statement $statement, and the next sweep ends it', async (at) => {
    const jobId = await sent();
    await server.backend.exports.stop();
    await ageTo(jobId, 21);
    await killedAt(at.statement, at.moment);
    const job = await findJob(server.backend.state, jobId);
    const left = leftOf(jobId);
    // A job that is there never names a file that is gone, and a job that is gone has left nothing.
    if (job === undefined) expect(left).toEqual({ file: false, mail: false });
    else if (job.file_name !== null) expect(left).toEqual({ file: true, mail: true });
    await sweepExports(server.backend);
    expect(await statusOf(jobId)).toBe(404);
    expect(leftOf(jobId)).toEqual({ file: false, mail: false });
    server.backend.exports = await ExportService.start(server.backend, FAST_RETRY_POLICY);
  });
});

test('a job that is put back in line while it is being removed stays', async () => {
  const jobId = await sent();
  await server.backend.exports.stop();
  await ageTo(jobId, 21, ", state = 'failed'");
  const { state } = server.backend;
  const { query } = state;
  vi.spyOn(state, 'query').mockImplementation(async (text, values) => {
    if (text.startsWith('DELETE'))
      expect((await server.call(`/export/jobs/${jobId}/retry`, { method: 'POST' })).status).toBe(200);
    return query.call(state, text, values);
  });
  await sweepExports(server.backend);
  expect(await findJob(state, jobId)).toMatchObject({ state: 'queued' });
});
