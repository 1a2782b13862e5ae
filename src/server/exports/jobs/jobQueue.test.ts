import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { FAST_RETRY_POLICY, jobOf, queueExport, untilJob } from '../../../testing/exportJobs';
import { openTestBackend, type TestBackend } from '../../../testing/testBackend';
import { randomTickets } from '../../../testing/ticketFactory';
import { ExportService } from './exportService';
import { leaseNextJob, renewLeases } from './leases';

/** Who gets which job when, on a real store whose NOTIFY is switched off: nothing is swept and nobody is told. */

const TELLS = 'TRIGGER export_jobs_told';
let server: TestBackend;
let columns = 0;

beforeAll(async () => {
  server = await openTestBackend({ EXPORT_SYNC_ROWS_TEXT: '0' });
  await server.insert(randomTickets(3, 40));
  await server.backend.exports.stop();
  await server.backend.state.query(`ALTER TABLE export_jobs DISABLE ${TELLS}`);
});
afterAll(() => server.close());
afterEach(async () => {
  await server.backend.exports.stop();
  await server.backend.state.query('DELETE FROM export_jobs');
});

async function start(): Promise<void> {
  server.backend.exports = await ExportService.start(server.backend, FAST_RETRY_POLICY);
}

/** A job that nobody works on yet, unlike any other. */
async function queued(): Promise<string> {
  columns += 1;
  return (await queueExport(server, `format=csv&columns=id&offset=${columns}`)).jobId;
}

async function change(jobId: string, changes: string): Promise<void> {
  await server.backend.state.query(`UPDATE export_jobs SET ${changes} WHERE id = $1`, [jobId]);
}

async function moments(jobId: string): Promise<{ due: Date; made: Date }> {
  const text = 'SELECT requested_at AS due, made_at AS made FROM export_jobs WHERE id = $1';
  const row = await server.backend.state.row(z.object({ due: z.date(), made: z.date() }), text, [jobId]);
  if (row === undefined) throw new Error('no such job');
  return row;
}

test('a job that nobody was told of is done', async () => {
  await start();
  const jobId = await queued();
  await untilJob(server, jobId, { state: 'sent' });
});

test('a try that is put off is made once it is due, and not before', async () => {
  const jobId = await queued();
  // As another process put it off; when it was due stays readable in a column that making leaves alone.
  await change(jobId, "requested_at = now() + interval '3 seconds', next_try_at = now() + interval '3 seconds'");
  await start();
  await untilJob(server, jobId, { state: 'sent' });
  const { due, made } = await moments(jobId);
  expect(made.getTime()).toBeGreaterThanOrEqual(due.getTime());
});

test('a file that a dead worker began is made by another once the lease has expired, without a sweep', async () => {
  const jobId = await queued();
  await change(jobId, "next_try_at = now() + interval '1 hour'");
  // A start ends every lease of a store that is this process's alone: the dead worker is one that began later.
  await start();
  const lease = "lease = gen_random_uuid(), leased_until = now() + interval '1 second'";
  await change(jobId, `state = 'running', tries = 1, next_try_at = NULL, ${lease}`);
  await untilJob(server, jobId, { state: 'sent' });
});

test('a mail that a dead worker began is sent by another once the lease has expired', async () => {
  const jobId = await queued();
  await start();
  await untilJob(server, jobId, { state: 'sent' });
  const lease = "lease = gen_random_uuid(), leased_until = now() + interval '1 second'";
  await change(jobId, `state = 'mailing', ${lease}`);
  expect(await jobOf(server, jobId)).toMatchObject({ state: 'running' });
  await untilJob(server, jobId, { state: 'sent' });
});

test('jobs are leased once each, the one that has been due for longest first, and none that is not due', async () => {
  const { state } = server.backend;
  const [newest, oldest, later] = [await queued(), await queued(), await queued()];
  await change(oldest, "requested_at = now() - interval '1 minute'");
  await change(later, "next_try_at = now() + interval '1 minute'");
  const leases = await Promise.all([1, 2, 3].map(() => leaseNextJob(state, 'make', 20)));
  expect(leases.map((next) => next?.job.id)).toEqual([oldest, newest, undefined]);
  expect(await leaseNextJob(state, 'mail', 20)).toBeUndefined();
  const [first] = leases;
  expect(first?.job).toMatchObject({ state: 'running', tries: 1 });
  const held = await renewLeases(state, [first?.lease.id ?? '', crypto.randomUUID()], 20);
  expect(held).toEqual([first?.lease.id]);
});
