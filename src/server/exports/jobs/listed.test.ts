import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { jobListSchema } from '../../../contract/responses/exportResponses';
import { queueExport } from '../../../testing/exportJobs';
import { test as base } from '../../../testing/fixtures';
import { UNDER_WAY } from './placeInLine';

/** Which jobs a user is shown, where there are more than the list takes. */

const test = base
  .extend('listed', ({ server }) => async () => {
    const { jobs } = jobListSchema.parse(await (await server.call('/export/jobs')).json());
    return new Set(jobs.map(({ id }) => id));
  })
  /** Copies of a job, requested later than it, as `changes` say. */
  .extend('add', ({ server }) => async (jobId: string, count: number, changes: Record<string, string>) => {
    const copies = Array.from({ length: count }, () => randomUUID());
    await server.backend.state.query(
      `INSERT INTO export_jobs SELECT (jsonb_populate_record(NULL::export_jobs, to_jsonb(job) || $3::jsonb
          || jsonb_build_object('id', copy, 'fingerprint', copy, 'requested_at', job.requested_at + interval '1 hour'))).*
        FROM (SELECT * FROM export_jobs WHERE id = $1) AS job, unnest($2::text[]) AS copy`,
      [jobId, copies, JSON.stringify(changes)],
    );
    return copies;
  });

test.beforeAll(({ server }) => server.backend.exports.stop());

test('what schedules of colleagues bring hides no export of one’s own, finished or not', async ({
  server,
  listed,
  add,
}) => {
  const { jobId } = await queueExport(server, 'format=csv&columns=id&delivery=email');
  const [finished = ''] = await add(jobId, 1, { state: 'sent' });
  const long = `columns=id&search=${'x'.repeat(5000)}`;
  const brought = await add(jobId, 150, { state: 'sent', charged_to: 'user:mallory', query: long });
  const list = await listed();
  expect([list.has(jobId), list.has(finished)]).toEqual([true, true]);
  const others = brought.filter((id) => list.has(id)).length;
  expect([others > 9, others <= 100]).toEqual([true, true]);
});

test('what is under way is listed before what is newer and has ended', async ({ server, listed, add }) => {
  const { jobId } = await queueExport(server, 'format=csv&columns=id,topic&delivery=email');
  await add(jobId, 120, { state: 'sent' });
  expect(await listed()).toContain(jobId);
  const { state } = server.backend;
  expect(await state.query(`SELECT id FROM export_jobs WHERE id = $1 AND state IN ${UNDER_WAY}`, [jobId])).toHaveLength(
    1,
  );
});
