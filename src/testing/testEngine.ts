import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ticket } from '../contract/columns/columns';
import { openChdb } from '../server/engine/chdbEngine';
import type { TicketEngine } from '../server/engine/engine';
import { openTickets } from '../server/tickets/schema/openTickets';
import { TABLE } from '../server/tickets/schema/ticketTable';

/** The real engine with an empty table of tickets. */
export interface TestEngine {
  engine: TicketEngine;
  /** For more files; removed by `close`. */
  folder: string;
  insert(tickets: readonly Partial<Ticket>[]): Promise<void>;
  close(): Promise<void>;
}

export async function openTestEngine(): Promise<TestEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'ticketlens-engine-'));
  const engine = openChdb(join(folder, 'tickets'));
  await openTickets(engine);
  return {
    engine,
    folder,
    insert: (tickets) => insertTickets(engine, tickets),
    async close() {
      await engine.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export async function insertTickets(engine: TicketEngine, tickets: readonly Partial<Ticket>[]): Promise<void> {
  await engine.insert(TABLE, Buffer.from(tickets.map((ticket) => JSON.stringify(ticket)).join('\n')));
}
