import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import { z } from 'zod';
import { addFault, type Fault, faultSchema, takeFault } from './faults';
import { readRequest, type StatementRequest } from './readRequest';
import type { FromStandIn } from './standIn';
import { type Result, Statements } from './statements';

/** ClickHouse's HTTP interface over the embedded engine, in a process of its own: one folder, one process. */

const { STAND_IN_FOLDER: folder, STAND_IN_PORT: port } = z
  .object({ STAND_IN_FOLDER: z.string(), STAND_IN_PORT: z.coerce.number() })
  .parse(process.env);
const PASSWORDS = new Map([
  ['reader', 'reads'],
  ['importer', 'writes'],
]);
const VERSION = ' (version 26.7.1.1 (stand-in))';
const STOP_INTERVAL_MS = 20;

const statements = new Statements(folder);
const server = createServer(async (request, response) => {
  try {
    if (request.url === '/ping') response.end('Ok.\n');
    else await answer(request, response);
  } catch (error) {
    // The engine's own errors, before the first byte.
    if (!response.headersSent) sendError(response, error);
    else response.destroy();
  }
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = await readRequest(request);
  if (PASSWORDS.get(asked.user) !== asked.password) {
    throw new Error(`Code: 516. DB::Exception: ${asked.user}: Authentication failed. (AUTHENTICATION_FAILED)`);
  }
  const fault = takeFault(asked.text);
  if (fault?.kind === 'cut') return void response.destroy();
  if (fault?.kind === 'silence') return;
  if (fault?.kind === 'refuse') {
    throw new Error('Code: 202. DB::Exception: Too many simultaneous queries. (TOO_MANY_SIMULTANEOUS_QUERIES)');
  }
  const result = await statements.begin(asked);
  stopWhenGone(asked, response, result);
  await sendResult(asked, response, result, fault);
}

/** What nobody waits for any more is stopped, if the request says so. */
function stopWhenGone({ settings }: StatementRequest, response: ServerResponse, result: Result): void {
  if (settings.get('cancel_http_readonly_queries_on_client_close') !== '1' || result.bytes === undefined) return;
  let isOver = false;
  result.ended
    .catch(() => undefined)
    .finally(() => {
      isOver = true;
    });
  response.once('close', async () => {
    while (!isOver) {
      await result.stop();
      await setTimeout(STOP_INTERVAL_MS);
    }
  });
}

async function sendResult(
  asked: StatementRequest,
  response: ServerResponse,
  { bytes, ended, format }: Result,
  fault: Fault | undefined,
): Promise<void> {
  if (bytes === undefined || asked.waitsForEnd) {
    const body = bytes === undefined ? [] : await collected(bytes);
    await ended;
    if (fault?.kind === 'cutWhenDone') return void response.destroy();
    await sendBody(asked, response, { format, chunks: body, fault });
    return;
  }
  const chunks = bytes[Symbol.asyncIterator]();
  const first = await chunks.next();
  // Nothing was written: what went wrong still has a status of its own.
  if (first.done === true) await ended;
  const all = (async function* () {
    if (first.done !== true) yield first.value;
    yield* { [Symbol.asyncIterator]: () => chunks };
    await ended;
  })();
  await sendBody(asked, response, { format, chunks: all, fault });
}

interface Body {
  format: string;
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  fault: Fault | undefined;
}

/** From here on the status is 200, whatever happens. */
async function sendBody(
  { queryId, gzip }: StatementRequest,
  response: ServerResponse,
  { format, chunks, fault }: Body,
): Promise<void> {
  const encoding = gzip ? { 'Content-Encoding': 'gzip' } : {};
  response.writeHead(200, { 'X-ClickHouse-Query-Id': queryId, 'X-ClickHouse-Format': format, ...encoding });
  const packed = gzip ? createGzip({ level: 1 }) : undefined;
  packed?.pipe(response);
  const target = packed ?? response;
  const gone = once(response, 'close').catch(() => undefined);
  const write = async (chunk: Uint8Array | string) => {
    if (!target.write(chunk) && !response.destroyed) await Promise.race([once(target, 'drain'), gone]);
  };
  let room = fault?.after ?? Number.POSITIVE_INFINITY;
  try {
    for await (const chunk of chunks) {
      const sent = chunk.subarray(0, room);
      room -= sent.length;
      await write(sent);
      if (room === 0 || response.destroyed) break;
    }
    if (fault === undefined) return void target.end();
    if (fault.kind === 'endBody') return void target.end();
    if (fault.kind === 'error' || fault.kind === 'errorAndCut') throw new Error(LATE_ERROR);
    cutAfter(target, response);
  } catch (error) {
    await write(errorText(error));
    if (fault?.kind === 'errorAndCut') cutAfter(target, response);
    else target.end();
  }
}

const LATE_ERROR = 'Code: 241. DB::Exception: Memory limit (total) exceeded. (MEMORY_LIMIT_EXCEEDED)';

/** Cuts the connection once what was written so far has left. */
function cutAfter(target: ReturnType<typeof createGzip> | ServerResponse, response: ServerResponse): void {
  if (target === response) return void response.write('', () => response.destroy());
  if ('flush' in target) target.flush(() => response.write('', () => response.destroy()));
}

function errorText(error: unknown): string {
  return `${error instanceof Error ? error.message : error}${VERSION}\n`;
}

function sendError(response: ServerResponse, error: unknown): void {
  const text = errorText(error);
  const [, code = '0'] = /^Code: (\d+)/.exec(text) ?? [];
  response.writeHead(code === '516' || code === '497' ? 403 : 500, { 'X-ClickHouse-Exception-Code': code }).end(text);
}

const messageSchema = z.object({ number: z.int(), fault: faultSchema });
const send = (message: FromStandIn) => process.send?.(message);
process.on('message', (message) => {
  const { number, fault } = messageSchema.parse(message);
  addFault(fault);
  send({ type: 'heard', number });
});
process.on('disconnect', () => process.exit(0));

server.listen(port, '127.0.0.1', () => send({ type: 'ready' }));

async function collected(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return chunks;
}
