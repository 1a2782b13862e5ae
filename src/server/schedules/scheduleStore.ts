import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { parseJson } from '../../contract/format/parseJson';
import { PAUSES, type Pause } from '../../contract/responses/schedules';
import type { User } from '../access/principal';
import { ownerOf } from '../access/principal';
import { storedCallerSchema } from '../access/storedCaller';
import type { RowKeys } from '../state/rowKeys';
import type { StateQuery, StateValue } from '../state/stateStore';
import { type Plan, planSchema } from './schedulePlan';

/** Schedules as rows; each is signed, so that nobody has anything mailed in another's name by writing to the store. */

const rowSchema = z.object({
  id: z.string(),
  user_id: z.string(),
  caller: storedCallerSchema,
  settings: z.string(),
  next_at: z.date().nullable(),
  paused: z.string().nullable(),
  unsubscribed: z.array(z.string()),
  signed_at: z.date(),
  signature: z.string(),
});
type Row = z.infer<typeof rowSchema>;
const COLUMNS = Object.keys(rowSchema.shape).join(', ');

export interface StoredSchedule {
  id: string;
  ownerId: string;
  owner: User;
  plan: Plan;
  nextAt: Date | null;
  paused: Pause | null;
  unsubscribed: readonly string[];
  /** What is mailed, when or to whom. */
  changedAt: Date;
}

/** Of a row that is not as it was signed, or that this version does not understand, nothing but that it is there. */
export type FoundSchedule = StoredSchedule | { id: string; ownerId: string; plan: null; nextAt: Date | null };

/** What the audit calls it: by its name, as it was then, and its id, by which it is looked up. */
export function namedSchedule({ id, plan }: Pick<FoundSchedule, 'id' | 'plan'>): string {
  return plan === null ? id : `"${plan.name.replaceAll('"', "'")}" (${id})`;
}

/** Rows of a user, and how long each is: it takes time to read one. */
export async function scheduleRowsOf(
  store: StateQuery,
  keys: RowKeys,
  ownerId: string,
): Promise<{ characters: number; read(): FoundSchedule }[]> {
  const text = `SELECT ${COLUMNS} FROM schedules WHERE user_id = $1 ORDER BY signed_at, id`;
  const rows = await store.rows(rowSchema, text, [ownerId]);
  return rows.map((row) => ({ characters: row.settings.length, read: () => read(row, keys) }));
}

/** How many schedules a user has beside one, and how long they are together. */
export async function roomTaken(
  store: StateQuery,
  ownerId: string,
  besides: string,
): Promise<{ count: number; characters: number }> {
  const text = `SELECT count(*)::int AS count, coalesce(sum(length(settings)), 0)::int AS characters FROM schedules
    WHERE user_id = $1 AND id <> $2`;
  const taken = await store.row(z.object({ count: z.int(), characters: z.int() }), text, [ownerId, besides]);
  return taken ?? { count: 0, characters: 0 };
}

/** @param lock of a transaction that is about to change it. */
export async function findSchedule(
  store: StateQuery,
  keys: RowKeys,
  id: string,
  lock: '' | 'FOR UPDATE' = '',
): Promise<FoundSchedule | undefined> {
  const row = await store.row(rowSchema, `SELECT ${COLUMNS} FROM schedules WHERE id = $1 ${lock}`, [id]);
  return row === undefined ? undefined : read(row, keys);
}

/** The schedule that has been due for longest, within the transaction that plans its mails; others pass it over. */
export async function takeDue(transaction: StateQuery, keys: RowKeys, now: Date): Promise<FoundSchedule | undefined> {
  const text = `SELECT ${COLUMNS} FROM schedules WHERE next_at <= $1 ORDER BY next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`;
  const row = await transaction.row(rowSchema, text, [now]);
  return row === undefined ? undefined : read(row, keys);
}

/** How many are read with one question, which takes longer than one of them does. */
const READ_AT_ONCE = 10;

/** Some of those that wait for a time that is still to come, in the order of their ids, behind one of these. */
export async function waitingSchedules(
  store: StateQuery,
  keys: RowKeys,
  now: Date,
  behind: string | undefined,
): Promise<{ id: string; read(): FoundSchedule }[]> {
  const text = `SELECT ${COLUMNS} FROM schedules WHERE next_at > $1 AND ($2::uuid IS NULL OR id > $2)
    ORDER BY id LIMIT ${READ_AT_ONCE}`;
  const rows = await store.rows(rowSchema, text, [now, behind ?? null]);
  return rows.map((row) => ({ id: row.id, read: () => read(row, keys) }));
}

