import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { closeServer, listen } from '../listen';

/** What is read of a request that is answered already, on real connections. */

const refusing = new Hono().post('/', (context) => context.text('no', 401));
refusing.get('/', (context) => context.text('yes'));
/** It has read some when it refuses. */
const readingFirst = new Hono().post('/', async (context) => {
  const reader = context.req.raw.body?.getReader();
  await reader?.read();
  reader?.releaseLock();
  return context.text('no', 413);
});

/** Sends for as long as anybody takes it. @returns what was answered, and how much the server has read. */
async function sendWithoutEnd(server: Server, port: number): Promise<{ answer: string; bytes: number }> {
  const accepted = once(server, 'connection');
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  let answer = '';
  socket.on('data', (chunk) => {
    answer += String(chunk);
  });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${10 ** 12}\r\n\r\n`);
  const piece = Buffer.alloc(1024 * 1024);
  const send = () => {
    while (socket.writable && socket.write(piece));
  };
  socket.on('drain', send);
  send();
  const [held] = (await accepted) as [Socket];
  await closed;
  return { answer, bytes: held.bytesRead };
}

test.each([
  ['at once', refusing, 401],
  ['after its beginning', readingFirst, 413],
])('the rest of a body that is refused %s is not read, and its sender has the answer', async (_, app, status) => {
  const { server, port } = await listen(app, '127.0.0.1', 0);
  const { answer, bytes } = await sendWithoutEnd(server, port);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} [\\s\\S]*no$`));
  expect(bytes).toBeLessThan(1024 * 1024);
  await closeServer(server);
});

test('a small rest is read, and the connection goes on', async () => {
  const { server, port } = await listen(refusing, '127.0.0.1', 0);
  const socket = connect(port, '127.0.0.1');
  let answers = '';
  socket.on('data', (chunk) => {
    answers += String(chunk);
  });
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n');
  await expect.poll(() => answers).toMatch(/no$/);
  socket.write('x'.repeat(100_000));
  socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  await expect.poll(() => answers).toMatch(/yes$/);
  socket.destroy();
  await closeServer(server);
});
