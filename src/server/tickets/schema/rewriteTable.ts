import { z } from 'zod';
import { sql, type TicketEngine } from '../../engine/engine';
import { COPY } from './copySettings';
import { replaceTickets, sideTable } from './sideTables';
import type { StoredTable } from './storedTable';
import type { TicketSchema } from './ticketSchema';
import { ticketForm } from './ticketTable';

/**
 * Puts the ticket table into a new one of the schema's form, in one step for every reader. The old one goes only when
 * the new one reads the same.
 * @param kept columns that both have.
 * @throws Error when it does not; the tickets are then as they were.
 */
export async function rewriteTable(
  engine: TicketEngine,
  { origin }: StoredTable,
  kept: readonly string[],
  schema: TicketSchema,
): Promise<void> {
  const built = sideTable('upgraded');
  try {
    const base = await engine.tables.base();
    await engine.tables.create(ticketForm(built, origin, schema));
    const before = await fingerprint(engine, base, kept);
    const columns = kept.join(', ');
    await engine.tables.fill(built, { columns, select: `SELECT ${columns} FROM ${base} ${COPY}` });
    const after = await fingerprint(engine, built, kept);
    if (after.rows !== before.rows || after.hash !== before.hash) {
      throw new Error('The ticket table did not read the same once it was written anew. Nothing was changed.');
    }
    await replaceTickets(engine, { built, base });
  } finally {
    await engine.tables.drop(built);
  }
}

const fingerprintSchema = z.object({ rows: z.int(), hash: z.string() });
type Fingerprint = z.infer<typeof fingerprintSchema>;

/** Of every value as readers get it, whatever the order of rows: types that store the same text have the same. */
export async function fingerprint(
  engine: TicketEngine,
  table: string,
  columns: readonly string[],
): Promise<Fingerprint> {
  const text = `formatRow('TabSeparated', ${columns.join(', ')})`;
  return engine.row(
    fingerprintSchema,
    sql(`SELECT count() AS rows, toString(sum(sipHash64(${text}))) AS hash FROM ${table}`),
  );
}
