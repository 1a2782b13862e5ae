import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { logger } from '../log/logger';
import type { StateQuery } from './stateStore';

/** Held by sessions, apart from the locks of transactions. The number is arbitrary. */
const LOCK = 7437400;
/** A process that was killed is noticed by then, and one that is ending has ended. */
const WAIT_MS = 3000;
const AGAIN_MS = 200;
const CONNECT_MS = 10_000;
/** A machine that is gone without a word gives its lock back within a minute. */
const KEEPALIVES = 'SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3';
const TRY = { shared: 'pg_try_advisory_lock_shared', alone: 'pg_try_advisory_lock' };

/** Holds the lock on a connection of its own, and on a new one when that breaks: see StateStore. */
export async function occupy(
  url: string,
  share: keyof typeof TRY,
  onLost: () => void,
  closing: AbortSignal,
): Promise<boolean> {
  const again = async (): Promise<void> => {
    while (!closing.aborted) {
      const held = await hold(url, share, closing, again).catch(() => undefined);
      if (held === true) return;
      if (held === false) return onLost();
      await setTimeout(AGAIN_MS, undefined, { ref: false });
    }
  };
  return hold(url, share, closing, again);
}

/** @param again called when the connection that holds the lock breaks. @throws Error when there is no connection. */
async function hold(
  url: string,
  share: keyof typeof TRY,
  closing: AbortSignal,
  again: () => Promise<void>,
): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS, keepAlive: true });
  const end = () => void client.end().catch(() => undefined);
  let holds = false;
  client.on('error', (error) => logger.warn({ err: error }, 'PostgreSQL connection lost'));
  client.on('end', () => {
    closing.removeEventListener('abort', end);
    if (holds && !closing.aborted) void again();
  });
  await client.connect();
  await client.query(KEEPALIVES);
  holds = await tryFor(client, share);
  if (!holds || closing.aborted) {
    await client.end();
    return holds;
  }
  closing.addEventListener('abort', end, { once: true });
  return true;
}

async function tryFor(client: pg.Client, share: keyof typeof TRY): Promise<boolean> {
  for (const until = performance.now() + WAIT_MS; ; await setTimeout(AGAIN_MS)) {
    const { rows } = await client.query<{ held: boolean }>(`SELECT ${TRY[share]}(${LOCK}) AS held`);
    if (rows[0]?.held === true) return true;
    if (performance.now() > until) return false;
  }
}

const holdersSchema = z.object({ holders: z.int() });

/** Whether at most one process has the lock: see StateStore. */
export async function isAlone(query: StateQuery): Promise<boolean> {
  const found = await query.row(
    holdersSchema,
    `SELECT count(DISTINCT pid)::int AS holders FROM pg_locks
     WHERE locktype = 'advisory' AND classid = 0 AND objid = ${LOCK} AND granted
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return (found?.holders ?? 0) <= 1;
}
