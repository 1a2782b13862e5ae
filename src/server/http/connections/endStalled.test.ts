import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { closeServer, listen } from '../listen';

const BYTES = 16_000_000;
const app = new Hono().get('/', (context) => context.text('x'.repeat(BYTES)));

test('who reads slowly keeps the connection, however large the piece that is being sent', {
  timeout: 60_000,
}, async () => {
  const { server, port } = await listen(app, '127.0.0.1', 0, { stalledMs: 1500 });
  const reader = connect(port, '127.0.0.1').on('error', () => {});
  const ended = once(reader, 'close');
  let bytes = 0;
  reader.on('data', (chunk) => {
    bytes += chunk.length;
    reader.pause();
    // As slow as a line; no other event tells that it is.
    void setTimeout(15).then(() => reader.resume());
  });
  reader.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  await ended;
  expect(bytes).toBeGreaterThan(BYTES);
  await closeServer(server);
});

test('who reads next to nothing loses it', async () => {
  const { server, port } = await listen(app, '127.0.0.1', 0, { stalledMs: 100 });
  const accepted = once(server, 'connection');
  const reader = connect(port, '127.0.0.1').on('error', () => {});
  reader.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  // One piece, and no more.
  reader.once('data', () => reader.pause());
  const [held] = await accepted;
  await once(held, 'close');
  reader.destroy();
  await closeServer(server);
});
