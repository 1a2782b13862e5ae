import type { ClickHouseSettings } from '@clickhouse/client';
import type { TicketEngine } from '../engine';
import { SingleTables } from '../singleTables';
import type { TicketTables } from '../ticketTables';

/** How the tables lie on the server that is asked, as far as the engine has to know. */
export interface Layout {
  /** A statement that names the tickets, with the name that their table has at this moment. */
  named(text: string): Promise<string>;
  /** Goes with every statement. */
  settings: ClickHouseSettings;
  /** Follows the name of a database that is made. */
  onCluster: string;
  /** Milliseconds for which a statement that changes tables may say nothing; undefined where that is as long as others. */
  changeMs: number | undefined;
  tablesOf(engine: TicketEngine): TicketTables;
  close(): Promise<void>;
}

export const ONE_SERVER: Layout = {
  named: async (text) => text,
  settings: {},
  onCluster: '',
  changeMs: undefined,
  tablesOf: (engine) => new SingleTables(engine),
  close: async () => {},
};
