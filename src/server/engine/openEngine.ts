import { join } from 'node:path';
import type { ClickhouseSettings } from '../config/clickhouseSettings';
import type { EngineLimits } from '../config/engineSettings';
import { openChdb } from './chdbEngine';
import type { TicketEngine } from './engine';
import type { ObserveWork } from './observedWork';

interface EnginePlace {
  dataDir: string;
  clickhouse: ClickhouseSettings | undefined;
  /** The PostgreSQL that a cluster needs beside it. */
  databaseUrl: string | undefined;
  engine: EngineLimits;
}

/**
 * Opens the engine that the settings name.
 * @param limits of what is asked for a caller; without them there are none.
 * @param observe told of each piece of work that has ended.
 */
export async function openEngine(
  { dataDir, clickhouse, databaseUrl, engine: { fileSeconds } }: EnginePlace,
  limits?: EngineLimits,
  observe?: ObserveWork,
): Promise<TicketEngine> {
  if (clickhouse === undefined) return openChdb(join(dataDir, 'tickets'), limits, observe);
  const { cluster } = clickhouse;
  if (cluster !== undefined) {
    // On one node alone tables would be made that no other process finds.
    if (databaseUrl === undefined) throw new Error('CLICKHOUSE_CLUSTER: needs DATABASE_URL');
    const { openCluster } = await import('./clickhouse/cluster/openCluster');
    return openCluster({ clickhouse, cluster, databaseUrl, fileSeconds }, limits, { observe });
  }
  // The client of servers is loaded where there is one.
  const { openClickhouse } = await import('./clickhouse/clickhouseEngine');
  return openClickhouse(clickhouse, limits, { observe });
}
