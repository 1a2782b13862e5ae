import '../../../contract/languages/inEnglish';
import { parentPort, workerData } from 'node:worker_threads';
import { type DryRunOptions, dryRunFiles } from '../dryRun/dryRunFiles';
import { ImportError, OpenQuestion } from '../importError';
import { parsedRows, type ReadOptions } from '../read/parsedRows';
import type { FromWorker, WorkerTask } from './importThread';

/**
 * The thread that reads and parses files, so that the main one stays free for requests. It must not open the
 * engine: a Session opened in a worker hangs the main thread once the worker ends.
 */

const port = parentPort;
if (port === null) throw new Error('to be run as a worker thread');

const post = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

/** Each message from the main thread requests one answer. */
const task = workerData as WorkerTask;
const answer = task.type === 'dryRun' ? () => answerDryRun(task.options) : answerRows(task.options);
port.on('message', async () => {
  try {
    await answer();
  } catch (error) {
    if (error instanceof OpenQuestion) post({ type: 'refused', message: error.message, question: error.question });
    else if (error instanceof ImportError) post({ type: 'refused', message: error.message });
    else throw error;
  }
});

async function answerDryRun(options: DryRunOptions): Promise<void> {
  post({ type: 'dryRun', preview: await dryRunFiles(options) });
}

/** Each call answers with the next batch. */
function answerRows(options: ReadOptions): () => Promise<void> {
  const rows = parsedRows(options);
  return async () => {
    const next = await rows.next();
    if (next.done === true) post({ type: 'end' });
    else post({ type: 'rows', rows: next.value }, [next.value.lines.buffer]);
  };
}
