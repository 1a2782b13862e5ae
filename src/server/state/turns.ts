import type { StateQuery, StateValue } from './stateStore';

/**
 * Rows of a table as a queue in which users take turns. A worker leases a row for a while and renews the lease while it
 * works; one that is not renewed expires, and the row is somebody else's. Such a table has the columns id, state, lease,
 * leased_until, next_try_at and taken_at.
 */
export interface Line {
  table: string;
  /** SQL of whose turn a row takes, which an index has together with taken_at. */
  owner: string;
  /** States of what is under way. */
  states: string;
  /** The state of what waits. */
  waiting: string;
  /** SQL of what a worker has. */
  busy: string;
  /** SQL of since when a row has been due. */
  since: string;
  /** So many of one owner are in work at once, whoever else waits; without it as many as there are workers. */
  most?: number;
}

const IS_DUE = "coalesce(leased_until, next_try_at, '-infinity') <= now()";
/** More of one owner's rows than workers pick at one moment; the rest need not be sorted in. */
const CANDIDATES = 32;

/**
 * The statement that picks the next row, and the only place that decides the order: by turns, so that
 * however much one owner asks for, another's is the next but a few. It is the turn of whoever has fewest
 * in work, then of whoever was served longest ago; of theirs the one that has been due for longest. An owner's further
 * rows are numbered, so that of several workers that pick at once each takes another owner's. A row that another worker
 * is taking at this moment is passed over. What was taken in the future, by a clock that has been put back since, does
 * not count: its owner would come last until then.
 *
 * One pass over what is under way, whatever the planner believes of its number: joined with each other, 100 of them
 * took 30 ms. The empty text keeps it from reading them all again for each candidate, instead of the row by its key.
 */
export function nextInLineSql({ table, owner, states, waiting, busy, since, most }: Line): string {
  return `WITH under_way AS (
      SELECT id, ${owner} AS owner, coalesce(leased_until, next_try_at, ${since}) AS due,
        state = '${waiting}' AND ${IS_DUE} AS waits, ${busy} AS busy
      FROM ${table} WHERE state IN ${states}
    ), numbered AS (
      SELECT id, owner, due, waits, count(*) FILTER (WHERE busy) OVER (PARTITION BY owner) AS in_work,
        row_number() OVER (PARTITION BY owner ORDER BY waits DESC, due, id) AS place
      FROM under_way
    ), line AS MATERIALIZED (
      SELECT id, due, in_work + place AS turn, max(CASE WHEN place = 1 THEN (
          SELECT taken_at FROM ${table} WHERE ${owner} = numbered.owner AND taken_at <= now()
          ORDER BY ${owner} DESC, taken_at DESC LIMIT 1
        ) END) OVER (PARTITION BY owner) AS served
      FROM numbered WHERE waits AND place <= ${CANDIDATES}
    )
    SELECT queued.id FROM line JOIN ${table} AS queued USING (id) WHERE queued.state || '' = '${waiting}' AND ${IS_DUE}
    ${most === undefined ? '' : `AND turn <= ${most}`}
    ORDER BY turn, served NULLS FIRST, line.due, queued.id
    LIMIT 1 FOR UPDATE OF queued SKIP LOCKED`;
}

/** Nobody works on it any more. */
export const RELEASED = 'lease = NULL, leased_until = NULL';

/** What taking a row changes, by a lease ($1) for so many seconds ($2). */
export const TAKEN =
  'lease = $1, leased_until = now() + make_interval(secs => $2), next_try_at = NULL, taken_at = clock_timestamp()';

/** Another try follows after so many seconds. @param seconds SQL of them. */
export function laterSql(seconds: string): string {
  return `next_try_at = now() + make_interval(secs => ${seconds})`;
}

/** A change by the holder of a row's lease ($2), and nobody else: gives the id ($1) unless the lease is lost. */
export function recordSql(table: string, change: string): string {
  return `UPDATE ${table} SET ${change} WHERE id = $1 AND lease = $2 RETURNING id`;
}

/** @returns whether the lease is still held. */
export async function record(
  store: StateQuery,
  table: string,
  [id, lease]: readonly [string, string],
  change: string,
  values: readonly StateValue[],
): Promise<boolean> {
  return (await store.query(recordSql(table, change), [id, lease, ...values])).length === 1;
}

/** Only for a process that is alone on the store: no lease can be anybody's. */
export async function expireAllLeases(store: StateQuery, table: string): Promise<void> {
  await store.query(`UPDATE ${table} SET leased_until = now() - make_interval(secs => 1) WHERE lease IS NOT NULL`);
}

/** No delay is longer. */
const LONGEST_DELAY = "interval '1 hour'";

/**
 * Brings moments nearer that are further ahead than any worker sets them: the store's clock has been put back since, and
 * a row would wait until it is there again. A lease is left as much time as a new one, so that a worker that is alive
 * keeps it; a try that was put off is due.
 */
export async function bringNearer(
  store: StateQuery,
  { table, states }: Pick<Line, 'table' | 'states'>,
  leaseSeconds: number,
): Promise<void> {
  await store.query(
    `UPDATE ${table} SET leased_until = least(leased_until, now() + make_interval(secs => $1)),
       next_try_at = CASE WHEN next_try_at <= now() + ${LONGEST_DELAY} THEN next_try_at END
     WHERE state IN ${states}
       AND (leased_until > now() + 2 * make_interval(secs => $1) OR next_try_at > now() + ${LONGEST_DELAY})`,
    [leaseSeconds],
  );
}
