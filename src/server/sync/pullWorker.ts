import '../../contract/languages/inEnglish';
import { parentPort, workerData } from 'node:worker_threads';
import type { FromPullWorker } from './pullInWorker';
import { type SpoolPagesOptions, spoolPages } from './spool';
import { SyncError } from './syncError';

/** The thread that reads from an upstream, so that the main one stays free for requests. */

const port = parentPort;
if (port === null) throw new Error('to be run as a worker thread');

const post = (message: FromPullWorker) => port.postMessage(message);

/** Each message from the main thread requests one page. */
const pages = spoolPages(workerData as SpoolPagesOptions);
port.on('message', async () => {
  try {
    const next = await pages.next();
    post(next.done === true ? { type: 'end' } : { type: 'page', page: next.value });
  } catch (error) {
    if (error instanceof SyncError) post({ type: 'refused', message: error.message });
    else throw error;
  }
});
