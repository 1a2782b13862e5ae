import { randomUUID } from 'node:crypto';
import type { Refusal } from '../../contract/responses/schedules';
import { insertEntriesSql } from '../audit/auditStore';
import type { StateQuery, StateValue } from '../state/stateStore';
import { type Line, laterSql, nextInLineSql, RELEASED, record as recordOf, recordSql, TAKEN } from '../state/turns';
import { RUN_COLUMNS, type RunRow, runRowSchema } from './runStore';

/** As with exports the rows are the queue: a lease says whose one is, and each record names the lease. */

export interface RunLease {
  runId: string;
  id: string;
}

/** Mails take turns by the owner of their schedule, who has one in work at a time: another's has a lane at once. */
export const RUN_LINE: Line = {
  table: 'schedule_runs',
  owner: 'owner_id',
  states: "('queued')",
  waiting: 'queued',
  busy: 'leased_until > now()',
  since: 'due_at',
  most: 1,
};

/** Takes the run whose turn it is; undefined when none is due, or others have them. */
export async function leaseNextRun(
  store: StateQuery,
  seconds: number,
): Promise<{ run: RunRow; lease: RunLease } | undefined> {
  const id = randomUUID();
  const run = await store.row(
    runRowSchema,
    `UPDATE schedule_runs SET ${TAKEN}, tries = tries + 1
     WHERE id = (${nextInLineSql(RUN_LINE)}) RETURNING ${RUN_COLUMNS}`,
    [id, seconds],
  );
  return run === undefined ? undefined : { run, lease: { runId: run.id, id } };
}

/** @returns whether the lease is still held. */
export function renewRun(store: StateQuery, lease: RunLease, seconds: number): Promise<boolean> {
  return record(store, lease, 'leased_until = now() + make_interval(secs => $3)', [seconds]);
}

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
  const change = `state = $3, error = $4, value = $5, ended_at = $6, reason = $7, next_try_at = NULL, ${RELEASED}`;
  const values = [state, error ?? null, value ?? null, at, reason ?? null];
  if (audited === undefined) return record(store, lease, change, values);
  const ended = recordSql(RUN_LINE.table, change);
  const text = `WITH ended AS (${ended}), audited AS (${insertEntriesSql(8, 'ended')}) SELECT id FROM ended`;
  return (await store.query(text, [lease.runId, lease.id, ...values, ...audited])).length === 1;
}

/** It is an export job from here on. */
export function handRun(store: StateQuery, lease: RunLease): Promise<boolean> {
  return record(store, lease, `state = 'handed', ${RELEASED}`, []);
}

/** Another try follows after so many seconds. */
export function deferRun(store: StateQuery, lease: RunLease, why: string, seconds: number): Promise<boolean> {
  return record(store, lease, `error = $3, ${laterSql('$4')}, ${RELEASED}`, [why, seconds]);
}

/** The process is stopping: the try does not count. */
export function giveBackRun(store: StateQuery, lease: RunLease): Promise<boolean> {
  return record(store, lease, `tries = tries - 1, ${RELEASED}`, []);
}

function record(store: StateQuery, lease: RunLease, change: string, values: readonly StateValue[]): Promise<boolean> {
  return recordOf(store, RUN_LINE.table, [lease.runId, lease.id], change, values);
}
