import { z } from 'zod';
import { PRIVACY_LEVELS, type PrivacyLevel } from '../../../contract/privacy';
import { DELIVERIES } from '../../../contract/query/requests';
import { ownerOf, type User } from '../../access/principal';
import { storedCallerSchema } from '../../access/storedCaller';
import { insertEntriesSql } from '../../audit/auditStore';
import type { RowKeys } from '../../state/rowKeys';
import type { StateQuery, StateValue } from '../../state/stateStore';
import { RELEASED } from '../../state/turns';
import { receiptSchema } from '../files/receipt';
import { hasPlace, requirePlace, UNDER_WAY } from './placeInLine';

/** Export jobs as their owners see and change them. What workers do to them is in leases.ts and jobRecords.ts. */

/** `mailing`: the file is whole and can be downloaded, its mail is on the way. The API calls that running. */
const STORED_STATES = ['queued', 'running', 'mailing', 'sent', 'failed', 'cancelled'] as const;

const count = z.coerce.number().int().nonnegative();
/** A row of JOB_COLUMNS. */
export const jobRowSchema = z.object({
  id: z.string(),
  user_id: z.string(),
  caller: storedCallerSchema,
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
  /** Of the server when it was asked for; null in jobs of versions that did not store it. */
  level: z.enum(PRIVACY_LEVELS).nullable(),
  signed_at: z.date().nullable(),
  signature: z.string().nullable(),
  request_key: z.string().nullable(),
  file_deleted_at: z.date().nullable(),
  delivery: z.enum(DELIVERIES),
  seen_at: z.date().nullable(),
  /** Owner of the schedule that asked for it: its room and its turns are theirs. */
  charged_to: z.string().nullable(),
});
export type JobRow = z.infer<typeof jobRowSchema>;

export const JOB_COLUMNS = Object.keys(jobRowSchema.shape).join(', ');

export interface NewJob {
  id: string;
  user: User;
  /** Of the server at this moment. */
  level: PrivacyLevel;
  /** Canonical query string with as-of fixed. */
  query: string;
  /** The canonical query string as it was asked. */
  fingerprint: string;
  format: JobRow['format'];
  rowsRequested: number;
  /** About how large the file will be. */
  bytesExpected: number;
  /** What a file of it would be the answer to as well; null when the request names no as-of. */
  requestKey?: string | null;
  /** Owner of the schedule that asks for it. */
  chargedTo?: string | null;
}

/** Values of a job that a signature is made of, and the signature; what is read back has them to the millisecond. */
type Signed = Pick<JobRow, 'id' | 'user_id' | 'caller' | 'query' | 'deliver_to' | 'level'>;

export function signed(keys: RowKeys, row: Signed): { signedAt: Date; signature: string } {
  const signedAt = new Date();
  return { signedAt, signature: keys.sign({ ...row, signed_at: signedAt }) };
}

/**
 * Adds a job, signed, or gives the one for the same request that is under way.
 * @param audited values of the entry that is written with a new one.
 * @throws ApiError tooManyRequests when its user has too many under way.
 */
export async function addJob(
  store: StateQuery,
  keys: RowKeys,
  job: NewJob,
  audited: readonly StateValue[],
): Promise<JobRow> {
  const { id, user, level, query, fingerprint, format, rowsRequested, bytesExpected, requestKey = null } = job;
  const { chargedTo = null } = job;
  const row = { id, user_id: ownerOf(user), caller: user, query, deliver_to: user.email, level };
  const { signedAt, signature } = signed(keys, row);
  // A job that was under way can end between the two statements: then the next round adds one.
  for (let round = 0; round < 5; round += 1) {
    const added = await store.row(
      jobRowSchema,
      `WITH added AS (
         INSERT INTO export_jobs (id, user_id, user_tag, caller, query, fingerprint, format, state, rows_requested,
           bytes_expected, deliver_to, requested_at, level, signed_at, signature, request_key, charged_to)
         SELECT $1, $2, $3, $4, $5, $6, $7, 'queued', $8, $9, $10, now(), $11, $12, $13, $14, $15
         WHERE ${hasPlace('coalesce($15, $2)')}
         ON CONFLICT (user_id, fingerprint) WHERE state IN ${UNDER_WAY} DO NOTHING RETURNING ${JOB_COLUMNS}),
       audited AS (${insertEntriesSql(16, 'added')})
       SELECT * FROM added`,
      [
        id,
        ownerOf(user),
        keys.userTag(ownerOf(user)),
        user,
        query,
        fingerprint,
        format,
        rowsRequested,
        bytesExpected,
        user.email,
        level,
        signedAt,
        signature,
        requestKey,
        chargedTo,
        ...audited,
      ],
    );
    const job = added ?? (await findUnderWay(store, ownerOf(user), fingerprint));
    if (job !== undefined) return job;
    await requirePlace(store, chargedTo ?? ownerOf(user));
  }
  throw new Error('jobs for the same request keep ending');
}

/** The job for the same request by the same user that has not ended. */
export function findUnderWay(store: StateQuery, userId: string, fingerprint: string): Promise<JobRow | undefined> {
  const text = `SELECT ${JOB_COLUMNS} FROM export_jobs WHERE user_id = $1 AND fingerprint = $2 AND state IN ${UNDER_WAY}`;
  return store.row(jobRowSchema, text, [userId, fingerprint]);
}

