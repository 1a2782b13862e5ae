import { z } from 'zod';
import { type ExportJob, JOB_STATES } from '../../contract/answers';
import type { ColumnId } from '../../contract/columns';
import { COLUMN_IDS } from '../../contract/columns';
import { EXPORT_FORMATS } from '../../contract/requests';
import type { Caller } from '../access/caller';
import type { StateQuery } from '../state/stateStore';
import type { FileFacts } from './exportFile';

/** Export jobs in the state store: every change of state is one statement, so a crash leaves none half done. */

const count = z.coerce.number().int().nonnegative();
const jobRowSchema = z.object({
  id: z.string(),
  user_id: z.string(),
  caller: z.object({ id: z.string(), email: z.string(), name: z.string(), permissions: z.array(z.string()) }),
  query: z.string(),
  format: z.enum(EXPORT_FORMATS),
  state: z.enum(JOB_STATES),
  rows_requested: count,
  rows: count.nullable(),
  bytes: count.nullable(),
  sha256: z.string().nullable(),
  columns: z.array(z.enum(COLUMN_IDS as readonly [ColumnId, ...ColumnId[]])).nullable(),
  deliver_to: z.string(),
  requested_at: z.date(),
  finished_at: z.date().nullable(),
  expires_at: z.date().nullable(),
  error: z.string().nullable(),
});
export type JobRow = z.infer<typeof jobRowSchema>;

const COLUMNS = Object.keys(jobRowSchema.shape).join(', ');

async function jobs(
  store: StateQuery,
  tail: string,
  values: readonly (string | number | Date | object | null)[],
): Promise<JobRow[]> {
  return z.array(jobRowSchema).parse(await store.query(tail, values));
}

export interface NewJob {
  id: string;
  caller: Caller;
  /** Canonical query string with as-of fixed. */
  query: string;
  /** The canonical query string as it was asked. */
  fingerprint: string;
  format: JobRow['format'];
  rowsRequested: number;
}

/** Adds a job, or gives the one for the same request that is under way. */
export async function addJob(store: StateQuery, job: NewJob): Promise<{ job: JobRow; added: boolean }> {
  const { id, caller, query, fingerprint, format, rowsRequested } = job;
  const [added] = await jobs(
    store,
    `INSERT INTO export_jobs (id, user_id, caller, query, fingerprint, format, state, rows_requested, deliver_to, requested_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'queued', $7, $8, now())
     ON CONFLICT (user_id, fingerprint) WHERE state IN ('queued', 'running') DO NOTHING RETURNING ${COLUMNS}`,
    [id, caller.id, caller, query, fingerprint, format, rowsRequested, caller.email],
  );
  if (added !== undefined) return { job: added, added: true };
  const [underWay] = await jobs(
    store,
    `SELECT ${COLUMNS} FROM export_jobs WHERE user_id = $1 AND fingerprint = $2 AND state IN ('queued', 'running')`,
    [caller.id, fingerprint],
  );
  if (underWay === undefined) throw new Error('the job that was under way has just ended');
  return { job: underWay, added: false };
}

/** How many of a user's newest jobs the page lists. */
const LISTED = 100;

export function jobsOf(store: StateQuery, userId: string): Promise<JobRow[]> {
  return jobs(
    store,
    `SELECT ${COLUMNS} FROM export_jobs WHERE user_id = $1 ORDER BY requested_at DESC, id LIMIT ${LISTED}`,
    [userId],
  );
}

/** Jobs that no worker has ended, oldest first. */
export function jobsUnderWay(store: StateQuery): Promise<JobRow[]> {
  return jobs(
    store,
    `SELECT ${COLUMNS} FROM export_jobs WHERE state IN ('queued', 'running') ORDER BY requested_at, id`,
    [],
  );
}

export async function findJob(store: StateQuery, id: string): Promise<JobRow | undefined> {
  const [job] = await jobs(store, `SELECT ${COLUMNS} FROM export_jobs WHERE id = $1`, [id]);
  return job;
}

/** Takes a job for work; undefined when it was cancelled or has ended meanwhile. */
export async function startJob(store: StateQuery, id: string): Promise<JobRow | undefined> {
  const [job] = await jobs(
    store,
    `UPDATE export_jobs SET state = 'running' WHERE id = $1 AND state IN ('queued', 'running') RETURNING ${COLUMNS}`,
    [id],
  );
  return job;
}

/** Records the finished file; false when the job was cancelled meanwhile. */
export async function recordFile(
  store: StateQuery,
  id: string,
  file: FileFacts & { sha256: string; columns: readonly ColumnId[]; expiresAt: Date },
): Promise<boolean> {
  const updated = await store.query(
    `UPDATE export_jobs SET rows = $2, bytes = $3, sha256 = $4, columns = $5, expires_at = $6
     WHERE id = $1 AND state = 'running' RETURNING id`,
    [id, file.rows, file.bytes, file.sha256, [...file.columns], file.expiresAt],
  );
  return updated.length === 1;
}

/** Ends a job that is running; false when it was cancelled meanwhile. */
export async function endJob(
  store: StateQuery,
  id: string,
  state: 'sent' | 'failed',
  error: string | null,
): Promise<boolean> {
  const updated = await store.query(
    `UPDATE export_jobs SET state = $2, error = $3, finished_at = now() WHERE id = $1 AND state = 'running' RETURNING id`,
    [id, state, error],
  );
  return updated.length === 1;
}

/** Puts a running job back in line after a failed try, with what went wrong. */
export async function requeueJob(store: StateQuery, id: string, error: string): Promise<void> {
  await store.query("UPDATE export_jobs SET state = 'queued', error = $2 WHERE id = $1 AND state = 'running'", [
    id,
    error,
  ]);
}

export async function cancelJob(store: StateQuery, id: string): Promise<JobRow | undefined> {
  const [job] = await jobs(
    store,
    `UPDATE export_jobs SET state = 'cancelled', finished_at = now() WHERE id = $1 AND state IN ('queued', 'running') RETURNING ${COLUMNS}`,
    [id],
  );
  return job;
}

/**
 * Puts an ended job back in line; undefined unless it failed or was cancelled, and while the same request is
 * under way as another job.
 */
export async function reviveJob(store: StateQuery, id: string): Promise<JobRow | undefined> {
  const [job] = await jobs(
    store,
    `UPDATE export_jobs SET state = 'queued', error = NULL, finished_at = NULL, requested_at = now()
     WHERE id = $1 AND state IN ('failed', 'cancelled') AND NOT EXISTS (
       SELECT 1 FROM export_jobs AS other WHERE other.user_id = export_jobs.user_id
       AND other.fingerprint = export_jobs.fingerprint AND other.state IN ('queued', 'running'))
     RETURNING ${COLUMNS}`,
    [id],
  );
  return job;
}

/** A job as its owner sees it. */
export function toExportJob(row: JobRow): ExportJob {
  return {
    id: row.id,
    state: row.state,
    format: row.format,
    query: row.query,
    rowsRequested: row.rows_requested,
    rows: row.rows,
    bytes: row.bytes,
    sha256: row.sha256,
    deliverTo: row.deliver_to,
    requestedAt: row.requested_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    error: row.error,
  };
}
