import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { REFUSALS } from '../../contract/responses/schedules';
import { cancelJobs } from '../exports/jobs/jobStore';
import type { StateQuery } from '../state/stateStore';
import { RELEASED } from '../state/turns';

/** The mails of schedules, each to one recipient. What workers do to them is in runLeases.ts. */

export const runRowSchema = z.object({
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
export const RUN_COLUMNS = Object.keys(runRowSchema.shape).join(', ');

/** Not over yet. */
const OPEN = "state IN ('queued', 'handed')";

interface Recipient {
  userId: string;
  email: string;
}

/**
 * One for each recipient; a moment that is planned already is not planned again. One that still waits for an earlier
 * moment is over: it would tell the same, and mails that cannot be sent would pile up.
 * @returns how many are new.
 */
export async function addRuns(
  store: StateQuery,
  { id, ownerId }: { id: string; ownerId: string },
  recipients: readonly Recipient[],
  dueAt: Date,
): Promise<number> {
  const users = recipients.map(({ userId }) => userId);
  const added = await store.query(
    `INSERT INTO schedule_runs (id, schedule_id, owner_id, user_id, email, due_at, state)
     SELECT new.id, $1, $2, new.user_id, new.email, $3, 'queued'
     FROM unnest($4::uuid[], $5::text[], $6::text[]) AS new (id, user_id, email)
     ON CONFLICT (schedule_id, user_id, due_at) DO NOTHING RETURNING id`,
    [id, ownerId, dueAt, recipients.map(() => randomUUID()), users, recipients.map(({ email }) => email)],
  );
  await store.query(
    `UPDATE schedule_runs SET state = 'failed', error = 'The next one was due before it could be mailed',
       ended_at = $3, next_try_at = NULL, ${RELEASED}
     WHERE schedule_id = $1 AND user_id = ANY($2::text[]) AND due_at < $3 AND state = 'queued'
       AND coalesce(leased_until, '-infinity') <= now()`,
    [id, users, dueAt],
  );
  return added.length;
}

/** Of a moment at which nothing is mailed to them, for a reason in words. */
export async function addFailed(
  store: StateQuery,
  { id, ownerId }: { id: string; ownerId: string },
  recipients: readonly Recipient[],
  dueAt: Date,
  why: string,
): Promise<void> {
  await store.query(
    `INSERT INTO schedule_runs (id, schedule_id, owner_id, user_id, email, due_at, state, error, ended_at)
     SELECT new.id, $1, $2, new.user_id, new.email, $3, 'failed', $7, $3
     FROM unnest($4::uuid[], $5::text[], $6::text[]) AS new (id, user_id, email)
     ON CONFLICT (schedule_id, user_id, due_at) DO NOTHING`,
    [
      id,
      ownerId,
      dueAt,
      recipients.map(() => randomUUID()),
      recipients.map(({ userId }) => userId),
      recipients.map(({ email }) => email),
      why,
    ],
  );
}

export async function isPlanned(store: StateQuery, scheduleId: string, dueAt: Date): Promise<boolean> {
  const text = 'SELECT id FROM schedule_runs WHERE schedule_id = $1 AND due_at = $2 LIMIT 1';
  return (await store.query(text, [scheduleId, dueAt])).length > 0;
}

/** Whether a mail of any schedule, or of this one, is on its way. */
export async function hasOpenRuns(store: StateQuery, scheduleId: string | null = null): Promise<boolean> {
  const text = `SELECT id FROM schedule_runs WHERE ${OPEN} AND ($1::uuid IS NULL OR schedule_id = $1) LIMIT 1`;
  return (await store.query(text, [scheduleId])).length > 0;
}

const openSchema = z.object({ id: z.string(), user_id: z.string() });

/**
 * Ends what is on its way and no longer asked for, whoever works on it: its lease is lost with it, and its export is
 * cancelled. Within the transaction of the change that takes it back.
 * @returns ids of the exports, whose mails can lie in the outbox.
 */
export async function withdrawRuns(
  transaction: StateQuery,
  scheduleIds: readonly string[],
  now: Date,
  isWanted: (userId: string) => boolean = () => false,
): Promise<string[]> {
  const text = `SELECT id, user_id FROM schedule_runs WHERE schedule_id = ANY($1::uuid[]) AND ${OPEN} ORDER BY id FOR UPDATE`;
  const open = await transaction.rows(openSchema, text, [[...scheduleIds]]);
  const ids = open.filter((run) => !isWanted(run.user_id)).map(({ id }) => id);
  if (ids.length === 0) return [];
  await transaction.query(
    `UPDATE schedule_runs SET state = 'skipped', error = $2, ended_at = $3, next_try_at = NULL, ${RELEASED}
     WHERE id = ANY($1::uuid[])`,
    [ids, NOT_ASKED, now],
  );
  return (await cancelJobs(transaction, ids)).map(({ id }) => id);
}

export const NOT_ASKED = 'It is no longer asked for';

/** What became of the export jobs that runs were handed to. */
export async function followHanded(store: StateQuery, now: Date): Promise<void> {
  await store.query(
    `UPDATE schedule_runs AS run SET state = CASE WHEN job.state = 'sent' THEN 'sent' ELSE 'failed' END,
       error = CASE job.state WHEN 'sent' THEN NULL WHEN 'cancelled' THEN 'Cancelled by the recipient' ELSE job.error END,
       ended_at = job.finished_at
     FROM export_jobs AS job WHERE run.state = 'handed' AND job.id = run.id AND job.state IN ('sent', 'failed', 'cancelled')`,
  );
  await store.query(
    `UPDATE schedule_runs AS run SET state = 'failed', error = 'Its export was removed', ended_at = $1
     WHERE run.state = 'handed' AND NOT EXISTS (SELECT FROM export_jobs AS job WHERE job.id = run.id)`,
    [now],
  );
}

/** The newest run of each of the recipients. */
export function lastRunsOf(
  store: StateQuery,
  recipients: readonly { scheduleId: string; userId: string }[],
): Promise<RunRow[]> {
  return store.rows(
    runRowSchema,
    `SELECT last.* FROM unnest($1::uuid[], $2::text[]) AS reader (of, who) CROSS JOIN LATERAL (
       SELECT ${RUN_COLUMNS} FROM schedule_runs WHERE schedule_id = reader.of AND user_id = reader.who
       ORDER BY due_at DESC LIMIT 1) AS last`,
    [recipients.map(({ scheduleId }) => scheduleId), recipients.map(({ userId }) => userId)],
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
    `SELECT ${RUN_COLUMNS} FROM schedule_runs WHERE schedule_id = $1 AND user_id = $2 AND due_at < $3
       AND state = ANY($4::text[]) ORDER BY due_at DESC LIMIT 1`,
    [schedule_id, user_id, due_at, [...states]],
  );
}

/** But of those that were refused: whoever mends what they were refused for need not wait. */
export async function newestDue(store: StateQuery, scheduleId: string): Promise<Date | undefined> {
  const text = 'SELECT max(due_at) AS due FROM schedule_runs WHERE schedule_id = $1 AND reason IS NULL';
  return (await store.row(z.object({ due: z.date().nullable() }), text, [scheduleId]))?.due ?? undefined;
}

export function findRun(store: StateQuery, id: string): Promise<RunRow | undefined> {
  return store.row(runRowSchema, `SELECT ${RUN_COLUMNS} FROM schedule_runs WHERE id = $1`, [id]);
}

/** Alerts that had nothing to tell are kept for shorter. */
const KEPT_DAYS = { quiet: 40, others: 400 };

export async function pruneRuns(store: StateQuery, now: Date): Promise<void> {
  await store.query(
    `DELETE FROM schedule_runs WHERE ended_at < $1::timestamptz - make_interval(days => CASE state WHEN 'quiet'
       THEN ${KEPT_DAYS.quiet} ELSE ${KEPT_DAYS.others} END)`,
    [now],
  );
}
