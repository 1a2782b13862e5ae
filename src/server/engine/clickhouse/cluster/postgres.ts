import type pg from 'pg';
import { openPool } from '../../../postgres/pool';

/** The connections to the PostgreSQL that says where tickets lie: every question asks it first. */

const CONNECTIONS = 4;
/** No statement here takes longer than a moment. A machine that is gone without a word holds up no question for longer. */
const ANSWER_MS = 10_000;
/** But for who waits until another process has upgraded all tickets. */
const WAIT_MS = 24 * 60 * 60 * 1000;

export function openGenerationsPool(databaseUrl: string): pg.Pool {
  return openPool(databaseUrl, { max: CONNECTIONS, query_timeout: ANSWER_MS, keepAlive: true });
}

/** Waits until no other transaction has the lock, and has it to the end of this one. */
export async function holdLock(client: pg.PoolClient, lock: number): Promise<void> {
  const waiting = { text: 'SELECT pg_advisory_xact_lock($1)', values: [lock], query_timeout: WAIT_MS };
  await client.query(waiting);
}
