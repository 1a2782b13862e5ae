import { randomUUID } from 'node:crypto';
import type { RunOptions, TicketEngine } from '../../engine/engine';

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

export interface Replacement {
  built: string;
  /** What `engine.tables.current()` was when the building began. */
  base: string;
}

/** Puts a built table in place of the tickets and drops the old one; aborted before that, nothing changes. */
export async function replaceTickets(
  { tables }: TicketEngine,
  { built, base }: Replacement,
  { signal }: RunOptions = {},
): Promise<void> {
  signal?.throwIfAborted();
  await tables.publish(built, base);
}

/** Drops what killed processes left behind. */
export function dropLeftovers({ tables }: TicketEngine): Promise<void> {
  return tables.dropLeftovers(Object.values(PREFIX));
}
