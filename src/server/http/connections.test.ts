import { once } from 'node:events';
import { connect } from 'node:net';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { noteCaller } from './call/provenCallers';
import { closeServer, listen } from './listen';

/** What one connection may cost the others. */

/** A promise that the test itself fulfils. */
function signalled(): { promise: Promise<void>; resolve(): void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve: () => resolve() };
}

test('what is sent on one connection without waiting for answers is answered one after the other', async () => {
  const held = signalled();
  const begun: string[] = [];
  const app = new Hono().get('/:name', async (context) => {
    begun.push(context.req.param('name'));
    await held.promise;
    return context.text(context.req.param('name'));
  });
  const { server, port } = await listen(app, '127.0.0.1', 0);
  const [impatient, patient] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
  const asking = (name: string) => `GET /${name} HTTP/1.1\r\nHost: x\r\n\r\n`;
  impatient.write(['a', 'b', 'c'].map(asking).join(''));
  await expect.poll(() => begun).toEqual(['a']);
  patient.write(asking('other'));
  await expect.poll(() => begun).toEqual(['a', 'other']);
  held.resolve();
  await expect.poll(() => begun).toEqual(['a', 'other', 'b', 'c']);
  impatient.destroy();
  patient.destroy();
  await closeServer(server);
});

test('a connection on which more requests wait than anybody sends is ended, and others are not held up', async () => {
  const held = signalled();
  let begun = 0;
  const app = new Hono().get('/held', async (context) => {
    begun += 1;
    await held.promise;
    return context.text('');
  });
  app.get('/', (context) => context.text('well'));
  const { server, port } = await listen(app, '127.0.0.1', 0);
  const flood = connect(port, '127.0.0.1');
  flood.on('error', () => {});
  const closed = new Promise((resolve) => flood.once('close', resolve));
  flood.write('GET /held HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(20_000));
  await closed;
  expect(begun).toBeLessThanOrEqual(1);
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('well');
  held.resolve();
  await closeServer(server);
});

test('whoever stops reading a large answer loses the connection, which would hold it in memory', async () => {
  const app = new Hono().get('/', (context) => context.text('x'.repeat(32_000_000)));
  const { server, port } = await listen(app, '127.0.0.1', 0, { stalledMs: 50 });
  const closed = new Promise<void>((resolve) => {
    server.once('connection', (socket) => socket.once('close', () => resolve()));
  });
  const idle = connect(port, '127.0.0.1');
  idle.on('error', () => {});
  idle.pause();
  idle.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await closed;
  idle.destroy();
  await closeServer(server);
});

/** How many of 40 requests were begun before one that was sent after them. @param header of the n-th of them. */
async function begunBefore(header: (n: number) => string, last: string, trustedProxies = 0): Promise<number> {
  const begun: string[] = [];
  const app = new Hono().get('/:name', (context) => {
    begun.push(context.req.param('name'));
    return context.text('');
  });
  const { server, port } = await listen(app, '127.0.0.1', 0, { trustedProxies });
  let accepted = 0;
  server.on('connection', () => {
    accepted += 1;
  });
  const sockets = await Promise.all(
    Array.from({ length: 41 }, async () => {
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      return socket;
    }),
  );
  const asking = (name: string, line: string) => `GET /${name} HTTP/1.1\r\nHost: x\r\n${line}\r\n\r\n`;
  await expect.poll(() => accepted).toBe(41);
  for (const [at, stranger] of sockets.slice(0, -1).entries()) stranger.write(asking('stranger', header(at)));
  sockets.at(-1)?.write(asking('last', last));
  await expect.poll(() => begun.length).toBe(41);
  for (const socket of sockets) socket.destroy();
  await closeServer(server);
  return begun.indexOf('last');
}

test('headers that nobody is signed in by bring no turns of their own', async () => {
  noteCaller({ cookie: 'session=anna' }, 'anna');
  expect(await begunBefore((n) => `Cookie: session=${n}`, 'Cookie: session=anna')).toBeLessThan(20);
});

test('behind a proxy that is believed, the turns of who is not signed in are by their own address', async () => {
  const flood = () => 'X-Forwarded-For: 192.0.2.7';
  const other = 'X-Forwarded-For: 192.0.2.1, 198.51.100.3';
  expect(await begunBefore(flood, other, 1)).toBeLessThan(20);
  // Anybody can write the header where no proxy stands before the server.
  expect(await begunBefore((n) => `X-Forwarded-For: 192.0.2.${n}`, other)).toBe(40);
});
