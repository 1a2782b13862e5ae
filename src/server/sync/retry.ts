import { setTimeout } from 'node:timers/promises';
import { TransientError } from './requestUpstream';
import { SyncError } from './syncError';

/** Eight tries take about two minutes; the next sync goes on where this one stopped. */
const MAX_TRIES = 8;
const FIRST_DELAY_MS = 1000;
const MAX_DELAY_MS = 60_000;

export interface RetryOptions {
  /** Tests do not wait. */
  wait?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<unknown>;
  signal?: AbortSignal;
}

const sleep = (milliseconds: number, signal: AbortSignal | undefined) =>
  setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal });

/** Repeats a request that fails with a TransientError, with exponential backoff. @throws SyncError when it gives up. */
export async function withRetries<T>(request: () => Promise<T>, { wait = sleep, signal }: RetryOptions): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      if (tries >= MAX_TRIES) throw new SyncError(`${error.message}; given up after ${MAX_TRIES} tries`);
      await wait(delay(tries, error.afterSeconds), signal);
    }
  }
}

/** Jitter spreads the requests of several mirrors. It is never less than the upstream's Retry-After. */
function delay(tries: number, afterSeconds: number | undefined): number {
  const longest = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (tries - 1));
  return (afterSeconds ?? 0) * 1000 + longest * (0.5 + Math.random() / 2);
}
