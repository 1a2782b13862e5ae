import { join } from 'node:path';
import type { ClickhouseSettings } from '../config/clickhouseSettings';
import type { EngineLimits } from '../config/engineSettings';
import { openChdb } from './chdbEngine';
import { openClickhouse } from './clickhouse/clickhouseEngine';
import type { TicketEngine } from './engine';

interface EnginePlace {
  dataDir: string;
  clickhouse: ClickhouseSettings | undefined;
}

/** Opens the engine that the settings name. @param limits of what is asked for a caller; without them there are none. */
export function openEngine({ dataDir, clickhouse }: EnginePlace, limits?: EngineLimits): TicketEngine {
  return clickhouse === undefined ? openChdb(join(dataDir, 'tickets'), limits) : openClickhouse(clickhouse, limits);
}
