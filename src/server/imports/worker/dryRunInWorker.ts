import type { DryRunOptions, SuggestedRun } from '../dryRun/dryRunFiles';
import { nextMessage, startImportWorker, type ThreadBounds } from './importThread';

/** Many times what the first rows of any file take. */
const BOUNDS: ThreadBounds = { heapMb: 256, seconds: 30 };

/**
 * dryRunFiles in a worker thread; aborting ends the thread.
 * @param bounds for tests.
 * @throws ImportError when it takes more time or memory than it may.
 */
export async function dryRunInWorker(
  options: DryRunOptions,
  signal?: AbortSignal,
  bounds = BOUNDS,
): Promise<SuggestedRun> {
  const worker = startImportWorker({ type: 'dryRun', options }, bounds);
  try {
    worker.postMessage(null);
    const message = await nextMessage(worker, bounds, signal);
    if (message.type !== 'dryRun') throw new Error('the thread sent no dry run');
    return message.preview;
  } finally {
    await worker.terminate();
  }
}
