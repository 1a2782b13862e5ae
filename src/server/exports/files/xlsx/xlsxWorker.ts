import { parentPort } from 'node:worker_threads';
import { SERVER_TEXTS } from '../../../../contract/languages/serverTexts';
import { speak } from '../../../../contract/texts/texts';
import { LineSource } from './lineSource';
import { type WorkbookRequest, writeWorkbook } from './workbook';
import type { FromXlsxWorker, ToXlsxWorker } from './xlsxInWorker';

/**
 * The thread that writes workbooks, one after the other, so that the main one stays free for requests. It is handed
 * bytes and must not open the engine: a Session opened in a worker hangs the main thread once the worker ends.
 */

const port = parentPort;
if (port === null) throw new Error('to be run as a worker thread');
const post = (message: FromXlsxWorker) => port.postMessage(message);

/** What was sent and not read yet; the main thread sends no more than it was asked for. */
const arrived: ToXlsxWorker[] = [];
let wake = () => {};
port.on('message', (message: ToXlsxWorker) => {
  arrived.push(message);
  wake();
});

async function next(): Promise<ToXlsxWorker> {
  for (;;) {
    const message = arrived.shift();
    if (message !== undefined) return message;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}

async function write(request: WorkbookRequest): Promise<number> {
  speak(SERVER_TEXTS[request.language]);
  const source: LineSource = new LineSource(chunks());
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let message = await next(); message instanceof Uint8Array; message = await next()) {
      post({ type: 'taken', rows: source.rows });
      yield message;
    }
  }
  return writeWorkbook(request, source);
}

for (;;) {
  const request = await next();
  if (request === 'end' || request instanceof Uint8Array) throw new Error('rows of no workbook');
  post({ type: 'written', rows: await write(request) });
}
