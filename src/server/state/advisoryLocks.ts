import type { StateQuery } from './stateStore';

/** What only one transaction at a time may do, in this process and others. The numbers are arbitrary, each is used once. */
const ADVISORY_LOCKS = {
  migrations: 7437312,
  exportFolder: 7437313,
  /** One lock for each user: limits on what they keep could be passed otherwise. */
  viewsOfUser: 7437314,
  signingKey: 7437315,
  /** Their names and their number. */
  importMappings: 7437316,
  /** Their number. */
  sharedViews: 7437317,
  /** One lock for each user: their number. */
  schedulesOfUser: 7437318,
  ticketPlace: 7437319,
} as const;

/**
 * Waits until nobody else holds the lock, and holds it until the transaction ends.
 * @param of whose lock, where there are many of a name; two that hash alike only wait for each other.
 */
export async function holdLock(transaction: StateQuery, name: keyof typeof ADVISORY_LOCKS, of = ''): Promise<void> {
  await transaction.query('SELECT pg_advisory_xact_lock($1::int, hashtext($2))', [ADVISORY_LOCKS[name], of]);
}
