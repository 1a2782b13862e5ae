import { z } from 'zod';
import type { StateQuery, StateValue } from '../state/stateStore';
import type { NewEntry } from './newEntry';

/** The audit in the state store, which only takes entries, and gives up those whose time is over. */

/** Types of what an entry is inserted with, by their names in the statement. */
const FIELDS = {
  at: 'timestamptz',
  kind: 'text',
  user_id: 'text',
  email: 'text',
  detail: 'text',
  query: 'text',
  columns: 'text[]',
  chosen_by: 'text[]',
  rows: 'bigint',
  level: 'text',
  address: 'text',
  program: 'text',
  times: 'int',
  once: 'text',
} as const;

const NAMES = Object.keys(FIELDS).join(', ');
const TYPED = Object.entries(FIELDS)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');

/** As the statement below takes them. @param days for which they are kept at least. */
export function entryValues(entries: readonly NewEntry[], now: Date, days: number): [object, number] {
  const rows = entries.map((entry) => ({
    at: (entry.at ?? now).toISOString(),
    kind: entry.kind,
    user_id: entry.userId,
    email: entry.userEmail,
    detail: entry.detail,
    query: entry.query,
    columns: entry.columns,
    chosen_by: entry.chosenBy,
    rows: entry.rows,
    level: entry.level,
    address: entry.address,
    program: entry.program,
    times: entry.times ?? 1,
    once: entry.once,
  }));
  return [{ rows }, days];
}

/**
 * Inserts entries, whose values stand from `$first` on.
 * @param changed the name of a WITH query: nothing is written unless it has rows, so that an entry and the change that
 * it tells of are one statement.
 */
export function insertEntriesSql(first = 1, changed?: string): string {
  const condition = changed === undefined ? '' : `WHERE EXISTS (SELECT FROM ${changed})`;
  return `INSERT INTO audit (${NAMES}, kept_until)
    SELECT ${NAMES}, at + make_interval(days => $${first + 1}::int)
    FROM jsonb_to_recordset($${first}::jsonb -> 'rows') AS entry (${TYPED}) ${condition}
    ON CONFLICT (once) DO NOTHING`;
}

export async function insertEntries(store: StateQuery, values: readonly StateValue[]): Promise<void> {
  await store.query(insertEntriesSql(), values);
}

/** In one statement; the next one goes on. */
const MOST_PRUNED = 500;
const dueSchema = z.object({ id: z.coerce.number(), due: z.string() });
type Due = z.output<typeof dueSchema>;

/**
 * Removes entries whose time is over: the one that they were written with, and the one that is set now. In steps by the
 * former, since a longer time that was set later keeps as many as there are.
 */
export async function pruneEntries(store: StateQuery, days: number): Promise<void> {
  let after: Due | undefined = { id: 0, due: '-infinity' };
  while (after !== undefined) {
    const due: Due[] = await store.rows(
      dueSchema,
      `SELECT id, kept_until::text AS due FROM audit
       WHERE kept_until <= now() AND (kept_until, id) > ($1::timestamptz, $2::bigint)
       ORDER BY kept_until, id LIMIT ${MOST_PRUNED}`,
      [after.due, after.id],
    );
    await store.query(
      'DELETE FROM audit WHERE id = ANY($1::bigint[]) AND kept_until <= now() AND at <= now() - make_interval(days => $2::int)',
      [due.map(({ id }) => id), days],
    );
    after = due.length < MOST_PRUNED ? undefined : due.at(-1);
  }
}
