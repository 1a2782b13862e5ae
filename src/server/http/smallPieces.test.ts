import { once } from 'node:events';
import { connect } from 'node:net';
import { expect } from 'vitest';
import { errorBodySchema } from '../../contract/errors';
import { test as base } from '../../testing/fixtures';
import { closeServer, listen } from './listen';

/** Bodies that come in pieces, over a real connection. */

const test = base
  .extend('port', { scope: 'file' }, async ({ server }, { onCleanup }) => {
    const listening = await listen(server.app, '127.0.0.1', 0);
    onCleanup(() => closeServer(listening.server));
    return listening.port;
  })
  /** Sends a body in pieces of so many bytes; the status of the answer, and its body. */
  .extend('sendPieces', ({ port, server }) => async (path: string, body: string, size: number) => {
    const token = await server.tokenFor('anna@example.com', ['reportTickets', 'importTickets']);
    const headers = `Host: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nConnection: close\r\n`;
    const socket = connect(port, '127.0.0.1');
    // Refused, the rest of it is not read.
    socket.on('error', () => {});
    await once(socket, 'connect');
    socket.write(`POST ${path} HTTP/1.1\r\n${headers}Transfer-Encoding: chunked\r\n\r\n`);
    let pieces = '';
    for (let at = 0; at < body.length; at += size) {
      const piece = body.slice(at, at + size);
      pieces += `${piece.length.toString(16)}\r\n${piece}\r\n`;
    }
    socket.write(`${pieces}0\r\n\r\n`);
    let text = '';
    for await (const chunk of socket) text += chunk;
    const [head = '', answer = ''] = text.split('\r\n\r\n');
    return { status: Number(head.split(' ')[1]), answer };
  });

test('pieces of some hundred bytes are read like any other body', async ({ sendPieces }) => {
  const body = JSON.stringify({
    query: `filters[0][key]=topic&filters[0][comparator]==&filters[0][value]=${'x'.repeat(90_000)}`,
  });
  expect((await sendPieces('/api/mind/links', body, 300)).status).toBe(200);
});

test.for([
  [1, 30_000],
  [2, 60_000],
] as const)(
  'pieces of %i bytes, which cost the server far more than they say, are refused',
  async ([size, length], { sendPieces }) => {
    const { status, answer } = await sendPieces('/api/mind/links', JSON.stringify({ query: 'x'.repeat(length) }), size);
    expect(status).toBe(400);
    expect(errorBodySchema.parse(JSON.parse(answer)).error).toMatchObject({ parameter: 'body' });
  },
);
