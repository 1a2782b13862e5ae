import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type RunOptions, sql, type TicketEngine } from '../../engine/engine';
import { TABLE } from './ticketTable';

/**
 * Tables beside the tickets. A change of many rows is atomic for readers: a new table of tickets is built, and takes the
 * old one's place in one step. A killed process leaves tables with these prefixes behind: one that was not whole yet, or
 * the old one after the exchange.
 */
const PREFIX = {
  /** Rows of an import, or of a run of the mirror, as they were read. */
  staged: 'import_staged_',
  /** The new tickets of an import or a run. */
  built: 'import_built_',
  /** The tickets in the form of another schema. */
  upgraded: 'upgrade_built_',
} as const;

/** A name that no other table has. */
export function sideTable(kind: keyof typeof PREFIX): string {
  return PREFIX[kind] + randomUUID().replaceAll('-', '');
}

/** Puts a built table in place of the tickets and drops the old one; aborted before that, nothing changes. */
export async function replaceTickets(engine: TicketEngine, built: string, { signal }: RunOptions = {}): Promise<void> {
  signal?.throwIfAborted();
  // From here on the old tickets have the built table's name.
  await engine.command(sql(`EXCHANGE TABLES ${TABLE} AND ${built}`));
  await dropTable(engine, built);
}

/** Resolves once the table is gone from the disk, if it was there. */
export async function dropTable(engine: TicketEngine, table: string): Promise<void> {
  await engine.command(sql(`DROP TABLE IF EXISTS ${table} SYNC`));
}

const nameSchema = z.object({ name: z.string().regex(/^\w+$/) });

/** Drops what killed processes left behind. Only while no import runs. */
export async function dropLeftovers(engine: TicketEngine): Promise<void> {
  const isLeftover = Object.keys(PREFIX).map((kind) => `startsWith(name, {${kind}:String})`);
  const text = `SELECT name FROM system.tables WHERE database = currentDatabase() AND (${isLeftover.join(' OR ')})`;
  const rows = await engine.rows(nameSchema, sql(text, PREFIX));
  for (const { name } of rows) await dropTable(engine, name);
}
