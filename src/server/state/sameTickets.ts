import { ConfigError } from '../config/configError';
import { logger } from '../log/logger';
import type { StateStore } from './stateStore';

/**
 * Processes on one PostgreSQL answer for each other: a job that one takes is made by another, and a link that one gives
 * is opened by another. That is right only where all of them ask one ClickHouse server; a process whose tickets are in its
 * DATA_DIR has to be alone.
 * @throws ConfigError when another process works on the store.
 */
export async function requireSameTickets(state: StateStore, hasServer: boolean): Promise<void> {
  const why = hasServer ? OTHERS_ALONE : ALONE;
  const isHeld = await state.occupy(hasServer ? 'shared' : 'alone', () => endProcess(why));
  if (!isHeld) throw new ConfigError(why);
}

const ALONE =
  'DATABASE_URL: another Ticketlens process works on this PostgreSQL. Without CLICKHOUSE_URL each has the tickets of its own DATA_DIR, ' +
  'and reports and exports would differ by who makes them. Stop the other one, or give all of them one CLICKHOUSE_URL.';
const OTHERS_ALONE =
  'DATABASE_URL: the Ticketlens process that works on this PostgreSQL has no CLICKHOUSE_URL: its tickets are those of its DATA_DIR, ' +
  'and reports and exports would differ by who makes them. Stop it, or give all of them one CLICKHOUSE_URL.';

/** While the connection was down somebody else came. */
function endProcess(why: string): void {
  logger.fatal(why);
  process.exitCode = 1;
  process.kill(process.pid, 'SIGTERM');
}
