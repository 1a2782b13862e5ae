import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { SpooledPage, SpoolOptions } from './spool';
import { SyncError } from './syncError';

/** What pullWorker answers to each request for a page. */
export type FromPullWorker =
  | { type: 'page'; page: SpooledPage }
  | { type: 'end' }
  | { type: 'refused'; message: string };

/** The same as spoolPages, in a thread of its own; aborting ends the thread. */
export async function* pullInWorker({ signal, ...options }: SpoolOptions): AsyncGenerator<SpooledPage> {
  const worker = new Worker(new URL(`${WORKER_FOLDER}pullWorker.js`, import.meta.url), { workerData: options });
  try {
    for (;;) {
      worker.postMessage(null);
      // once() rejects when the worker dies of an error, and when the signal aborts.
      const [message]: FromPullWorker[] = await once(worker, 'message', signal === undefined ? {} : { signal });
      if (message === undefined) throw new Error('the thread sent nothing');
      if (message.type === 'refused') throw new SyncError(message.message);
      if (message.type === 'end') return;
      yield message.page;
    }
  } finally {
    await worker.terminate();
  }
}
