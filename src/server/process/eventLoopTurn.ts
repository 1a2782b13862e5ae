import { setImmediate } from 'node:timers/promises';

/** In order of turn: who was served last stands last. */
const lines = new Map<unknown, (() => void)[]>();
let isGiving = false;

/**
 * Resolves in a turn of the event loop that no other caller of this function has. Requests that arrive together would
 * else be parsed in one go, and nobody else served meanwhile.
 * @param whose turns alternate between them, so that a hundred of one user hold up others by one; by default nobody's else.
 */
export function eventLoopTurn(whose: unknown = Symbol('a turn')): Promise<void> {
  return new Promise((resolve) => {
    const line = lines.get(whose);
    if (line === undefined) lines.set(whose, [resolve]);
    else line.push(resolve);
    if (!isGiving) void giveTurns();
  });
}

async function giveTurns(): Promise<void> {
  isGiving = true;
  while (lines.size > 0) {
    await setImmediate();
    takeNext()?.();
  }
  isGiving = false;
}

function takeNext(): (() => void) | undefined {
  for (const [whose, line] of lines) {
    lines.delete(whose);
    const next = line.shift();
    if (line.length > 0) lines.set(whose, line);
    return next;
  }
  return undefined;
}
