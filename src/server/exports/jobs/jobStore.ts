import { z } from 'zod';
import type { User } from '../../access/principal';
import { insertEntriesSql } from '../../audit/auditStore';
import type { StateQuery, StateValue } from '../../state/stateStore';
import { receiptSchema } from '../files/receipt';

/** Export jobs as their owners see and change them. What workers do to them is in leases.ts and jobRecords.ts. */

/** `mailing`: the file is whole and can be downloaded, its mail is on the way. The API calls that running. */
const STORED_STATES = ['queued', 'running', 'mailing', 'sent', 'failed', 'cancelled'] as const;
/** States that a worker has still to end. */
const UNDER_WAY = "('queued', 'running', 'mailing')";

const count = z.coerce.number().int().nonnegative();
/** A row of JOB_COLUMNS. */
export const jobRowSchema = z.object({
  id: z.string(),
  user_id: z.string(),
  caller: z.object({ id: z.string(), email: z.string(), name: z.string(), permissions: z.array(z.string()) }),
  query: z.string(),
  /** Of the version that took the request: another one may not have it. */
  format: z.string(),
  state: z.enum(STORED_STATES),
  rows_requested: count,
  rows: count.nullable(),
  bytes: count.nullable(),
  sha256: z.string().nullable(),
  /** Of the version that made the file: another one may not have them all. */
  columns: z.array(z.string()).nullable(),
  deliver_to: z.string(),
  requested_at: z.date(),
  made_at: z.date().nullable(),
  finished_at: z.date().nullable(),
  expires_at: z.date().nullable(),
  error: z.string().nullable(),
  file_name: z.string().nullable(),
  receipt: receiptSchema.nullable(),
  progress: count.nullable(),
  tries: count,
  mail_tries: count,
  mail_error: z.string().nullable(),
  /** Null also for a way that only another version has. */
  mailed_by: z.enum(['smtp', 'outbox']).nullable().catch(null),
  next_try_at: z.date().nullable(),
});
export type JobRow = z.infer<typeof jobRowSchema>;

export const JOB_COLUMNS = Object.keys(jobRowSchema.shape).join(', ');

/** Nobody works on the job any more. */
export const RELEASED = 'lease = NULL, leased_until = NULL';

export interface NewJob {
  id: string;
  user: User;
  /** Canonical query string with as-of fixed. */
  query: string;
  /** The canonical query string as it was asked. */
  fingerprint: string;
  format: JobRow['format'];
  rowsRequested: number;
  /** About how large the file will be. */
  bytesExpected: number;
}

/**
 * Adds a job, or gives the one for the same request that is under way.
 * @param audited values of the entry that is written with a new one.
 */
export async function addJob(store: StateQuery, job: NewJob, audited: readonly StateValue[]): Promise<JobRow> {
  const { id, user, query, fingerprint, format, rowsRequested, bytesExpected } = job;
  // A job that was under way can end between the two statements: then the next round adds one.
  for (let round = 0; round < 5; round += 1) {
    const added = await store.row(
      jobRowSchema,
      `WITH added AS (
         INSERT INTO export_jobs (id, user_id, caller, query, fingerprint, format, state, rows_requested, bytes_expected, deliver_to, requested_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'queued', $7, $8, $9, now())
         ON CONFLICT (user_id, fingerprint) WHERE state IN ${UNDER_WAY} DO NOTHING RETURNING ${JOB_COLUMNS}),
       audited AS (${insertEntriesSql(10, 'added')})
       SELECT * FROM added`,
      [id, user.id, user, query, fingerprint, format, rowsRequested, bytesExpected, user.email, ...audited],
    );
    const job = added ?? (await findUnderWay(store, user.id, fingerprint));
    if (job !== undefined) return job;
  }
  throw new Error('jobs for the same request keep ending');
}

