import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { Hono } from 'hono';
import { test as base, expect } from 'vitest';
import { errorBodySchema } from '../../../contract/errors';
import { closeServer, listen } from '../listen';
import { addressKey } from './addressKey';

/** How much strangers can make a server hold, on real connections. */

interface Served {
  port: number;
  /** Names of the requests that were begun. */
  begun: string[];
  connections(): Promise<number>;
  /** Lets those go on that wait. */
  release(): void;
}

const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
  .extend('serve', async ({}, { onCleanup }) => async (options: Parameters<typeof listen>[3]): Promise<Served> => {
    const begun: string[] = [];
    const held = new AbortController();
    const app = new Hono().get('/:name', async (context) => {
      const name = context.req.param('name');
      begun.push(name);
      if (name.startsWith('held') && !held.signal.aborted) await once(held.signal, 'abort');
      return context.text(name);
    });
    const { server, port } = await listen(app, '127.0.0.1', 0, options);
    onCleanup(async () => {
      held.abort();
      server.closeAllConnections();
      await closeServer(server);
    });
    const connections = promisify(server.getConnections.bind(server));
    return { port, begun, connections, release: () => held.abort() };
  })
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  .extend('open', async ({}, { onCleanup }) => {
    const sockets: Socket[] = [];
    onCleanup(() => {
      for (const socket of sockets) socket.destroy();
    });
    return async ({ port }: Served, localAddress = '127.0.0.1') => {
      const socket = connect({ port, host: '127.0.0.1', localAddress }).on('error', () => {});
      sockets.push(socket);
      await once(socket, 'connect');
      const said = { socket, text: '', isClosed: false };
      socket.on('data', (chunk) => {
        said.text += String(chunk);
      });
      socket.once('close', () => {
        said.isClosed = true;
      });
      return said;
    };
  });

const KIB = 1024;
const asking = (name: string, bytes = 0) => `GET /${name} HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(bytes)}\r\n\r\n`;

test('a connection whose waiting requests have more than one long head is ended; one may be as long as heads may be', async ({
  serve,
  open,
}) => {
  const served = await serve({});
  const long = await open(served);
  long.socket.write(asking('long', 150 * KIB));
  await expect.poll(() => long.text).toMatch(/long$/);
  const many = await open(served);
  many.socket.write(asking('held'));
  await expect.poll(() => served.begun).toContain('held');
  many.socket.write(asking('behind', 140 * KIB).repeat(3));
  await expect.poll(() => many.isClosed).toBe(true);
  expect(served.begun).toEqual(['long', 'held']);
});

test('where heads take too much in all, who has the most makes way', async ({ serve, open }) => {
  const served = await serve({ connectionBounds: { allHeadBytes: 200 * KIB } });
  const small = await open(served);
  small.socket.write(asking('held-small', 10 * KIB));
  const large = await open(served);
  large.socket.write(asking('held-large', 120 * KIB));
  await expect.poll(() => served.begun).toEqual(['held-small', 'held-large']);
  const third = await open(served);
  third.socket.write(asking('held-third', 100 * KIB));
  await expect.poll(() => large.isClosed).toBe(true);
  await expect.poll(() => served.begun).toContain('held-third');
  served.release();
  await expect
    .poll(() => [small.text, third.text])
    .toEqual([expect.stringMatching(/held-small$/), expect.stringMatching(/held-third$/)]);
});

test('who opens many connections with little on each makes nobody else’s request the largest', async ({
  serve,
  open,
}) => {
  const served = await serve({ connectionBounds: { allHeadBytes: 300 * KIB } });
  const long = await open(served, '127.0.0.2');
  long.socket.write(asking('held-long', 120 * KIB));
  await expect.poll(() => served.begun).toEqual(['held-long']);
  const many = await Promise.all(Array.from({ length: 6 }, () => open(served)));
  for (const { socket } of many) socket.write(asking('half', 40 * KIB).slice(0, -2));
  await expect.poll(() => many.filter(({ isClosed }) => isClosed).length, { timeout: 20_000 }).toBeGreaterThan(0);
  expect(long.isClosed).toBe(false);
  served.release();
  await expect.poll(() => long.text).toMatch(/held-long$/);
});

