import { z } from 'zod';
import type { StateQuery, StateStore } from '../state/stateStore';
import type { SessionSpan } from './claims';

/**
 * Sessions that were signed out of before their end. Their tokens are refused, also one that a request which was
 * under way renews afterwards: it has the session's id.
 */

/** Clocks of servers that share a store, and of the store, may differ. */
const MARGIN = "interval '1 hour'";

/** Forgets at the same time those that are over anyway, so that the table never holds more than a day of them. */
export async function rememberEnded(store: StateStore, { id, until }: SessionSpan): Promise<void> {
  await store.query(`DELETE FROM ended_sessions WHERE until < now() - ${MARGIN}`);
  await store.query(
    'INSERT INTO ended_sessions (id, until) VALUES ($1, to_timestamp($2::float8)) ON CONFLICT (id) DO NOTHING',
    [id, until],
  );
}

export async function hasEnded(store: StateQuery, { id }: SessionSpan): Promise<boolean> {
  const rows = z.array(z.unknown()).parse(await store.query('SELECT 1 FROM ended_sessions WHERE id = $1', [id]));
  return rows.length > 0;
}
