import { join } from 'node:path';
import type { ClickhouseSettings } from '../config/clickhouseSettings';
import type { EngineLimits } from '../config/engineSettings';
import { openChdb } from './chdbEngine';
import type { TicketEngine } from './engine';
import type { ObserveWork } from './observedWork';

interface EnginePlace {
  dataDir: string;
  clickhouse: ClickhouseSettings | undefined;
}

/**
 * Opens the engine that the settings name.
 * @param limits of what is asked for a caller; without them there are none.
 * @param observe told of each piece of work that has ended.
 */
export async function openEngine(
  { dataDir, clickhouse }: EnginePlace,
  limits?: EngineLimits,
  observe?: ObserveWork,
): Promise<TicketEngine> {
  if (clickhouse === undefined) return openChdb(join(dataDir, 'tickets'), limits, observe);
  // The client of servers is loaded where there is one.
  const { openClickhouse } = await import('./clickhouse/clickhouseEngine');
  return openClickhouse(clickhouse, limits, { observe });
}
