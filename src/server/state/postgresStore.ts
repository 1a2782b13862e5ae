import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { asked } from '../postgres/awayError';
import { CONNECT_MS, inTransaction, openPool } from '../postgres/pool';
import { breakSilent, SILENCE } from '../postgres/silence';
import { isAlone, occupy } from './occupy';
import { type StateQuery, type StateStore, stateQuery } from './stateStore';

const CONNECTIONS = 8;
const LISTEN_AGAIN_MS = 1000;

/** A PostgreSQL server that several processes may share. @throws Error in plain words when it cannot be reached. */
export async function openPostgres(url: string, silence = SILENCE): Promise<StateStore> {
  const pool = openPool(url, { max: CONNECTIONS });
  void breakSilent(pool, url, silence);
  const closing = new AbortController();
  try {
    await pool.query('SELECT 1');
  } catch (error) {
    await pool.end();
    // The address may hold a password and stays out of the message.
    throw new Error(`DATABASE_URL: PostgreSQL cannot be used: ${wordsOf(error)}`);
  }
  return {
    ...queryOn(pool),
    transaction: (work) => inTransaction(pool, (client) => work(queryOn(client))),
    listen: (channel, onPayload) => listen(url, channel, onPayload, closing.signal),
    occupy: (share, onLost) => occupy(url, share, onLost, closing.signal),
    isAlone: () => isAlone(queryOn(pool)),
    shared: true,
    async close() {
      closing.abort();
      await pool.end();
    },
  };
}

/** What node says when every address of a host refuses is an error without words that holds the others. */
function wordsOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(wordsOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

function queryOn(target: pg.Pool | pg.PoolClient): StateQuery {
  return stateQuery(async (text, values = []) => {
    // Several statements at once are only accepted without values, and each has a result of its own.
    const result: pg.QueryResult | pg.QueryResult[] = await asked(
      values.length > 0 ? target.query(text, [...values]) : target.query(text),
    );
    return (Array.isArray(result) ? result.at(-1)?.rows : result.rows) ?? [];
  });
}

/** Listens on a connection of its own, and on a new one when that breaks. */
async function listen(
  url: string,
  channel: string,
  onPayload: (payload: string) => void,
  closing: AbortSignal,
): Promise<void> {
  const connect = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS, keepAlive: true });
    client.on('notification', ({ payload }) => onPayload(payload ?? ''));
    const end = () => void client.end().catch(() => undefined);
    const again = async () => {
      closing.removeEventListener('abort', end);
      while (!closing.aborted) {
        await setTimeout(LISTEN_AGAIN_MS, undefined, { ref: false });
        if (
          await connect().then(
            () => true,
            () => false,
          )
        )
          return;
      }
    };
    let connected = false;
    client.on('error', () => undefined);
    client.on('end', () => {
      if (connected && !closing.aborted) void again();
    });
    await client.connect();
    await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    connected = true;
    closing.addEventListener('abort', end, { once: true });
    if (closing.aborted) end();
  };
  await connect();
}
