import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { ApiError } from '../../contract/errors';

/** Room for a request line of 128 KiB and the headers after it. */
const MAX_HEADER_BYTES = 160 * 1024;

/** Serves an app over HTTP; resolves once it listens, with the port that it got. */
export async function listen(app: Hono, host: string, port: number): Promise<{ server: Server; port: number }> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: { maxHeaderSize: MAX_HEADER_BYTES },
  }) as Server;
  server.on('clientError', answerBadRequest);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : port };
}

/** What node refuses before any route sees it still gets an answer in the API's form. */
function answerBadRequest(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const answer = refusal(error.code);
  const body = JSON.stringify(answer.toBody());
  const reason = answer.code === 'uriTooLong' ? 'URI Too Long' : 'Bad Request';
  socket.end(
    `HTTP/1.1 ${answer.status} ${reason}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function refusal(code: string | undefined): ApiError {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new ApiError('uriTooLong', 'The address is too long');
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
