import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener, RequestError } from '@hono/node-server';
import { ApiError } from '../../contract/errors';
import { logger } from '../log/logger';
import { isErrno } from '../process/errno';
import { eventLoopTurn } from '../process/eventLoopTurn';
import type { App } from './app';
import { forwardedAddress } from './call/clientOf';
import { provenCaller } from './call/provenCallers';
import { addressKey } from './connections/addressKey';
import { refusalOfHead } from './connections/boundHead';
import { boundRest } from './connections/boundRest';
import { CONNECTION_BOUNDS, type ConnectionBounds, Connections } from './connections/connections';
import { endStalled } from './connections/endStalled';
import { asJson, endWith, refuseConnection } from './connections/refusals';

/** Room for a request line of 128 KiB and the headers after it. */
const MAX_HEADER_BYTES = 160 * 1024;

/** Within which the headers of a request must have come, the first byte of a connection's first request included. */
const HEADERS_MS = 60_000;
/** In which a reader who has not taken all of an answer must have taken some of it. */
const STALLED_MS = 60_000;

interface ListenOptions {
  /** Entries at the end of X-Forwarded-For that are believed. */
  trustedProxies?: number;
  /** Shorter in tests, as is the next. */
  headersMs?: number;
  stalledMs?: number;
  connectionBounds?: Partial<ConnectionBounds>;
}

/** Serves an app over HTTP; resolves once it listens, with the port that it got. */
export async function listen(
  app: Pick<App, 'fetch'>,
  host: string,
  port: number,
  { trustedProxies = 0, headersMs = HEADERS_MS, stalledMs = STALLED_MS, connectionBounds }: ListenOptions = {},
): Promise<{ server: Server; port: number }> {
  // What is left of a request that is answered, boundRest sees to.
  const answer = getRequestListener(app.fetch, { errorHandler: answerBadAddress, autoCleanupIncoming: false });
  const connections = new Connections({ ...CONNECTION_BOUNDS, ...connectionBounds }, MAX_HEADER_BYTES);
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    // Left to node, a request without Host would be answered without a body.
    requireHostHeader: false,
    headersTimeout: headersMs,
    connectionsCheckingInterval: headersMs / 2,
    // Of a whole request, however much of it there is: the app bounds bodies, each as it is meant.
    requestTimeout: 0,
  });
  server.on('request', boundRest);
  server.on('request', async (request, response) => {
    if (!connections.mayWait(request, response)) return;
    await inTurn(request, response, trustedProxies);
    if (response.destroyed || request.socket.destroyed) return;
    const refused = refusalOfHead(request);
    if (refused === undefined) answer(request, response);
    else answerWith(response, refused);
  });
  server.on('connection', (socket) => {
    const refused = connections.take(socket, trustedProxies > 0);
    if (refused === undefined) endStalled(socket, stalledMs);
    else refuseConnection(socket, refused);
  });
  server.on('clientError', answerBadRequest);
  server.on('checkExpectation', (request, response) => {
    if (connections.mayWait(request, response)) answerBadExpectation(response);
  });
  server.once('close', () => connections.close());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : port };
}

/** Host is missing, or no address can be made of it and the request line; anything else but a client that is gone is a bug. */
function answerBadAddress(error: unknown): Response {
  const isGone = isErrno(error, 'ECONNRESET');
  if (isGone) logger.debug('a client went away');
  else if (!(error instanceof RequestError)) logger.error({ err: error }, 'a request failed outside of the app');
  const { status, body } = asJson(
    error instanceof RequestError
      ? new ApiError('badRequest', 'The address or the Host header is not valid')
      : new ApiError('internal', 'Something went wrong on the server'),
  );
  return new Response(body, { status, headers: { 'Content-Type': 'application/json' } });
}

/** Its body is not read, so the connection cannot go on. */
function answerWith(response: ServerResponse, error: ApiError): void {
  const { status, body } = asJson(error);
  response.writeHead(status, closing(body)).end(body);
}

function answerBadExpectation(response: ServerResponse): void {
  const { body } = asJson(new ApiError('badRequest', 'This expectation cannot be met', { allowed: '100-continue' }));
  // 417 as RFC 9110, section 10.1.1, has it.
  response.writeHead(417, closing(body)).end(body);
}

function closing(body: string) {
  return { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), Connection: 'close' };
}

function answerBadRequest(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  endWith(socket, refusal(error.code));
}

/** The end of the last answer of each connection. */
const answered = new WeakMap<Socket, Promise<void>>();

/**
 * Requests that arrive together would else all be begun before anything else is done; and those that were sent on one
 * connection without waiting for the answers, which may be a thousand in one packet, come one after the other.
 */
async function inTurn(request: IncomingMessage, response: ServerResponse, trustedProxies: number): Promise<void> {
  const { socket, headers } = request;
  const before = answered.get(socket);
  answered.set(socket, new Promise((resolve) => response.once('close', resolve)));
  await before;
  const forwarded = [headers['x-forwarded-for']].flat().join();
  const address = forwardedAddress(forwarded, trustedProxies) ?? socket.remoteAddress ?? '';
  await eventLoopTurn(provenCaller(headers) ?? addressKey(address));
}

function refusal(code: string | undefined): ApiError {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new ApiError('requestTimeout', 'The headers of the request did not arrive in time', {
        allowed: `within ${HEADERS_MS / 1000} seconds`,
      });
    case 'HPE_HEADER_OVERFLOW':
      return new ApiError('uriTooLong', 'The address, or the headers, are too long');
    case 'HPE_INVALID_URL':
      return new ApiError('badRequest', 'The address holds a character that cannot stand in it', {
        allowed: 'percent-encode it, in UTF-8: ß is %C3%9F',
      });
    default:
      return new ApiError('badRequest', 'This is not an HTTP request');
  }
}

/** Stops taking requests; those under way may finish, idle connections end at once. */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // Streams that nobody ends (a stalled download) must not keep the process alive.
  const force = setTimeout(() => server.closeAllConnections(), 3000).unref();
  await closed;
  clearTimeout(force);
}
