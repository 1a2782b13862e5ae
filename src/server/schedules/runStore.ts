import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { REFUSALS, type Refusal } from '../../contract/responses/schedules';
import { insertEntriesSql } from '../audit/auditStore';
import type { StateQuery, StateValue } from '../state/stateStore';

/**
 * The mails of schedules, each to one recipient. As with exports the rows are the queue: a lease says whose one is, and
 * each record names the lease.
 */

const runRowSchema = z.object({
  id: z.string(),
  schedule_id: z.string(),
  user_id: z.string(),
  email: z.string(),
  due_at: z.date(),
  /** `handed`: it is an export job now. */
  state: z.enum(['queued', 'handed', 'sent', 'quiet', 'skipped', 'failed']),
  tries: z.number(),
  reason: z.enum(REFUSALS).nullable().catch(null),
  error: z.string().nullable(),
  value: z.number().nullable(),
  ended_at: z.date().nullable(),
});
export type RunRow = z.infer<typeof runRowSchema>;
const COLUMNS = Object.keys(runRowSchema.shape).join(', ');

export interface RunLease {
  runId: string;
  id: string;
}

/** One for each recipient; a moment that is planned already is not planned again. @returns how many are new. */
export async function addRuns(
  store: StateQuery,
  scheduleId: string,
  recipients: readonly { userId: string; email: string }[],
  dueAt: Date,
): Promise<number> {
  const added = await store.query(
    `INSERT INTO schedule_runs (id, schedule_id, user_id, email, due_at, state)
     SELECT new.id, $1, new.user_id, new.email, $2, 'queued'
     FROM unnest($3::uuid[], $4::text[], $5::text[]) AS new (id, user_id, email)
     ON CONFLICT (schedule_id, user_id, due_at) DO NOTHING RETURNING id`,
    [
      scheduleId,
      dueAt,
      recipients.map(() => randomUUID()),
      recipients.map(({ userId }) => userId),
      recipients.map(({ email }) => email),
    ],
  );
  return added.length;
}

export async function isPlanned(store: StateQuery, scheduleId: string, dueAt: Date): Promise<boolean> {
  const text = 'SELECT id FROM schedule_runs WHERE schedule_id = $1 AND due_at = $2 LIMIT 1';
  return (await store.query(text, [scheduleId, dueAt])).length > 0;
}

const IS_DUE = "coalesce(leased_until, next_try_at, '-infinity') <= now()";

/** Takes the run that has waited for longest; undefined when none is due, or others have them. */
export async function leaseNextRun(
  store: StateQuery,
  seconds: number,
): Promise<{ run: RunRow; lease: RunLease } | undefined> {
  const id = randomUUID();
  const run = await store.row(
    runRowSchema,
    `UPDATE schedule_runs SET lease = $1, leased_until = now() + make_interval(secs => $2), next_try_at = NULL, tries = tries + 1
     WHERE id = (SELECT id FROM schedule_runs WHERE state = 'queued' AND ${IS_DUE}
       ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING ${COLUMNS}`,
    [id, seconds],
  );
  return run === undefined ? undefined : { run, lease: { runId: run.id, id } };
}

/** @returns whether the lease is still held. */
export async function renewRun(store: StateQuery, lease: RunLease, seconds: number): Promise<boolean> {
  return record(store, lease, 'leased_until = now() + make_interval(secs => $3)', [seconds]);
}

/**
 * Frees what a worker that is gone has left, and what waits for a moment further ahead than any is set: the store's clock
 * has been put back since.
 * @param alone whether no other process can have a lease.
 */
export async function freeRuns(store: StateQuery, seconds: number, alone: boolean): Promise<void> {
  const left = alone ? 'lease IS NOT NULL' : 'leased_until > now() + 2 * make_interval(secs => $1)';
  await store.query(
    `UPDATE schedule_runs SET lease = NULL, leased_until = NULL,
       next_try_at = CASE WHEN next_try_at <= now() + interval '1 hour' THEN next_try_at END
     WHERE state = 'queued' AND $1::float8 > 0 AND (${left} OR next_try_at > now() + interval '1 hour')`,
    [seconds],
  );
}

const FREE = 'lease = NULL, leased_until = NULL';

export interface Ending {
  state: 'sent' | 'quiet' | 'skipped' | 'failed';
  reason?: Refusal;
  error?: string;
  value?: number | null;
  at: Date;
  /** Values of the entry that is written with it. */
  audited?: readonly StateValue[];
}

