/**
 * Changes of the ticket table that its columns do not tell: another granularity, codec or index, another order of rows.
 * Each has the number of the schema that it leads to; only ever append. What its columns tell (a column that is new, an
 * enum that gained values, an integer that grew) needs no entry: openTickets compares them. The state store (jobs,
 * views, settings) has a list of its own: state/migrations.ts.
 */
export interface TicketMigration {
  /** From 2 on; 1 is the table that had no number yet. The next one is one more than any here and any `since` of a column. */
  schema: number;
  /** What it is for, as the log says it: "rows are found in smaller blocks". */
  why: string;
  /** Columns of older tables that go. */
  leaves?: readonly string[];
}

/** A table of a lower number is written anew in the form that createTableText gives it, once for all of them. */
export const TICKET_MIGRATIONS: readonly TicketMigration[] = [
  {
    schema: 2,
    why: 'rows are found in smaller blocks, and tickets of a customer or a contract without reading them all',
  },
];