test('heads that never end count like whole ones', async ({ serve, open }) => {
  const served = await serve({ connectionBounds: { allHeadBytes: 200 * KIB } });
  const halves = await Promise.all(Array.from({ length: 3 }, () => open(served)));
  for (const { socket } of halves) socket.write(asking('half', 90 * KIB).slice(0, -2));
  await expect.poll(() => halves.filter(({ isClosed }) => isClosed).length, { timeout: 20_000 }).toBe(1);
  const other = await open(served);
  other.socket.write(asking('other'));
  await expect.poll(() => other.text).toMatch(/other$/);
});

test('an address whose connections are all at work is told so; else the longest without a request makes way', async ({
  serve,
  open,
}) => {
  const served = await serve({ connectionBounds: { ofAddress: 3 } });
  const first = await open(served);
  const busy = await open(served);
  busy.socket.write(asking('held'));
  const idle = await open(served);
  idle.socket.write(asking('idle'));
  await expect.poll(() => idle.text).toMatch(/idle$/);
  const next = await open(served);
  await expect.poll(() => first.isClosed).toBe(true);
  for (const { socket } of [idle, next]) socket.write(asking('held'));
  await expect.poll(() => served.begun).toEqual(['held', 'idle', 'held', 'held']);
  const refused = await open(served);
  refused.socket.write(asking('refused'));
  await expect.poll(() => refused.isClosed).toBe(true);
  const [head = '', body = ''] = refused.text.split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1.1 503 [\s\S]*^Retry-After: 5$/m);
  expect(errorBodySchema.parse(JSON.parse(body)).error).toEqual({
    code: 'unavailable',
    message: 'Your address has too many connections',
  });
  served.release();
  for (const one of [busy, idle, next]) await expect.poll(() => one.text).toMatch(/held$/);
});

test('behind a proxy that is believed an address is the proxy’s, and only all connections are counted', async ({
  serve,
  open,
}) => {
  const served = await serve({ trustedProxies: 1, connectionBounds: { ofAddress: 2, connections: 4 } });
  const busy = await Promise.all(Array.from({ length: 4 }, () => open(served)));
  for (const { socket } of busy) socket.write(asking('held'));
  await expect.poll(() => served.begun).toHaveLength(4);
  const refused = await open(served);
  await expect.poll(() => refused.text).toContain('The server has too many connections');
});

/** @returns what was answered, once all of it is there. */
async function ask(agent: Agent, port: number, name: string): Promise<string> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ agent, port, host: '127.0.0.1', path: `/${name}` }, resolve).on('error', reject);
  });
  return text(response);
}

test('200 browsers behind one address, each with six connections and a stream, are all served', async ({ serve }) => {
  const served = await serve({});
  const browsers = Array.from({ length: 200 }, () => new Agent({ keepAlive: true, maxSockets: 7 }));
  const streams = browsers.map((agent) => ask(agent, served.port, 'held'));
  await expect.poll(() => served.begun.length, { timeout: 20_000 }).toBe(200);
  const answers = await Promise.all(
    browsers.flatMap((agent) => Array.from({ length: 6 }, () => ask(agent, served.port, 'page'))),
  );
  expect(answers.filter((answer) => answer === 'page')).toHaveLength(1200);
  served.release();
  expect(new Set(await Promise.all(streams))).toEqual(new Set(['held']));
  for (const agent of browsers) agent.destroy();
});

test('whoever was told that it is no HTTP does not keep the connection', async ({ serve }) => {
  const { port, connections } = await serve({});
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).on('error', () => {});
  socket.write('nonsense\r\n\r\n');
  expect(String(await once(socket, 'data'))).toMatch(/^HTTP\/1.1 400 /);
  await expect.poll(connections, { timeout: 10_000 }).toBe(0);
  socket.destroy();
});

test.for<[string, string]>([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0DB8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('%s counts as %s', ([address, key]) => {
  expect(addressKey(address)).toBe(key);
});
