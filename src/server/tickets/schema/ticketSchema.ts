import type { StoredColumn } from '../../../contract/columns/columnFacts';
import { STORED_COLUMNS } from '../../../contract/columns/columns';
import { TICKET_MIGRATIONS, type TicketMigration } from './ticketMigrations';

/** What a version wants the ticket table to be. */
export interface TicketSchema {
  /** By name, in documented order. */
  columns: Readonly<Record<string, StoredColumn>>;
  migrations: readonly TicketMigration[];
  /** Rows in small blocks, and a bloom filter on each column of references; without it the form of schema 1. */
  findsRows?: true;
}

/** That of this version. */
export const TICKET_SCHEMA: TicketSchema = {
  columns: STORED_COLUMNS,
  migrations: TICKET_MIGRATIONS,
  findsRows: true,
};

/** The newest number that a column or a migration came with. */
export function schemaNumber({ columns, migrations }: TicketSchema): number {
  const numbers = Object.values(columns).map(({ since = 1 }) => since);
  return Math.max(1, ...numbers, ...migrations.map(({ schema }) => schema));
}
