import pg from 'pg';
import { logger } from '../../../log/logger';

/** The connections to the PostgreSQL that says where tickets lie: every question asks it first. */

const CONNECTIONS = 4;
const CONNECT_MS = 10_000;
/** No statement here takes longer than a moment. A machine that is gone without a word holds up no question for longer. */
const ANSWER_MS = 10_000;
/** But for who waits until another process has upgraded all tickets. */
const WAIT_MS = 24 * 60 * 60 * 1000;

export function openPool(databaseUrl: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
  });
  pool.on('error', (error) => logger.warn({ err: error }, 'PostgreSQL connection lost'));
  return pool;
}

/** Waits until no other transaction has the lock, and has it to the end of this one. */
export async function holdLock(client: pg.PoolClient, lock: number): Promise<void> {
  const waiting = { text: 'SELECT pg_advisory_xact_lock($1)', values: [lock], query_timeout: WAIT_MS };
  await client.query(waiting);
}

export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  // A connection that breaks tells its query, and itself as well: unheard, that would end the process.
  const onError = () => {
    broken = true;
  };
  client.on('error', onError);
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