/** The job for the same request by the same user that has not ended. */
export function findUnderWay(store: StateQuery, userId: string, fingerprint: string): Promise<JobRow | undefined> {
  const text = `SELECT ${JOB_COLUMNS} FROM export_jobs WHERE user_id = $1 AND fingerprint = $2 AND state IN ${UNDER_WAY}`;
  return store.row(jobRowSchema, text, [userId, fingerprint]);
}

/** How many of a user's newest jobs the page lists. */
const LISTED = 100;

export function jobsOf(store: StateQuery, userId: string): Promise<JobRow[]> {
  const text = `SELECT ${JOB_COLUMNS} FROM export_jobs WHERE user_id = $1 ORDER BY requested_at DESC, id LIMIT ${LISTED}`;
  return store.rows(jobRowSchema, text, [userId]);
}

export function findJob(store: StateQuery, id: string): Promise<JobRow | undefined> {
  return store.row(jobRowSchema, `SELECT ${JOB_COLUMNS} FROM export_jobs WHERE id = $1`, [id]);
}

/** Ends a job whatever is being done for it; undefined when it has ended already. */
export function cancelJob(store: StateQuery, id: string): Promise<JobRow | undefined> {
  return store.row(
    jobRowSchema,
    `UPDATE export_jobs SET state = 'cancelled', finished_at = now(), file_name = NULL, next_try_at = NULL, ${RELEASED}
     WHERE id = $1 AND state IN ${UNDER_WAY} RETURNING ${JOB_COLUMNS}`,
    [id],
  );
}

/**
 * Puts an ended job back in line; undefined unless it failed or was cancelled, and while the same request is
 * under way as another job. A job whose file is still there is only mailed again.
 * @param user whose rights count from now on.
 */
export function reviveJob(store: StateQuery, id: string, user: User): Promise<JobRow | undefined> {
  return store.row(
    jobRowSchema,
    `UPDATE export_jobs SET state = CASE WHEN file_name IS NULL THEN 'queued' ELSE 'mailing' END,
       rows = CASE WHEN file_name IS NULL THEN NULL ELSE rows END,
       bytes = CASE WHEN file_name IS NULL THEN NULL ELSE bytes END,
       sha256 = CASE WHEN file_name IS NULL THEN NULL ELSE sha256 END,
       expires_at = CASE WHEN file_name IS NULL THEN NULL ELSE expires_at END,
       -- Mails are tried for a day from here on.
       made_at = CASE WHEN file_name IS NULL THEN NULL ELSE now() END,
       error = NULL, finished_at = NULL, progress = NULL, tries = 0, crashes = 0, mail_tries = 0, mail_error = NULL,
       next_try_at = NULL, requested_at = now(), caller = $2
     WHERE id = $1 AND state IN ('failed', 'cancelled') AND NOT EXISTS (
       SELECT 1 FROM export_jobs AS other WHERE other.user_id = export_jobs.user_id
       AND other.fingerprint = export_jobs.fingerprint AND other.state IN ${UNDER_WAY})
     RETURNING ${JOB_COLUMNS}`,
    [id, user],
  );
}

const sumSchema = z.object({ bytes: count });

/** Bytes of the files of jobs in line, about. */
export async function bytesInLine(store: StateQuery): Promise<number> {
  const text = "SELECT coalesce(sum(bytes_expected), 0) AS bytes FROM export_jobs WHERE state = 'queued'";
  return (await store.row(sumSchema, text))?.bytes ?? 0;
}

const inMakingSchema = z.object({ id: z.string(), lease: z.string(), bytes: count });
/** A file that is being made: its job and lease, and about how many bytes it will have. */
export type FileInMaking = z.infer<typeof inMakingSchema>;

export function filesInMaking(store: StateQuery): Promise<FileInMaking[]> {
  const text =
    "SELECT id, lease, bytes_expected AS bytes FROM export_jobs WHERE state = 'running' AND lease IS NOT NULL";
  return store.rows(inMakingSchema, text);
}
