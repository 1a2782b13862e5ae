import { ImportError, OpenQuestion } from '../importError';
import type { ParsedRows, ReadOptions } from '../read/parsedRows';
import { type FromWorker, nextMessage, startImportWorker, type ThreadBounds } from './importThread';

/** Many times what a batch takes; its bytes themselves are no part of the heap. */
const BOUNDS: ThreadBounds = { heapMb: 512, seconds: 600 };

/** parsedRows in a worker thread, which reads one batch ahead while the last one is stored. */
export async function* readInWorker(options: ReadOptions): AsyncGenerator<ParsedRows> {
  const worker = startImportWorker({ type: 'rows', options }, BOUNDS);
  const request = (): Promise<FromWorker> => {
    const answer = nextMessage(worker, BOUNDS);
    // Awaited later; until then a rejection must not count as unhandled.
    answer.catch(() => {});
    worker.postMessage(null);
    return answer;
  };
  try {
    let answer = request();
    for (;;) {
      const message = await answer;
      if (message.type === 'refused') throw refusalOf(message);
      if (message.type !== 'rows') return;
      answer = request();
      yield message.rows;
    }
  } finally {
    await worker.terminate();
  }
}

function refusalOf({ message, question }: Extract<FromWorker, { type: 'refused' }>): ImportError {
  return question === undefined ? new ImportError(message) : new OpenQuestion(question);
}
