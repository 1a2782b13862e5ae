import { z } from 'zod';
import type { ColumnId } from '../../../contract/columns/columns';
import type { StateQuery } from '../../state/stateStore';
import type { FileFacts } from '../exportFile';
import { JOB_COLUMNS, type JobRow, jobs, type Receipt } from './jobStore';

/**
 * What workers do to jobs. A worker claims a job for a while and renews the claim while it works; every record
 * names the claim, so that a worker which was taken for dead cannot undo what its successor did. Each change
 * is one statement: a crash leaves none half done.
 */

/** A claim of one try, never used twice. */
export interface Claim {
  jobId: string;
  id: string;
}

/** Takes a queued job; undefined when somebody else has it, or it was cancelled. Counts as a try. */
export function claimForMaking(store: StateQuery, claim: Claim, seconds: number): Promise<JobRow | undefined> {
  return claimed(
    store,
    `UPDATE export_jobs SET state = 'running', claim = $2, claimed_until = now() + make_interval(secs => $3),
       tries = tries + 1, progress = 0, next_try_at = NULL
     WHERE id = $1 AND state = 'queued' RETURNING ${JOB_COLUMNS}`,
    claim,
    seconds,
  );
}

/** Takes a job whose file is whole; undefined when somebody else is mailing it, or it was cancelled. */
export function claimForMailing(store: StateQuery, claim: Claim, seconds: number): Promise<JobRow | undefined> {
  return claimed(
    store,
    `UPDATE export_jobs SET claim = $2, claimed_until = now() + make_interval(secs => $3), next_try_at = NULL
     WHERE id = $1 AND state = 'mailing' AND (claimed_until IS NULL OR claimed_until < now()) RETURNING ${JOB_COLUMNS}`,
    claim,
    seconds,
  );
}

async function claimed(store: StateQuery, text: string, claim: Claim, seconds: number): Promise<JobRow | undefined> {
  const [job] = await jobs(store, text, [claim.jobId, claim.id, seconds]);
  return job;
}

/** Keeps claims for longer. @returns those that are still held; the others' work is no longer wanted. */
export async function renewClaims(store: StateQuery, claims: readonly string[], seconds: number): Promise<string[]> {
  const rows = await store.query(
    `UPDATE export_jobs SET claimed_until = now() + make_interval(secs => $2) WHERE claim = ANY($1::uuid[]) RETURNING claim`,
    [[...claims], seconds],
  );
  return z
    .array(z.object({ claim: z.string() }))
    .parse(rows)
    .map(({ claim }) => claim);
}

/** Each gives false when the claim is lost: the job was cancelled, or somebody else has taken it over. */

export function recordProgress(store: StateQuery, claim: Claim, rows: number): Promise<boolean> {
  return changed(store, 'progress = $3', claim, [rows]);
}

export interface RecordedFile extends FileFacts {
  fileName: string;
  sha256: string;
  columns: readonly ColumnId[];
  expiresAt: Date;
  receipt: Receipt;
}

/** Records the whole file; from here on it can be downloaded, and only its mail is missing. */
export function recordFile(store: StateQuery, claim: Claim, file: RecordedFile): Promise<boolean> {
  return changed(
    store,
    `state = 'mailing', made_at = now(), error = NULL, progress = NULL, rows = $3, bytes = $4, sha256 = $5,
     columns = $6, expires_at = $7, file_name = $8, receipt = $9, ${RELEASED}`,
    claim,
    [file.rows, file.bytes, file.sha256, [...file.columns], file.expiresAt, file.fileName, file.receipt],
  );
}

export function recordMailed(store: StateQuery, claim: Claim, by: 'smtp' | 'outbox'): Promise<boolean> {
  const change = `state = 'sent', mailed_by = $3, mail_error = NULL, error = NULL, finished_at = now(), ${RELEASED}`;
  return changed(store, change, claim, [by]);
}

/** The mail could not be delivered now: another try follows after `delay` seconds. */
export function deferMail(store: StateQuery, claim: Claim, why: string, delay: number): Promise<boolean> {
  const change = `mail_tries = mail_tries + 1, mail_error = $3, next_try_at = now() + make_interval(secs => $4), ${RELEASED}`;
  return changed(store, change, claim, [why, delay]);
}

/** The file could not be made now: another try follows after `delay` seconds. */
export function deferMaking(store: StateQuery, claim: Claim, why: string, delay: number): Promise<boolean> {
  const change = `state = 'queued', progress = NULL, error = $3, next_try_at = now() + make_interval(secs => $4), ${RELEASED}`;
  return changed(store, change, claim, [why, delay]);
}

