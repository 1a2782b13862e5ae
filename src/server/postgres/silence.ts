import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { logger } from '../log/logger';

/** Milliseconds until a server that does not answer counts as away. */
export interface Silence {
  /** For which a connection is at work before anybody asks on another one. */
  unasked: number;
  /** For which that answer is waited for. */
  answer: number;
}

export const SILENCE: Silence = { unasked: 5000, answer: 5000 };
const LOOKS = 5;

/**
 * Breaks the connections at work on a server that does not answer on a new one either: its process or its machine stands still.
 * A bound for each statement would end those that take long, such as upgrades. It returns once the pool is closed.
 */
export async function breakSilent(pool: pg.Pool, url: string, { unasked, answer }: Silence): Promise<void> {
  const since = new Map<pg.PoolClient, number>();
  pool.on('acquire', (client) => since.set(client, performance.now()));
  pool.on('release', (_, client) => since.delete(client));
  pool.on('remove', (client) => since.delete(client));
  const look = async () => {
    const now = performance.now();
    const suspects = [...since].filter(([, at]) => now - at >= unasked);
    if (suspects.length === 0 || !(await isSilent(url, answer))) return;
    // One that has been given back meanwhile had its answer.
    const silent = suspects.filter(([client, at]) => since.get(client) === at);
    for (const [client] of silent) void client.end().catch(() => undefined);
    if (silent.length > 0) logger.warn('PostgreSQL does not answer any more: connections given up');
  };
  while (!pool.ended) {
    await setTimeout(unasked / LOOKS, undefined, { ref: false });
    await look();
  }
}

/** A server that refuses has answered, and a connection that breaks tells so by itself. */
async function isSilent(url: string, answer: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2 * answer });
  client.on('error', () => undefined);
  const answered = client
    .connect()
    .then(() => client.query('SELECT 1'))
    .catch(() => undefined)
    .then(() => false);
  const half = <T>(then: T) => setTimeout(answer / 2, then, { ref: false });
  // In halves: where this process has stood still itself, time is left to read what has come.
  const silent = await Promise.race([answered, half(undefined).then(() => half(true))]);
  void client.end().catch(() => undefined);
  return silent;
}
