import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { FileQuestion } from '../../../contract/responses/fileDialect';
import { isErrno } from '../../process/errno';
import type { DryRunOptions, SuggestedRun } from '../dryRun/dryRunFiles';
import { ImportError } from '../importError';
import type { ParsedRows, ReadOptions } from '../read/parsedRows';

/** The task of an importWorker. */
export type WorkerTask = { type: 'rows'; options: ReadOptions } | { type: 'dryRun'; options: DryRunOptions };

/** The answer of importWorker to each request. */
export type FromWorker =
  | { type: 'rows'; rows: ParsedRows }
  | { type: 'end' }
  | { type: 'dryRun'; preview: SuggestedRun }
  | { type: 'refused'; message: string; question?: FileQuestion };

/** What reading files may take. */
export interface ThreadBounds {
  heapMb: number;
  /** For each answer. */
  seconds: number;
}

export function startImportWorker(task: WorkerTask, { heapMb }: ThreadBounds): Worker {
  return new Worker(new URL(`${WORKER_FOLDER}importWorker.js`, import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
}

/**
 * The next answer of the thread.
 * @throws ImportError when it takes more time or memory than it may, the thread's errors, and an AbortError.
 */
export async function nextMessage(worker: Worker, bounds: ThreadBounds, signal?: AbortSignal): Promise<FromWorker> {
  const late = AbortSignal.timeout(bounds.seconds * 1000);
  try {
    // once() rejects on the worker's errors, and when the signal aborts.
    const [message] = await once(worker, 'message', {
      signal: signal === undefined ? late : AbortSignal.any([signal, late]),
    });
    return message as FromWorker;
  } catch (error) {
    if (isErrno(error, 'ERR_WORKER_OUT_OF_MEMORY')) throw tooLarge(`more than ${bounds.heapMb} MB of memory`, '');
    if (late.aborted && signal?.aborted !== true)
      throw tooLarge(`more than ${bounds.seconds} seconds`, ', or try again when the server is less busy');
    throw error;
  }
}

function tooLarge(what: string, or: string): ImportError {
  return new ImportError(`The file takes ${what} to read; split it into smaller ones${or}`);
}