/** Ends a job for good. @param keepsFile its file may still be downloaded. */
export function failJob(store: StateQuery, claim: Claim, why: string, keepsFile: boolean): Promise<boolean> {
  const file = keepsFile ? '' : 'file_name = NULL, ';
  return changed(
    store,
    `state = 'failed', error = $3, progress = NULL, finished_at = now(), ${file}${RELEASED}`,
    claim,
    [why],
  );
}

/** Gives a job back untouched, because this process is stopping. */
export function giveBack(store: StateQuery, claim: Claim): Promise<boolean> {
  const change = `tries = CASE WHEN state = 'running' THEN tries - 1 ELSE tries END, progress = NULL,
    state = CASE WHEN state = 'running' THEN 'queued' ELSE state END, ${RELEASED}`;
  return changed(store, change, claim, []);
}

const RELEASED = 'claim = NULL, claimed_until = NULL';

async function changed(
  store: StateQuery,
  change: string,
  claim: Claim,
  values: readonly (string | number | Date | object)[],
): Promise<boolean> {
  const text = `UPDATE export_jobs SET ${change} WHERE id = $1 AND claim = $2 RETURNING id`;
  return (await store.query(text, [claim.jobId, claim.id, ...values])).length === 1;
}

/** Only for a process that is alone on the store: no claim can be anybody's. */
export async function dropClaims(store: StateQuery): Promise<void> {
  await store.query('UPDATE export_jobs SET claimed_until = now() - make_interval(secs => 1) WHERE claim IS NOT NULL');
}

/** Restarts and power cuts are no fault of the job, so it takes many; without an end, a job that takes its server down would go on for ever. */
const MAX_CRASHES = 10;

/** Puts the jobs of workers that are gone back in line, the try uncounted, and ends those that keep taking theirs down. */
export async function takeFromTheDead(store: StateQuery): Promise<void> {
  await store.query(
    `UPDATE export_jobs SET progress = NULL, tries = tries - 1, crashes = crashes + 1, ${RELEASED},
       state = CASE WHEN crashes + 1 >= $1 THEN 'failed' ELSE 'queued' END,
       finished_at = CASE WHEN crashes + 1 >= $1 THEN now() END,
       error = CASE WHEN crashes + 1 >= $1 THEN 'The server stopped each time while this file was being made' ELSE error END
     WHERE state = 'running' AND claimed_until < now()`,
    [MAX_CRASHES],
  );
}

const idsSchema = z.array(z.object({ id: z.string() }));

/** Jobs in a state that no entry of a queue waits for: their entry ended with the worker that held it. */
export async function jobsWithoutEntry(
  store: StateQuery,
  state: 'queued' | 'mailing',
  queueName: string,
): Promise<string[]> {
  const rows = await store.query(
    `SELECT id FROM export_jobs WHERE state = $1 AND (claimed_until IS NULL OR claimed_until < now())
       AND NOT EXISTS (SELECT 1 FROM pgboss.job WHERE name = $2 AND data->>'jobId' = export_jobs.id::text
       AND job.state < 'active') ORDER BY requested_at, id`,
    [state, queueName],
  );
  return idsSchema.parse(rows).map(({ id }) => id);
}

/** Names of the files that jobs still have, and of the jobs whose files may be in the making. */
export async function filesInUse(store: StateQuery): Promise<{ names: Set<string>; making: Set<string> }> {
  const rows = z
    .array(z.object({ id: z.string(), file_name: z.string().nullable(), making: z.boolean() }))
    .parse(
      await store.query(
        `SELECT id, file_name, state = 'running' AS making FROM export_jobs WHERE file_name IS NOT NULL OR state = 'running'`,
      ),
    );
  return {
    names: new Set(rows.flatMap(({ file_name }) => (file_name === null ? [] : [file_name]))),
    making: new Set(rows.flatMap(({ id, making }) => (making ? [id] : []))),
  };
}

/** Forgets files whose time is over; what the job says of them stays. @returns the jobs that had one. */
export function expireFiles(store: StateQuery, now: Date): Promise<JobRow[]> {
  return jobs(
    store,
    `UPDATE export_jobs SET file_name = NULL WHERE file_name IS NOT NULL AND expires_at <= $1
       AND state IN ('sent', 'failed') RETURNING ${JOB_COLUMNS}`,
    [now],
  );
}
