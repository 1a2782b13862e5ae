import { z } from 'zod';
import { logger } from '../log/logger';
import { holdLock } from './advisoryLocks';
import type { StateStore } from './stateStore';

/**
 * Processes on one PostgreSQL answer for each other: a job that one takes is made by another, and a link that one gives
 * is opened by another. That is right only where all of them ask one database of one ClickHouse server; a process whose
 * tickets are in its DATA_DIR has to be alone.
 * @param place names that database; undefined where the tickets are in DATA_DIR.
 * @throws Error in plain words when another process, whose tickets are elsewhere, works on the store.
 */
export async function requireSameTickets(state: StateStore, place: string | undefined): Promise<void> {
  const why = place === undefined ? ALONE : OTHERS_ALONE;
  const isHeld = await state.occupy(place === undefined ? 'alone' : 'shared', () => endProcess(why));
  if (!isHeld) throw new Error(why);
  if (place !== undefined) await requirePlace(state, place);
}

const placeSchema = z.object({ id: z.string() });

/** Whoever is alone may have moved. Of two that start at once each has the lock before it looks, and the second is refused. */
async function requirePlace(state: StateStore, place: string): Promise<void> {
  await state.transaction(async (query) => {
    await holdLock(query, 'ticketPlace');
    const known = await query.row(placeSchema, 'SELECT id FROM ticket_place');
    if (known?.id === place) return;
    if (known !== undefined && !(await state.isAlone())) throw new Error(ELSEWHERE);
    await query.query('DELETE FROM ticket_place');
    await query.query('INSERT INTO ticket_place (id) VALUES ($1)', [place]);
  });
}

const ALONE =
  'DATABASE_URL: another Ticketlens process works on this PostgreSQL. Without CLICKHOUSE_URL each has the tickets of its own DATA_DIR, ' +
  'and reports and exports would differ by who makes them. Stop the other one, or give all of them one CLICKHOUSE_URL.';
const OTHERS_ALONE =
  'DATABASE_URL: the Ticketlens process that works on this PostgreSQL has no CLICKHOUSE_URL: its tickets are those of its DATA_DIR, ' +
  'and reports and exports would differ by who makes them. Stop it, or give all of them one CLICKHOUSE_URL.';
const ELSEWHERE =
  'CLICKHOUSE_URL, CLICKHOUSE_DATABASE: the other Ticketlens processes on this DATABASE_URL have their tickets in another database, ' +
  'and reports and exports would differ by who makes them. Name that one, or stop the others first.';

/** While the connection was down somebody else came. */
function endProcess(why: string): void {
  logger.fatal(why);
  process.exitCode = 1;
  process.kill(process.pid, 'SIGTERM');
}
