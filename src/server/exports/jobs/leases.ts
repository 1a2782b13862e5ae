import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { StateQuery } from '../../state/stateStore';
import { RELEASED, TAKEN } from '../../state/turns';
import { JOB_COLUMNS, type JobRow, jobRowSchema } from './jobStore';
import { nextJobSql, type Task } from './nextJob';
import { UNDER_WAY } from './placeInLine';

/** Who works on a job (state/turns). Each change is one statement: a crash leaves none half done. */

/** The lease of one try, never used twice. */
export interface Lease {
  jobId: string;
  id: string;
}

/** What the names of a try's files begin with, before the format: no other try has it. */
export function fileStem({ jobId, id }: Lease): string {
  return `${jobId}.${id}`;
}

/** What else changes when a job is taken; a file that is begun counts as a try. */
const TASK_TAKEN: Record<Task, string> = { make: ", state = 'running', tries = tries + 1, progress = 0", mail: '' };

/** Takes the next job that is due; undefined when none is, or others have them. */
export async function leaseNextJob(
  store: StateQuery,
  task: Task,
  seconds: number,
): Promise<{ job: JobRow; lease: Lease } | undefined> {
  const id = randomUUID();
  const job = await store.row(
    jobRowSchema,
    `UPDATE export_jobs SET ${TAKEN}${TASK_TAKEN[task]}
     WHERE id = (${nextJobSql(task)}) RETURNING ${JOB_COLUMNS}`,
    [id, seconds],
  );
  return job === undefined ? undefined : { job, lease: { jobId: job.id, id } };
}

const leaseSchema = z.object({ lease: z.string() });

/** Whether there is any job that is not over yet, whoever has it and whenever it is due. */
export async function hasJobsUnderWay(store: StateQuery): Promise<boolean> {
  return (await store.query(`SELECT id FROM export_jobs WHERE state IN ${UNDER_WAY} LIMIT 1`)).length > 0;
}

/** Renews leases. @returns the ids of those that are still held; the others' work is no longer wanted. */
export async function renewLeases(store: StateQuery, ids: readonly string[], seconds: number): Promise<string[]> {
  const held = await store.rows(
    leaseSchema,
    `UPDATE export_jobs SET leased_until = now() + make_interval(secs => $2) WHERE lease = ANY($1::uuid[]) RETURNING lease`,
    [[...ids], seconds],
  );
  return held.map(({ lease }) => lease);
}

/** Those of the leases that are still held. */
export async function heldLeases(store: StateQuery, ids: readonly string[]): Promise<string[]> {
  const text = 'SELECT lease FROM export_jobs WHERE lease = ANY($1::uuid[])';
  return (await store.rows(leaseSchema, text, [[...ids]])).map(({ lease }) => lease);
}

/** Restarts and power cuts are no fault of the job, so it takes many; without an end, a job that takes its server down would go on for ever. */
const MAX_CRASHES = 10;

/**
 * Puts the jobs of workers that are gone back in line, the try uncounted, and ends those that keep taking theirs
 * down. A mail whose lease has expired needs nothing of this: it can be leased again as it is.
 */
export async function reclaimExpiredLeases(store: StateQuery): Promise<void> {
  await store.query(
    `UPDATE export_jobs SET progress = NULL, tries = tries - 1, crashes = crashes + 1, ${RELEASED},
       state = CASE WHEN crashes + 1 >= $1 THEN 'failed' ELSE 'queued' END,
       finished_at = CASE WHEN crashes + 1 >= $1 THEN now() END,
       error = CASE WHEN crashes + 1 >= $1 THEN 'The server stopped each time while this file was being made' ELSE error END
     WHERE state = 'running' AND leased_until < now()`,
    [MAX_CRASHES],
  );
}
