import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { STORED_COLUMN_IDS, type StoredColumnId, storedColumnOf } from '../../contract/columns/columns';
import { sql, type TicketEngine } from '../../server/engine/engine';
import { TABLE } from '../../server/tickets/schema/ticketTable';
import { type PostgresCluster, startPostgres } from '../postgresCluster';

/** The same tickets in a PostgreSQL that an administrator has tuned: one table and eight indexes. */
export interface PostgresTickets {
  query(text: string): Promise<readonly Record<string, unknown>[]>;
  /** As `psql` writes a SELECT to a file. */
  copy(select: string, options: string): Promise<void>;
  close(): Promise<void>;
}

/** Names are written without quotes everywhere, so PostgreSQL knows them in lower case. */
const COLUMNS = STORED_COLUMN_IDS.map((id) => `${id} ${typeOf(id)}${id === 'id' ? ' PRIMARY KEY' : ''}`);
const INDEXES = [
  'createdAt',
  'channel, createdAt',
  'dueBy',
  'closedAt',
  'secondsToClose NULLS LAST, id',
  'customerId',
  'contractId',
  'topic, createdAt',
];
/** Half of what the machine of the measurements leaves to it. */
const TUNED = {
  shared_buffers: '4GB',
  work_mem: '256MB',
  maintenance_work_mem: '1GB',
  effective_cache_size: '12GB',
  random_page_cost: '1.1',
  max_wal_size: '8GB',
  jit: 'off',
};

/** As many as ask at once. */
const CLIENTS = 10;

function typeOf(id: StoredColumnId): string {
  const column = storedColumnOf(id);
  if (column.kind === 'timestamp') return 'timestamp(0)';
  return column.kind === 'integer' ? 'bigint' : 'text';
}

/** Fills it with what the engine has. @throws Error when PostgreSQL is not installed. */
export async function openPostgresTickets(engine: TicketEngine): Promise<PostgresTickets> {
  const cluster = await startPostgres(TUNED);
  const pool = new pg.Pool({ connectionString: cluster.url, max: CLIENTS });
  await pool.query(`CREATE TABLE ${TABLE} (${COLUMNS.join(', ')})`);
  await fill(engine, cluster, pool);
  for (const columns of INDEXES) await pool.query(`CREATE INDEX ON ${TABLE} (${columns})`);
  await pool.query(`VACUUM ANALYZE ${TABLE}`);
  return {
    query: async (text) => (await pool.query(text)).rows,
    async copy(select, options) {
      const args = [cluster.url, '--quiet', '--command', `COPY (${select}) TO STDOUT WITH (${options})`];
      const [code] = await once(spawn('psql', args, { stdio: ['ignore', 'ignore', 'inherit'] }), 'close');
      if (code !== 0) throw new Error(`psql ended with ${code}`);
    },
    async close() {
      await pool.end();
      await cluster.stop();
    },
  };
}

async function fill(engine: TicketEngine, cluster: PostgresCluster, pool: pg.Pool): Promise<void> {
  const path = join(cluster.folder, 'tickets.tsv');
  await engine.command(
    sql(`SELECT ${STORED_COLUMN_IDS.join(', ')} FROM ${TABLE} INTO OUTFILE '${path}' FORMAT TabSeparated`),
  );
  chmodSync(path, 0o644);
  await pool.query(`COPY ${TABLE} FROM '${path}'`);
  rmSync(path);
}
