import pg from 'pg';
import { logger } from '../log/logger';
import { asked } from './awayError';

/** Connections to a PostgreSQL server that others use as well: of the state, and of where a cluster's tickets lie. */

export const CONNECT_MS = 10_000;

export function openPool(url: string, settings: Pick<pg.PoolConfig, 'max' | 'query_timeout' | 'keepAlive'>): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, connectionTimeoutMillis: CONNECT_MS, ...settings });
  // A server that restarts ends idle connections; the next query opens another.
  pool.on('error', (error) => logger.warn({ err: error }, 'PostgreSQL connection lost'));
  return pool;
}

/**
 * Runs `work` in a transaction of its own connection, which is taken back when it throws.
 * @throws PostgresAwayError where the connection broke: whether the transaction is there is not known then.
 */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await asked(pool.connect());
  let broken = false;
  // A connection that breaks tells its query, and itself as well: unheard, that would end the process.
  const onError = () => {
    broken = true;
  };
  client.on('error', onError);
  try {
    await asked(client.query('BEGIN'));
    const result = await work(client);
    await asked(client.query('COMMIT'));
    return result;
  } catch (error) {
    // A connection that cannot even roll back is thrown away.
    await client.query('ROLLBACK').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
