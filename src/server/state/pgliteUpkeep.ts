import type { Transaction } from '@electric-sql/pglite';
import { z } from 'zod';
import { logger } from '../log/logger';

/**
 * What a Postgres does by itself and one in the process does not, since it has no processes beside the one that asks: its
 * log is cut, and the room of rows that were replaced or removed is used again. Without it every change makes the
 * folder larger for good.
 */

/** The log that is kept when it is cut; at most two of its files of 16 MB. */
export const LOG_PARAMS = ['-c', 'max_wal_size=32MB', '-c', 'min_wal_size=32MB'];
const LOG_BYTES = 16 * 1024 * 1024;
/** After so much that was written it is looked at. */
const LOOK_BYTES = 4 * 1024 * 1024;
/** Of a statement beside its values: a page of its table and one of an index, which the log holds whole. */
const STATEMENT_BYTES = 16 * 1024;

/** Toasted rows have 2 kB each. A fifth of a large table, as PostgreSQL has it by default. */
const TO_VACUUM = `SELECT t.oid::regclass::text AS name FROM pg_class AS t
  JOIN pg_stat_all_tables AS s ON s.relid = t.oid OR s.relid = t.reltoastrelid
  WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace
  GROUP BY t.oid HAVING bool_or(s.n_dead_tup > 1000 + s.n_live_tup / 5) ORDER BY 1`;
const tablesSchema = z.array(z.object({ name: z.string() }));

const LOG_SINCE_CUT =
  'SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::float8 AS bytes FROM pg_control_checkpoint()';
const logSchema = z.tuple([z.object({ bytes: z.number() })]);

/** @param line each statement of it has a turn of its own, so that nobody waits for more than one. */
export function upkeepOf(line: Pick<Transaction, 'query' | 'exec'>, hasRoom: () => boolean) {
  let written = 0;
  let running: Promise<void> | undefined;
  let isStopped = false;

  const keep = async (): Promise<void> => {
    if (!hasRoom()) return;
    const [{ bytes }] = logSchema.parse((await line.query(LOG_SINCE_CUT)).rows);
    if (bytes > LOG_BYTES && !isStopped) await line.exec('CHECKPOINT');
    // Its own figures are up to a second late otherwise.
    await line.query('SELECT pg_stat_force_next_flush()');
    for (const { name } of tablesSchema.parse((await line.query(TO_VACUUM)).rows)) {
      if (!isStopped) await line.exec(`VACUUM ${name}`);
    }
  };

  return {
    /** Told of each statement that is no reading one. */
    wrote(values: readonly unknown[]): void {
      written += STATEMENT_BYTES + values.reduce((sum: number, value) => sum + sizeOf(value), 0);
      if (written < LOOK_BYTES || running !== undefined || isStopped) return;
      written = 0;
      running = keep()
        .catch((error: unknown) => logger.error({ err: error }, 'the folder of jobs and settings was not tidied'))
        .finally(() => {
          running = undefined;
        });
    },
    /** Ends after the statement that it is at. */
    async stop(): Promise<void> {
      isStopped = true;
      await running;
    },
  };
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  return typeof value === 'object' && value !== null ? JSON.stringify(value).length : 0;
}
