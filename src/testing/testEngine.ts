import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChdb } from '../server/tickets/chdbEngine';
import type { TicketEngine } from '../server/tickets/engine';
import { createSchema } from '../server/tickets/schema';

/** The real engine with an empty tickets' table. */
export interface TestEngine {
  engine: TicketEngine;
  /** For files beside the store's; gone once it is closed. */
  folder: string;
  close(): Promise<void>;
}

export async function openTestEngine(): Promise<TestEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'ticketlens-engine-'));
  const engine = openChdb(join(folder, 'tickets'));
  await createSchema(engine);
  return {
    engine,
    folder,
    async close() {
      await engine.close();
      rmSync(folder, { recursive: true });
    },
  };
}
