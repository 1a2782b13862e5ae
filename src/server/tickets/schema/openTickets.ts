import type { TicketEngine } from '../../engine/engine';
import { requireNoTickets, requireWhole } from './damage';
import { planUpgrade, type UpgradePlan } from './planUpgrade';
import { fingerprint, rewriteTable } from './rewriteTable';
import { dropLeftovers, sideTable } from './sideTables';
import { readStoredTable, type StoredTable } from './storedTable';
import { schemaNumber, TICKET_SCHEMA, type TicketSchema } from './ticketSchema';
import { TABLE, ticketForm } from './ticketTable';

export interface OpenOptions {
  /** What the table is to be; another than this version's in tests. */
  schema?: TicketSchema;
  /** Told what is about to be done to tickets of an older version. */
  onUpgrade?: (words: string) => void;
  /** Leaves what imports and upgrades have made beside the tickets: another process may be at one. */
  keepsLeftovers?: boolean;
}

/**
 * Makes the ticket table, or brings one of an older version to what this one wants. A kill at any moment leaves the old
 * table or the new one, and the next opening goes on from there. It drops what killed upgrades and imports left behind,
 * so none may be under way.
 * @throws TicketsRefused when that cannot be done; nothing has changed then.
 */
export async function openTickets(
  engine: TicketEngine,
  { schema = TICKET_SCHEMA, onUpgrade = console.log, keepsLeftovers = false }: OpenOptions = {},
): Promise<void> {
  // A server refuses every question about a database that is not there.
  if (engine.folder === undefined) await engine.makeDatabase();
  await engine.tables.opening(() => open(engine, { schema, onUpgrade, keepsLeftovers }));
}

async function open(engine: TicketEngine, { schema, onUpgrade, keepsLeftovers }: Required<OpenOptions>): Promise<void> {
  const stored = await readStoredTable(engine);
  if (stored === undefined) {
    await requireNoTickets(engine);
    await engine.makeDatabase();
    return engine.tables.createFirst(ticketForm(TABLE, '', schema), sideTable('built'));
  }
  await requireWhole(engine);
  const plan = planUpgrade(stored, schema);
  if (!keepsLeftovers && !engine.tables.hasUpkeep) await dropLeftovers(engine);
  if (plan.kind === 'none') return;
  const [from, to] = [stored.schema, schemaNumber(schema)];
  const numbers = from === to ? '' : ` from schema ${from} to ${to}`;
  onUpgrade(`Upgrading the ticket table${numbers}: ${plan.words} ...`);
  await upgrade(engine, stored, plan, schema);
}

async function upgrade(
  engine: TicketEngine,
  stored: StoredTable,
  plan: Exclude<UpgradePlan, { kind: 'none' }>,
  schema: TicketSchema,
): Promise<void> {
  const { alter } = engine.tables;
  if (plan.kind === 'rewrite' || alter === undefined) return rewriteTable(engine, stored, plan.kept, schema);
  // A table whose rows cannot be read is left for whoever can mend it.
  await fingerprint(engine, TABLE, [...stored.columns.keys()]);
  await alter.call(engine.tables, plan.commands);
}