/** A user's own, not what schedules of colleagues bring. */
const OWN = '(coalesce(charged_to, user_id) = user_id)';
/** How many of a user's newest the page lists of each kind: no number of one hides another, nor what is still to come. */
const LISTED = [
  { kind: `delivery = 'email' AND ${OWN}`, most: 100 },
  { kind: `delivery = 'email' AND NOT ${OWN}`, most: 100 },
  { kind: "delivery = 'download'", most: 50 },
] as const;
/** Of their queries together, of each kind: of the longest ones a hundred would hold up everybody for seconds. */
const LISTED_BYTES = 256 * 1024;
const UNDER_WAY_FIRST = `state IN ${UNDER_WAY} DESC, requested_at DESC, id`;

/** Those under way first, where not all of them find room; the longest query alone does. */
export function jobsOf(store: StateQuery, userId: string): Promise<JobRow[]> {
  const listed = LISTED.map(({ kind, most }) => {
    const newest = (where: string) =>
      `SELECT id FROM (SELECT id FROM export_jobs WHERE user_id = $1 AND ${kind} ${where}
        ORDER BY requested_at DESC, id LIMIT ${most}) AS newest`;
    return `(SELECT ${JOB_COLUMNS} FROM (
        SELECT *, sum(octet_length(query)) OVER (ORDER BY ${UNDER_WAY_FIRST}) AS bytes_so_far
        FROM (SELECT * FROM export_jobs WHERE id IN (${newest('')} UNION ${newest(`AND state IN ${UNDER_WAY}`)})
          ORDER BY ${UNDER_WAY_FIRST} LIMIT ${most}) AS listed) AS sized
      WHERE bytes_so_far <= ${LISTED_BYTES})`;
  });
  return store.rows(jobRowSchema, `${listed.join(' UNION ALL ')} ORDER BY requested_at DESC, id`, [userId]);
}

export function findJob(store: StateQuery, id: string): Promise<JobRow | undefined> {
  return store.row(jobRowSchema, `SELECT ${JOB_COLUMNS} FROM export_jobs WHERE id = $1`, [id]);
}

/** Ends a job whatever is being done for it; undefined when it has ended already. */
export async function cancelJob(store: StateQuery, id: string): Promise<JobRow | undefined> {
  return (await cancelJobs(store, [id]))[0];
}

/** @returns those that had not ended. */
export function cancelJobs(store: StateQuery, ids: readonly string[]): Promise<JobRow[]> {
  return store.rows(
    jobRowSchema,
    `UPDATE export_jobs SET state = 'cancelled', finished_at = now(), file_name = NULL, next_try_at = NULL, ${RELEASED}
     WHERE id = ANY($1::uuid[]) AND state IN ${UNDER_WAY} RETURNING ${JOB_COLUMNS}`,
    [[...ids]],
  );
}

/** Forgets the file of an ended job; undefined when it has none, or not that one. */
export function forgetFile(store: StateQuery, { id, file_name }: JobRow): Promise<JobRow | undefined> {
  return store.row(
    jobRowSchema,
    `UPDATE export_jobs SET file_name = NULL, file_deleted_at = now()
     WHERE id = $1 AND file_name = $2 AND state NOT IN ${UNDER_WAY} RETURNING ${JOB_COLUMNS}`,
    [id, file_name],
  );
}

/** Records that a job's owner has closed the news of it. */
export function markSeen(store: StateQuery, id: string): Promise<JobRow | undefined> {
  const text = `UPDATE export_jobs SET seen_at = coalesce(seen_at, now()) WHERE id = $1 RETURNING ${JOB_COLUMNS}`;
  return store.row(jobRowSchema, text, [id]);
}

/** Removes an ended job; undefined while it is under way. */
export function removeJob(store: StateQuery, id: string): Promise<JobRow | undefined> {
  const text = `DELETE FROM export_jobs WHERE id = $1 AND state NOT IN ${UNDER_WAY} RETURNING ${JOB_COLUMNS}`;
  return store.row(jobRowSchema, text, [id]);
}

/**
 * Puts an ended job back in line, signed anew; undefined unless it failed or was cancelled, and while the same request
 * is under way as another job. A job whose file is still there is only mailed again.
 * @param given the job with the caller, their address and the level that count from now on.
 */
export function reviveJob(store: StateQuery, keys: RowKeys, given: JobRow): Promise<JobRow | undefined> {
  const { signedAt, signature } = signed(keys, given);
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
       next_try_at = NULL, requested_at = now(), caller = $2, deliver_to = $3, level = $4, signed_at = $5, signature = $6,
       request_key = NULL, file_deleted_at = NULL, seen_at = NULL, charged_to = NULL
     WHERE id = $1 AND state IN ('failed', 'cancelled') AND NOT EXISTS (
       SELECT 1 FROM export_jobs AS other WHERE other.user_id = export_jobs.user_id
       AND other.fingerprint = export_jobs.fingerprint AND other.state IN ${UNDER_WAY})
       AND ${hasPlace('export_jobs.user_id')}
     RETURNING ${JOB_COLUMNS}`,
    [given.id, given.caller, given.deliver_to, given.level, signedAt, signature],
  );
}
