import { setImmediate } from 'node:timers/promises';
import { TurnQueue } from './turnQueue';

const waiting = new TurnQueue<() => void>();
let isGiving = false;

/**
 * Resolves in a turn of the event loop that no other caller of this function has. Requests that arrive together would
 * else be parsed in one go, and nobody else served meanwhile.
 * @param whose turns alternate between them, so that a hundred of one user hold up others by one; by default nobody's else.
 */
export function eventLoopTurn(whose: unknown = Symbol('a turn')): Promise<void> {
  return new Promise((resolve) => {
    waiting.add(whose, resolve);
    if (!isGiving) void giveTurns();
  });
}

async function giveTurns(): Promise<void> {
  isGiving = true;
  while (!waiting.isEmpty) {
    await setImmediate();
    waiting.take()?.();
  }
  isGiving = false;
}
