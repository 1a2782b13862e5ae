import type { ClickhouseSettings } from '../../../config/clickhouseSettings';
import type { EngineLimits } from '../../../config/engineSettings';
import { EngineAwayError, type TicketEngine } from '../../engine';
import { TICKETS } from '../../tableWrites';
import { openClickhouse } from '../clickhouseEngine';
import type { Layout } from '../layout';
import type { ServerOptions } from '../server';
import { ClusterTables } from './clusterTables';
import { Generations } from './generations';
import { CHANGE_MS, CLUSTER_SETTINGS, ClusterStatements } from './statements';

/** Where a statement reads or fills the tickets. Text of users is bound, and never in a statement. */
const READ = new RegExp(`\\b(FROM|INTO|JOIN)\\s+${TICKETS}\\b`, 'g');
/** Seconds beside the longest question: a statement may be about to be asked. */
const MARGIN_SECONDS = 120;

export interface ClusterSettings {
  clickhouse: ClickhouseSettings;
  cluster: string;
  /** The PostgreSQL that says which tables are the tickets. */
  databaseUrl: string;
  /** Of questions; no file is written for longer. */
  fileSeconds: number;
}

/** Opens the tickets on a cluster of ClickHouse servers. @throws Error in plain words when PostgreSQL cannot be used. */
export async function openCluster(
  { clickhouse, cluster, databaseUrl, fileSeconds }: ClusterSettings,
  limits?: EngineLimits,
  options: Partial<ServerOptions> & { retiredSeconds?: number } = {},
): Promise<TicketEngine> {
  const generations = await Generations.open(databaseUrl);
  const statements = new ClusterStatements({ cluster, database: clickhouse.database });
  const { retiredSeconds = fileSeconds + MARGIN_SECONDS, ...server } = options;
  const layout: Layout = {
    // Looked up for each statement: another process may have published just now.
    async named(text) {
      if (text.search(READ) === -1) return text;
      const name = await currentName(generations);
      return text.replace(READ, `$1 ${name}`);
    },
    settings: CLUSTER_SETTINGS,
    onCluster: ` ${statements.onCluster}`,
    changeMs: CHANGE_MS,
    tablesOf: (engine) => new ClusterTables(engine, statements, generations, { retiredSeconds }),
    close: () => generations.close(),
  };
  return openClickhouse(clickhouse, limits, { ...server, layout });
}

/** @throws EngineAwayError while nobody can say which tables they are. */
async function currentName(generations: Generations): Promise<string> {
  try {
    return (await generations.current())?.name ?? TICKETS;
  } catch (error) {
    throw new EngineAwayError({ cause: error });
  }
}
