import type { StateQuery } from '../state/stateStore';

/** Serialises changes to one user's views and links, also of other processes: else the limits could be exceeded. */
export async function lockUser(transaction: StateQuery, userId: string): Promise<void> {
  await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7437313))', [userId]);
}
