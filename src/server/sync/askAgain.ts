import { setTimeout } from 'node:timers/promises';
import { PassingError } from './askUpstream';
import { SyncError } from './syncError';

/** Eight tries take about two minutes; whoever repeats the sync begins again where this one stopped. */
const MAX_TRIES = 8;
const FIRST_DELAY_MS = 1000;
const MAX_DELAY_MS = 60_000;

export interface Patience {
  /** Tests do not wait. */
  wait?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<unknown>;
  signal?: AbortSignal;
}

const sleep = (milliseconds: number, signal: AbortSignal | undefined) =>
  setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal });

/** Asks until there is an answer, later and later. @throws SyncError when it gives up. */
export async function askAgain<T>(ask: () => Promise<T>, { wait = sleep, signal }: Patience): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof PassingError)) throw error;
      if (tries >= MAX_TRIES) throw new SyncError(`${error.message}; given up after ${MAX_TRIES} tries`);
      await wait(delay(tries, error.afterSeconds), signal);
    }
  }
}

/** Jitter keeps several mirrors of one upstream from asking in step. What the upstream names is never undercut. */
function delay(tries: number, afterSeconds: number | undefined): number {
  const longest = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (tries - 1));
  return (afterSeconds ?? 0) * 1000 + longest * (0.5 + Math.random() / 2);
}
