import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ImportError } from './importError';
import type { ReadOptions, UnderstoodRows } from './understoodRows';

/** What importWorker answers to each request for a batch. */
export type FromWorker =
  | { type: 'rows'; rows: UnderstoodRows }
  | { type: 'end' }
  | { type: 'refused'; message: string };

/** The same as understoodRows, in a thread of its own. It reads one batch ahead while the last one is stored. */
export async function* readInWorker(options: ReadOptions): AsyncGenerator<UnderstoodRows> {
  const worker = new Worker(new URL(`${WORKER_FOLDER}importWorker.js`, import.meta.url), { workerData: options });
  const request = (): Promise<FromWorker> => {
    // once() rejects when the worker dies of an error.
    const answer = once(worker, 'message').then(([message]) => message as FromWorker);
    // Awaited later; until then a failure must not count as unhandled.
    answer.catch(() => {});
    worker.postMessage(null);
    return answer;
  };
  try {
    let answer = request();
    for (;;) {
      const message = await answer;
      if (message.type === 'refused') throw new ImportError(message.message);
      if (message.type === 'end') return;
      answer = request();
      yield message.rows;
    }
  } finally {
    await worker.terminate();
  }
}
