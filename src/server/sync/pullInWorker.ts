import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { isErrno } from '../process/errno';
import type { SpooledPage, SpoolPagesOptions } from './spool';
import { SyncError } from './syncError';

/** The answer of pullWorker to each request. */
export type FromPullWorker =
  | { type: 'page'; page: SpooledPage }
  | { type: 'end' }
  | { type: 'refused'; message: string };

/** Many times what the longest page takes. */
const HEAP_MB = 1024;

/** spoolPages in a worker thread; aborting ends the thread. */
export async function* pullInWorker({ signal, ...options }: SpoolPagesOptions): AsyncGenerator<SpooledPage> {
  const worker = new Worker(new URL(`${WORKER_FOLDER}pullWorker.js`, import.meta.url), {
    workerData: options,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  try {
    for (;;) {
      worker.postMessage(null);
      // once() rejects on the worker's errors, and when the signal aborts.
      const [message]: FromPullWorker[] = await once(worker, 'message', signal === undefined ? {} : { signal }).catch(
        (error: unknown) => {
          throw isErrno(error, 'ERR_WORKER_OUT_OF_MEMORY')
            ? new SyncError('A page of the upstream takes more memory than there is')
            : error;
        },
      );
      if (message === undefined) throw new Error('the thread sent nothing');
      if (message.type === 'refused') throw new SyncError(message.message);
      if (message.type === 'end') return;
      yield message.page;
    }
  } finally {
    await worker.terminate();
  }
}
