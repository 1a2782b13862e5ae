import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openCluster } from '../../server/engine/clickhouse/cluster/openCluster';
import type { TicketEngine } from '../../server/engine/engine';
import { type PostgresCluster, startPostgres } from '../postgresCluster';
import { clickhouseEnvironment } from './environment';
import { type StandIn, startStandIn } from './standIn';

interface Opening {
  /** For which tickets of before are kept. */
  retiredSeconds?: number;
  databaseUrl?: string;
  database?: string;
}

/** A cluster of two shards in the stand-in, with a PostgreSQL that says which tables are the tickets. */
export interface TestCluster {
  standIn: StandIn;
  postgres: PostgresCluster;
  /** The settings of a process on it. */
  environment: Record<string, string>;
  /** An engine of one more process. */
  open(opening?: Opening): Promise<TicketEngine>;
  /** One statement of the PostgreSQL, or of another. @returns the rows as JSON. */
  inPostgres(text: string, databaseUrl?: string): Promise<string>;
  stop(): Promise<void>;
}

export async function startCluster(): Promise<TestCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'ticketlens-cluster-'));
  const [standIn, postgres] = await Promise.all([startStandIn(folder), startPostgres()]);
  const opened: TicketEngine[] = [];
  return {
    standIn,
    postgres,
    environment: {
      ...clickhouseEnvironment(standIn),
      CLICKHOUSE_CLUSTER: 'desk',
      DATABASE_URL: postgres.url,
    },
    async open({ retiredSeconds = 3600, databaseUrl = postgres.url, database = 'ticketlens' } = {}) {
      const clickhouse = { ...standIn.settings, database };
      const settings = { clickhouse, cluster: 'desk', databaseUrl, fileSeconds: 60 };
      const engine = await openCluster(settings, undefined, { retiredSeconds });
      opened.push(engine);
      return engine;
    },
    async inPostgres(text, databaseUrl = postgres.url) {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      const { rows } = await client.query(text);
      await client.end();
      return JSON.stringify(rows);
    },
    async stop() {
      // Tests end some themselves.
      await Promise.allSettled(opened.map((engine) => engine.close()));
      await standIn.stop();
      await postgres.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
