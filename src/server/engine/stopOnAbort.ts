import { setTimeout } from 'node:timers/promises';
import { logger } from '../log/logger';

const STOP_INTERVAL_MS = 100;

export interface Stopping {
  signal: AbortSignal;
  /** An abort rejects only once the work has ended; without it at once. */
  awaitsStop: boolean;
  /** Stops the engine's work. Called again and again until it has ended: what has not reached the engine cannot be stopped yet. */
  stop(attempt: number): Promise<unknown>;
}

/** Work that an abort ends: aborting a question frees its caller, and the engine goes on with it until it is told. */
export function stopOnAbort<T>(running: Promise<T>, { signal, awaitsStop, stop }: Stopping): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let settled = false;
    const onAbort = async (): Promise<void> => {
      if (!awaitsStop) reject(signal.reason);
      for (let attempt = 1; !settled; attempt += 1) {
        await stop(attempt).catch((error: unknown) => logger.error({ err: error }, 'a query could not be stopped'));
        await setTimeout(STOP_INTERVAL_MS);
      }
    };
    signal.addEventListener('abort', onAbort, { once: true });
    const settle = () => {
      settled = true;
      signal.removeEventListener('abort', onAbort);
      // What the engine says when it is killed is not why it was.
      if (signal.aborted) reject(signal.reason);
    };
    running.finally(settle).then(resolve, reject);
  });
}
