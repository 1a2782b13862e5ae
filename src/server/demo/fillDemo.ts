import { setImmediate } from 'node:timers/promises';
import type { TicketEngine } from '../engine/engine';
import { createStaging, dropStaging, type Staging, swapIn } from '../imports/staging';
import { DEMO_COMMENT } from '../tickets/schema/ticketTable';
import { demoTickets } from './demoTickets';

const COUNT = 100_000;
const SEED = 4711;
const BATCH_ROWS = 20_000;
/** About 20 ms of work, after which requests are served. */
const ROWS_AT_ONCE = 1000;

export interface FillOptions {
  count?: number;
  /** Aborting leaves the store unchanged. */
  signal?: AbortSignal;
}

/** Replaces the store's tickets with demo tickets up to `now` (wall time), in one step. */
export async function fillDemo(engine: TicketEngine, now: string, options: FillOptions = {}): Promise<void> {
  const staging = await createStaging(engine);
  try {
    await stage(engine, staging, now, options);
    await swapIn(engine, staging, { keep: false, comment: DEMO_COMMENT });
  } finally {
    await dropStaging(engine, staging);
  }
}

async function stage(
  engine: TicketEngine,
  { staged }: Staging,
  now: string,
  { count = COUNT, signal }: FillOptions,
): Promise<void> {
  let sequence = 0;
  let text = '';
  let pieces: Buffer[] = [];
  for (const ticket of demoTickets(SEED, now, count)) {
    sequence += 1;
    text += `${JSON.stringify({ ...ticket, sequence })}\n`;
    if (sequence % ROWS_AT_ONCE !== 0) continue;
    pieces.push(Buffer.from(text));
    text = '';
    await setImmediate();
    signal?.throwIfAborted();
    if (sequence % BATCH_ROWS !== 0) continue;
    await engine.insert(staged, Buffer.concat(pieces));
    pieces = [];
  }
  const rest = Buffer.concat([...pieces, Buffer.from(text)]);
  if (rest.length > 0) await engine.insert(staged, rest);
}
