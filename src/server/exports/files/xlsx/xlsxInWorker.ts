import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { WorkbookRequest } from './workbook';

/** What xlsxWorker is sent: chunks of whole JSON lines, then the end. */
export type ToXlsxWorker = Uint8Array | 'end';
export type FromXlsxWorker = { type: 'taken'; rows: number } | { type: 'written'; rows: number };

/** Chunks on their way: the engine works on the next while one is written; more would only take memory. */
const AHEAD = 2;
/** A thread that needs more than this grows with the file, which must fail it and not the server. */
const HEAP_MB = 192;

/**
 * Writes a workbook in a thread of its own. @param chunks whole JSON lines, an array of values each.
 * @returns the rows of tickets in it. @throws the signal's reason, or what broke.
 */
export async function xlsxInWorker(
  chunks: AsyncIterable<Uint8Array>,
  request: WorkbookRequest,
  { signal, onRows }: { signal?: AbortSignal; onRows?: ((rows: number) => void) | undefined } = {},
): Promise<number> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL(`${WORKER_FOLDER}xlsxWorker.js`, import.meta.url), {
    workerData: request,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  const broken = new AbortController();
  let underWay = 0;
  const written = new Promise<number>((resolve, reject) => {
    worker.on('message', (message: FromXlsxWorker) => {
      if (message.type === 'written') resolve(message.rows);
      else {
        underWay -= 1;
        onRows?.(message.rows);
      }
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('the thread that writes workbooks has ended early')));
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  written.catch((error: unknown) => broken.abort(error));
  try {
    for await (const chunk of chunks) {
      while (underWay >= AHEAD) await once(worker, 'message', { signal: broken.signal });
      broken.signal.throwIfAborted();
      // A copy, since the engine's own memory cannot move to another thread.
      const bytes = new Uint8Array(chunk);
      worker.postMessage(bytes satisfies ToXlsxWorker, [bytes.buffer]);
      underWay += 1;
    }
    worker.postMessage('end' satisfies ToXlsxWorker);
    return await written;
  } catch (error) {
    throw broken.signal.aborted ? broken.signal.reason : error;
  } finally {
    await worker.terminate();
  }
}
