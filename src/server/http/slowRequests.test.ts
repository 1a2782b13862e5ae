import { readdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { errorBodySchema } from '../../contract/errors';
import { uploadSchema } from '../../contract/responses/importResponses';
import { openTestBackend, type TestBackend } from '../../testing/testBackend';
import { createApp } from './app';
import { BODY_TIMES, type BodyTimes } from './call/bodyTimes';
import { closeServer, listen } from './listen';

/** Requests that arrive slowly, or never whole, on real connections. */

interface Listening {
  server: Server;
  port: number;
}

let backend: TestBackend;
let token: string;
/** They give up soon: on a file that stalls, on any other body, on headers. */
let idle: Listening;
let whole: Listening;
let heads: Listening;

beforeAll(async () => {
  backend = await openTestBackend();
  token = await backend.tokenFor('anna@example.com', ['importTickets', 'reportTickets']);
  const serve = (times: BodyTimes, headersMs?: number) =>
    listen(
      createApp(() => backend.backend, backend.dataDir, backend.backend.config, times),
      '127.0.0.1',
      0,
      headersMs === undefined ? {} : { headersMs },
    );
  idle = await serve({ ...BODY_TIMES, idleMs: 50 });
  whole = await serve({ ...BODY_TIMES, wholeMs: 1 });
  heads = await serve(BODY_TIMES, 100);
});
afterAll(async () => {
  for (const { server } of [idle, whole, heads]) await closeServer(server);
  await backend.close();
});

function open({ port }: Listening): Socket {
  return connect(port, '127.0.0.1').on('error', () => {});
}

function head(method: string, path: string, bytes: number): string {
  const lines = ['Host: 127.0.0.1', `Authorization: Bearer ${token}`, `Content-Length: ${bytes}`];
  return `${method} /api/mind${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
}

/** The only answer on a connection that the server closes. */
async function answered(socket: Socket): Promise<{ status: number; head: string; body: unknown }> {
  let text = '';
  for await (const chunk of socket) text += chunk;
  const [first = '', body = ''] = text.split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d+) /.exec(first)?.[1]), head: first, body: JSON.parse(body) };
}

const files = () => readdirSync(join(backend.dataDir, 'uploads'));

test('a file that stops arriving is 408, and nothing of it is kept', async () => {
  const before = files();
  const socket = open(idle);
  socket.write(`${head('POST', '/imports?name=a.csv', 1000)}id,createdAt\n`);
  const { status, head: headers, body } = await answered(socket);
  expect({ status, ...errorBodySchema.parse(body).error }).toEqual({
    status: 408,
    code: 'requestTimeout',
    message: 'The file has stopped arriving',
    parameter: 'body',
    allowed: 'at most 0.05 seconds without a byte',
  });
  expect(headers).toMatch(/^connection: close$/im);
  expect(files()).toEqual(before);
});

test('a file may take longer than any other body, as long as it goes on', async () => {
  const csv = 'id,createdAt\n1,2024-05-12 09:00:00\n';
  const before = files();
  const socket = open(whole);
  socket.write(head('POST', '/imports?name=a.csv', csv.length).replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'));
  const answer = answered(socket);
  socket.write(csv.slice(0, 5));
  await vi.waitUntil(() => files().length > before.length);
  socket.write(csv.slice(5));
  const { status, body } = await answer;
  expect({ status, bytes: uploadSchema.parse(body).bytes }).toEqual({ status: 201, bytes: csv.length });
  expect(whole.server.requestTimeout).toBe(0);
});

test.each([
  ['a body that is read', 'POST', '/imports/1/preview'],
  ['a body where none belongs', 'DELETE', '/imports/1'],
])('%s is 408 when it does not arrive as a whole', async (_, method, path) => {
  const socket = open(whole);
  socket.write(head(method, path, 1000));
  const { status, body } = await answered(socket);
  expect({ status, ...errorBodySchema.parse(body).error }).toMatchObject({
    status: 408,
    message: 'The body did not arrive in time',
    parameter: 'body',
    allowed: 'within 0.001 seconds',
  });
});

test.each([
  ['no byte', ''],
  ['half of the headers', 'GET /api/mind/health HTTP/1.1\r\nHost: x\r\n'],
])('%s is 408 in words after a while', async (_, sent) => {
  const socket = open(heads);
  socket.write(sent);
  const { status, body } = await answered(socket);
  expect(status).toBe(408);
  expect(errorBodySchema.parse(body).error).toMatchObject({
    code: 'requestTimeout',
    message: 'The headers of the request did not arrive in time',
  });
});

test('a connection whose request is answered before it is whole does not stay open', async () => {
  idle.server.keepAliveTimeout = 0;
  const socket = open(idle);
  socket.write(head('GET', '/health', 1_000_000));
  expect((await answered(socket)).status).toBe(400);
});
