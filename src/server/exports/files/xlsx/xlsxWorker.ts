import { parentPort, workerData } from 'node:worker_threads';
import { SERVER_TEXTS } from '../../../../contract/languages/serverTexts';
import { speak } from '../../../../contract/texts/texts';
import { LineSource } from './lineSource';
import { type WorkbookRequest, writeWorkbook } from './workbook';
import type { FromXlsxWorker, ToXlsxWorker } from './xlsxInWorker';

/**
 * The thread that writes workbooks, so that the main one stays free for requests. It is handed bytes and must
 * not open the engine: a Session opened in a worker hangs the main thread once the worker ends.
 */

const request = workerData as WorkbookRequest;
speak(SERVER_TEXTS[request.language]);

const port = parentPort;
if (port === null) throw new Error('to be run as a worker thread');
const post = (message: FromXlsxWorker) => port.postMessage(message);

/** Chunks that were sent and not read yet; the main thread sends no more than it was asked for. */
const arrived: ToXlsxWorker[] = [];
let wake = () => {};
port.on('message', (message: ToXlsxWorker) => {
  arrived.push(message);
  wake();
});

let source: LineSource | undefined;

async function* chunks(): AsyncGenerator<Uint8Array> {
  for (;;) {
    const message = arrived.shift();
    if (message === undefined) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    } else if (message === 'end') return;
    else {
      post({ type: 'taken', rows: source?.rows ?? 0 });
      yield message;
    }
  }
}

try {
  source = new LineSource(chunks());
  const rows = await writeWorkbook(request, source);
  post({ type: 'written', rows });
} finally {
  port.close();
}
