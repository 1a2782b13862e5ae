import type { TicketEngine } from '../engine/engine';
import { readTable } from './storeFacts';

/** Imports change the tickets in moments. A mirror that writes all the time must not hold up whoever asks. */
const TRIES = 3;

/**
 * Asks several questions whose answers belong together, anew where the tickets changed meanwhile: a total of before an
 * import and groups of after it are figures of no tickets at all. Where each try meets a change the last one stands.
 */
export async function atOneVersion<T>(engine: TicketEngine, ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const before = await versionOf(engine);
    const answer = await ask();
    const isOne = before !== undefined && before === (await versionOf(engine));
    if (isOne || tries === TRIES) return answer;
  }
}

/** Undefined while this process writes. */
async function versionOf(engine: TicketEngine): Promise<string | undefined> {
  const { writes } = engine.own;
  return writes === undefined ? (await readTable(engine)).version : writes.version;
}
