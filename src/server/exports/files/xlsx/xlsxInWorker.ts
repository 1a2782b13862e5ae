import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { PlacePool } from '../../../engine/placePool';
import type { WorkbookRequest } from './workbook';

/** What xlsxWorker is sent for each workbook: what it is to be, chunks of whole JSON lines, then the end. */
export type ToXlsxWorker = WorkbookRequest | Uint8Array | 'end';
export type FromXlsxWorker = { type: 'taken'; rows: number } | { type: 'written'; rows: number };

/** Chunks on their way: the engine works on the next while one is written; more would only take memory. */
const AHEAD = 2;
/** A thread that needs more than this grows with the file, which must fail it and not the server. */
const HEAP_MB = 192;

/** Beginning a thread takes a quarter of a second of a processor, ten times what most workbooks do: one waits so long for the next. */
const KEPT_MS = 10_000;
let kept: { worker: Worker; release: NodeJS.Timeout; drop(): void } | undefined;

function takeThread(): Worker {
  if (kept === undefined) {
    return new Worker(new URL(`${WORKER_FOLDER}xlsxWorker.js`, import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
  }
  const { worker, release, drop } = kept;
  clearTimeout(release);
  kept = undefined;
  worker.off('error', drop).off('exit', drop).ref();
  return worker;
}

/** @param worker that has written all it was sent, and holds nothing of it. */
async function keepThread(worker: Worker): Promise<void> {
  if (kept !== undefined) {
    await worker.terminate();
    return;
  }
  const drop = () => {
    if (kept?.worker !== worker) return;
    clearTimeout(kept.release);
    kept = undefined;
    void worker.terminate();
  };
  // No reason for a process to go on, and nothing that anybody waits for breaks with it.
  worker.unref();
  worker.on('error', drop).on('exit', drop);
  kept = { worker, release: setTimeout(drop, KEPT_MS).unref(), drop };
}

/** So many threads at once, one of them a caller's: short workbooks are not held back by a place for streams. */
const THREADS = new PlacePool([1, 2]);

interface WriteOptions {
  /** In whose line it waits for a thread. */
  caller?: string | undefined;
  signal?: AbortSignal;
  onRows?: ((rows: number) => void) | undefined;
}

/**
 * Writes a workbook in a thread that it has for itself. @param chunks whole JSON lines, an array of values each.
 * @returns the rows of tickets in it. @throws the signal's reason, or what broke.
 */
export async function xlsxInWorker(
  chunks: AsyncIterable<Uint8Array>,
  request: WorkbookRequest,
  options: WriteOptions = {},
): Promise<number> {
  const { caller, signal } = options;
  signal?.throwIfAborted();
  const reading = chunks[Symbol.asyncIterator]();
  try {
    // Files wait for their turn at the engine: a thread for each that waits would leave the server's own no processor.
    const first = await reading.next();
    return await THREADS.use(() => writeWorkbook(first, reading, request, options), { caller, signal });
  } catch (error) {
    throw signal?.aborted === true ? signal.reason : error;
  } finally {
    await reading.return?.();
  }
}

async function writeWorkbook(
  first: IteratorResult<Uint8Array, unknown>,
  reading: AsyncIterator<Uint8Array>,
  request: WorkbookRequest,
  options: WriteOptions,
): Promise<number> {
  const thread = new WritingThread(request, options);
  try {
    for (let next = first; next.done !== true; next = await reading.next()) await thread.write(next.value);
    return await thread.end();
  } finally {
    await thread.stop();
  }
}

class WritingThread {
  readonly #worker: Worker;
  readonly #written: Promise<number>;
  readonly #broken = new AbortController();
  #underWay = 0;
  #isDone = false;
  #letGo: () => unknown = () => undefined;

  constructor(request: WorkbookRequest, { signal, onRows }: WriteOptions) {
    const worker = takeThread();
    this.#worker = worker;
    this.#written = new Promise<number>((resolve, reject) => {
      const onMessage = (message: FromXlsxWorker) => {
        if (message.type === 'written') {
          this.#isDone = true;
          resolve(message.rows);
        } else {
          this.#underWay -= 1;
          onRows?.(message.rows);
        }
      };
      const onExit = () => reject(new Error('the thread that writes workbooks has ended early'));
      worker.on('message', onMessage).on('error', reject).on('exit', onExit);
      this.#letGo = () => worker.off('message', onMessage).off('error', reject).off('exit', onExit);
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    this.#written.catch((error: unknown) => this.#broken.abort(error));
    worker.postMessage(request satisfies ToXlsxWorker);
  }

  /** Resolves once there is room for the next chunk. @throws the signal's reason, or what broke. */
  async write(chunk: Uint8Array): Promise<void> {
    const { signal } = this.#broken;
    while (this.#underWay >= AHEAD && !signal.aborted) {
      await once(this.#worker, 'message', { signal }).catch(() => undefined);
    }
    signal.throwIfAborted();
    // A copy, since the engine's own memory cannot move to another thread.
    const bytes = new Uint8Array(chunk);
    this.#worker.postMessage(bytes satisfies ToXlsxWorker, [bytes.buffer]);
    this.#underWay += 1;
  }

  /** @returns the rows of tickets, once the whole workbook is written. @throws the signal's reason, or what broke. */
  end(): Promise<number> {
    this.#worker.postMessage('end' satisfies ToXlsxWorker);
    return this.#written;
  }

  async stop(): Promise<void> {
    if (this.#isDone) {
      this.#letGo();
      await keepThread(this.#worker);
    } else await this.#worker.terminate();
  }
}
