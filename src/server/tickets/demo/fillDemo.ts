import { setImmediate } from 'node:timers/promises';
import type { TicketEngine } from '../engine';
import { insertLines } from '../import/insertLines';
import { createStaging, dropStaging, swapIn } from '../import/staging';
import { DEMO_COMMENT } from '../schema';
import { demoTickets } from './demoTickets';

const COUNT = 100_000;
const SEED = 4711;
const BATCH_ROWS = 2000;

/** Fills the store with demo tickets that end at `now` (wall time), in one step. */
export async function fillDemo(engine: TicketEngine, now: string, count = COUNT): Promise<void> {
  const staging = await createStaging(engine);
  try {
    let sequence = 0;
    let batch: string[] = [];
    const flush = async () => {
      if (batch.length > 0) await insertLines(engine, staging.staged, Buffer.from(batch.join('\n')));
      batch = [];
      // Requests that arrive meanwhile get their turn.
      await setImmediate();
    };
    for (const ticket of demoTickets(SEED, now, count)) {
      sequence += 1;
      batch.push(JSON.stringify({ ...ticket, sequence }));
      if (batch.length >= BATCH_ROWS) await flush();
    }
    await flush();
    await swapIn(engine, staging, { keep: false, comment: DEMO_COMMENT });
  } finally {
    await dropStaging(engine, staging);
  }
}
