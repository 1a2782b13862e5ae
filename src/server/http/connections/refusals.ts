import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { ApiError } from '../../../contract/errors';
import { REST_MS } from './boundRest';
import type { Refused } from './connections';

/** Refused connections that are kept for a moment; any more are ended without a word. */
const MOST_ENDING = 200;
const RETRY_SECONDS = 5;

let ending = 0;

/** What is refused before the app sees it still gets an answer in the API's form. */
export function asJson(error: ApiError): { status: number; body: string } {
  return { status: error.status, body: JSON.stringify(error.toBody()) };
}

/** Answers a connection on which nothing else is answered, and ends it. */
export function endWith(socket: Socket, error: ApiError): void {
  const { status, body } = asJson(error);
  const { retryAfter } = error.details;
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(retryAfter === undefined ? [] : [`Retry-After: ${retryAfter}`]),
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
  // Whoever does not close it on their side would keep it.
  const timer = setTimeout(() => socket.destroy(), REST_MS).unref();
  socket.once('close', () => clearTimeout(timer));
}

/** Answers a connection that there is no room for. */
export function refuseConnection(socket: Socket, why: Refused): void {
  socket.on('error', () => socket.destroy());
  if (ending >= MOST_ENDING) {
    socket.destroy();
    return;
  }
  ending += 1;
  socket.once('close', () => {
    ending -= 1;
  });
  // Nothing of it is read: the answer is the same whatever is asked.
  socket.pause();
  const message = why === 'address' ? 'Your address has too many connections' : 'The server has too many connections';
  endWith(socket, new ApiError('unavailable', message, { retryAfter: RETRY_SECONDS }));
}