/** Signed. */
export async function insertSchedule(store: StateQuery, keys: RowKeys, schedule: StoredSchedule): Promise<void> {
  const { id, owner, plan, nextAt, paused, unsubscribed, changedAt } = schedule;
  const row = { id, user_id: ownerOf(owner), caller: owner, settings: JSON.stringify(plan), signed_at: changedAt };
  await store.query(
    `INSERT INTO schedules (id, user_id, caller, settings, next_at, paused, unsubscribed, signed_at, signature)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, row.user_id, owner, row.settings, nextAt, paused, [...unsubscribed], row.signed_at, keys.sign(signedRow(row))],
  );
}

/** Writes what is another than it was, signed anew where that is signed: settings can be long. */
export async function updateSchedule(
  store: StateQuery,
  keys: RowKeys,
  old: StoredSchedule,
  schedule: StoredSchedule,
): Promise<void> {
  const { id, ownerId, owner, nextAt, paused, unsubscribed } = schedule;
  const columns: [string, StateValue][] = [];
  if (nextAt?.getTime() !== old.nextAt?.getTime()) columns.push(['next_at', nextAt]);
  if (paused !== old.paused) columns.push(['paused', paused]);
  if (!isDeepStrictEqual(unsubscribed, old.unsubscribed)) columns.push(['unsubscribed', [...unsubscribed]]);
  const isOther = !isDeepStrictEqual(schedule.plan, old.plan);
  if (isOther || !isSameUser(owner, old.owner)) {
    const settings = JSON.stringify(schedule.plan);
    const signed_at = isOther ? schedule.changedAt : old.changedAt;
    const signature = keys.sign(signedRow({ id, user_id: ownerId, caller: owner, settings, signed_at }));
    columns.push(['caller', owner], ['signed_at', signed_at], ['signature', signature], ['settings', settings]);
  }
  if (columns.length === 0) return;
  const changes = columns.map(([name], at) => `${name} = $${at + 2}`).join(', ');
  await store.query(`UPDATE schedules SET ${changes} WHERE id = $1`, [id, ...columns.map(([, value]) => value)]);
}

/** In all that is signed of them. */
function isSameUser(one: User, other: User): boolean {
  const parts = ({ id, email, name, permissions, fromProvider }: User) =>
    JSON.stringify([id, email, name, permissions, fromProvider === true]);
  return parts(one) === parts(other);
}

export async function setNext(store: StateQuery, id: string, nextAt: Date): Promise<void> {
  await store.query('UPDATE schedules SET next_at = $2 WHERE id = $1 AND next_at IS NOT NULL', [id, nextAt]);
}

/** @returns whether it ran until now. */
export async function pause(store: StateQuery, id: string, why: Pause): Promise<boolean> {
  const text = 'UPDATE schedules SET next_at = NULL, paused = $2 WHERE id = $1 AND next_at IS NOT NULL RETURNING id';
  return (await store.query(text, [id, why])).length > 0;
}

/** @returns whether it is new to any of them. */
export async function addUnsubscribed(store: StateQuery, ids: readonly string[], userId: string): Promise<boolean> {
  const text = `UPDATE schedules SET unsubscribed = array_append(unsubscribed, $2::text)
    WHERE id = ANY($1::uuid[]) AND NOT $2::text = ANY(unsubscribed) RETURNING id`;
  return (await store.query(text, [[...ids], userId])).length > 0;
}

export async function removeUnsubscribed(store: StateQuery, id: string, userId: string): Promise<boolean> {
  const text = `UPDATE schedules SET unsubscribed = array_remove(unsubscribed, $2::text)
    WHERE id = $1 AND $2::text = ANY(unsubscribed) RETURNING id`;
  return (await store.query(text, [id, userId])).length > 0;
}

export async function scheduleIdsOf(store: StateQuery, ownerId: string): Promise<string[]> {
  const found = await store.rows(
    z.object({ id: z.string() }),
    'SELECT id FROM schedules WHERE user_id = $1 ORDER BY id',
    [ownerId],
  );
  return found.map(({ id }) => id);
}

export async function removeSchedule(store: StateQuery, id: string): Promise<void> {
  await store.query(
    'WITH gone AS (DELETE FROM schedules WHERE id = $1) DELETE FROM schedule_runs WHERE schedule_id = $1',
    [id],
  );
}

function read(row: Row, keys: RowKeys): FoundSchedule {
  const { id, user_id: ownerId, next_at: nextAt, unsubscribed } = row;
  const plan = planSchema.safeParse(parseJson(row.settings)).data;
  if (plan === undefined || !keys.isSigned({ ...signedRow(row), signature: row.signature })) {
    return { id, ownerId, plan: null, nextAt };
  }
  const paused = PAUSES.find((each) => each === row.paused) ?? null;
  return { id, ownerId, owner: row.caller, plan, nextAt, paused, unsubscribed, changedAt: row.signed_at };
}

/** In the form of a job, and unlike any: no job has this text for its request. */
function signedRow({
  id,
  user_id,
  caller,
  settings,
  signed_at,
}: Pick<Row, 'id' | 'user_id' | 'caller' | 'settings' | 'signed_at'>) {
  const { id: own, email, name, permissions, fromProvider } = caller;
  return {
    id,
    user_id,
    caller: { id: own, email, name, permissions, fromProvider },
    query: `schedule ${settings}`,
    deliver_to: '',
    level: null,
    signed_at,
  };
}
