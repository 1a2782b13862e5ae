import { setImmediate } from 'node:timers/promises';

let last: Promise<void> = Promise.resolve();

/**
 * Resolves in a turn of the event loop that no other caller of this function has. Requests that arrive together would
 * else be parsed in one go, and nobody else served meanwhile.
 */
export function eventLoopTurn(): Promise<void> {
  last = last.then(() => setImmediate());
  return last;
}