/** Ends a run. @returns false when the lease is lost. */
export async function endRun(
  store: StateQuery,
  lease: RunLease,
  { state, reason, error, value, at, audited }: Ending,
): Promise<boolean> {
  const change = `state = $3, error = $4, value = $5, ended_at = $6, reason = $7, next_try_at = NULL, ${FREE}`;
  const values = [lease.runId, lease.id, state, error ?? null, value ?? null, at, reason ?? null];
  if (audited === undefined) return (await store.query(recordSql(change), values)).length === 1;
  const text = `WITH ended AS (${recordSql(change)}), audited AS (${insertEntriesSql(8, 'ended')}) SELECT id FROM ended`;
  return (await store.query(text, [...values, ...audited])).length === 1;
}

/** It is an export job from here on. */
export function handRun(store: StateQuery, lease: RunLease): Promise<boolean> {
  return record(store, lease, `state = 'handed', ${FREE}`, []);
}

/** Another try follows after so many seconds. */
export function deferRun(store: StateQuery, lease: RunLease, why: string, seconds: number): Promise<boolean> {
  return record(store, lease, `error = $3, next_try_at = now() + make_interval(secs => $4), ${FREE}`, [why, seconds]);
}

/** The process is stopping: the try does not count. */
export function giveBackRun(store: StateQuery, lease: RunLease): Promise<boolean> {
  return record(store, lease, `tries = tries - 1, ${FREE}`, []);
}

/** What became of the export jobs that runs were handed to. */
export async function followHanded(store: StateQuery): Promise<void> {
  await store.query(
    `UPDATE schedule_runs AS run SET state = CASE WHEN job.state = 'sent' THEN 'sent' ELSE 'failed' END,
       error = CASE job.state WHEN 'sent' THEN NULL WHEN 'cancelled' THEN 'Cancelled by the recipient' ELSE job.error END,
       ended_at = job.finished_at
     FROM export_jobs AS job WHERE run.state = 'handed' AND job.id = run.id AND job.state IN ('sent', 'failed', 'cancelled')`,
  );
}

/** The newest run of each recipient, of each of the schedules. */
export function lastRunsOf(store: StateQuery, scheduleIds: readonly string[]): Promise<RunRow[]> {
  return store.rows(
    runRowSchema,
    `SELECT DISTINCT ON (schedule_id, user_id) ${COLUMNS} FROM schedule_runs WHERE schedule_id = ANY($1::uuid[])
     ORDER BY schedule_id, user_id, due_at DESC`,
    [[...scheduleIds]],
  );
}

/** The newest run of a recipient that has ended, before a moment, in one of the states. */
export function endedBefore(
  store: StateQuery,
  { schedule_id, user_id, due_at }: RunRow,
  states: readonly RunRow['state'][],
): Promise<RunRow | undefined> {
  return store.row(
    runRowSchema,
    `SELECT ${COLUMNS} FROM schedule_runs WHERE schedule_id = $1 AND user_id = $2 AND due_at < $3 AND state = ANY($4::text[])
     ORDER BY due_at DESC LIMIT 1`,
    [schedule_id, user_id, due_at, [...states]],
  );
}

export async function newestDue(store: StateQuery, scheduleId: string): Promise<Date | undefined> {
  const text = 'SELECT max(due_at) AS due FROM schedule_runs WHERE schedule_id = $1';
  return (await store.row(z.object({ due: z.date().nullable() }), text, [scheduleId]))?.due ?? undefined;
}

export function findRun(store: StateQuery, id: string): Promise<RunRow | undefined> {
  return store.row(runRowSchema, `SELECT ${COLUMNS} FROM schedule_runs WHERE id = $1`, [id]);
}

/** Alerts that had nothing to tell are kept for shorter. */
const KEPT_DAYS = { quiet: 40, others: 400 };

/** @returns ids of those that are gone. */
export async function pruneRuns(store: StateQuery, now: Date): Promise<string[]> {
  const gone = await store.rows(
    z.object({ id: z.string() }),
    `DELETE FROM schedule_runs WHERE ended_at < $1::timestamptz - make_interval(days => CASE state WHEN 'quiet'
       THEN ${KEPT_DAYS.quiet} ELSE ${KEPT_DAYS.others} END) RETURNING id`,
    [now],
  );
  return gone.map(({ id }) => id);
}

async function record(
  store: StateQuery,
  lease: RunLease,
  change: string,
  values: readonly StateValue[],
): Promise<boolean> {
  return (await store.query(recordSql(change), [lease.runId, lease.id, ...values])).length === 1;
}

function recordSql(change: string): string {
  return `UPDATE schedule_runs SET ${change} WHERE id = $1 AND lease = $2 RETURNING id`;
}
