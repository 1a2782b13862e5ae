import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { DryRun } from '../dryRun/dryRun';
import type { DryRunOptions } from '../dryRun/dryRunFiles';
import { ImportError } from '../importError';
import type { ParsedRows, ReadOptions } from '../read/parsedRows';

/** The task of an importWorker. */
export type WorkerTask = { type: 'rows'; options: ReadOptions } | { type: 'dryRun'; options: DryRunOptions };

/** The answer of importWorker to each request. */
export type FromWorker =
  | { type: 'rows'; rows: ParsedRows }
  | { type: 'end' }
  | { type: 'dryRun'; preview: DryRun }
  | { type: 'refused'; message: string };

export function startImportWorker(task: WorkerTask): Worker {
  return new Worker(new URL(`${WORKER_FOLDER}importWorker.js`, import.meta.url), { workerData: task });
}

/** parsedRows in a worker thread, which reads one batch ahead while the last one is stored. */
export async function* readInWorker(options: ReadOptions): AsyncGenerator<ParsedRows> {
  const worker = startImportWorker({ type: 'rows', options });
  const request = (): Promise<FromWorker> => {
    // once() rejects on the worker's errors.
    const answer = once(worker, 'message').then(([message]) => message as FromWorker);
    // Awaited later; until then a rejection must not count as unhandled.
    answer.catch(() => {});
    worker.postMessage(null);
    return answer;
  };
  try {
    let answer = request();
    for (;;) {
      const message = await answer;
      if (message.type === 'refused') throw new ImportError(message.message);
      if (message.type !== 'rows') return;
      answer = request();
      yield message.rows;
    }
  } finally {
    await worker.terminate();
  }
}
