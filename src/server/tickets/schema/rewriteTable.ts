import { z } from 'zod';
import { sql, type TicketEngine } from '../../engine/engine';
import { COPY } from './copySettings';
import { dropTable, replaceTickets, sideTable } from './sideTables';
import type { StoredTable } from './storedTable';
import type { TicketSchema } from './ticketSchema';
import { createTableText, TABLE } from './ticketTable';

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
    await engine.command(sql(createTableText(built, origin, schema)));
    const before = await fingerprint(engine, TABLE, kept);
    const names = kept.join(', ');
    await engine.command(sql(`INSERT INTO ${built} (${names}) SELECT ${names} FROM ${TABLE} ${COPY}`));
    const after = await fingerprint(engine, built, kept);
    if (after.rows !== before.rows || after.hash !== before.hash) {
      throw new Error('The ticket table did not read the same once it was written anew. Nothing was changed.');
    }
    await replaceTickets(engine, built);
  } finally {
    await dropTable(engine, built);
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
