import { once } from 'node:events';
import type { DryRun } from '../dryRun/dryRun';
import type { DryRunOptions } from '../dryRun/dryRunFiles';
import { type FromWorker, startImportWorker } from './readInWorker';

/** dryRunFiles in a worker thread; aborting ends the thread. */
export async function dryRunInWorker(options: DryRunOptions, signal?: AbortSignal): Promise<DryRun> {
  const worker = startImportWorker({ type: 'dryRun', options });
  try {
    worker.postMessage(null);
    // once() rejects on the worker's errors, and when the signal aborts.
    const [message]: FromWorker[] = await once(worker, 'message', signal === undefined ? {} : { signal });
    if (message?.type !== 'dryRun') throw new Error('the thread sent no dry run');
    return message.preview;
  } finally {
    await worker.terminate();
  }
}
