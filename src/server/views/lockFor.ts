import type { StateQuery } from '../state/stateStore';

/** Changes to what one user keeps wait for each other, in this process and others: else limits could be passed. */
export async function lockFor(transaction: StateQuery, userId: string): Promise<void> {
  await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7437313))', [userId]);
}
