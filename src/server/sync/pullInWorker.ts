import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { SpooledPage, SpoolPagesOptions } from './spool';
import { SyncError } from './syncError';

/** The answer of pullWorker to each request. */
export type FromPullWorker =
  | { type: 'page'; page: SpooledPage }
  | { type: 'end' }
  | { type: 'refused'; message: string };

/** spoolPages in a worker thread; aborting ends the thread. */
export async function* pullInWorker({ signal, ...options }: SpoolPagesOptions): AsyncGenerator<SpooledPage> {
  const worker = new Worker(new URL(`${WORKER_FOLDER}pullWorker.js`, import.meta.url), { workerData: options });
  try {
    for (;;) {
      worker.postMessage(null);
      // once() rejects on the worker's errors, and when the signal aborts.
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
