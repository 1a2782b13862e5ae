import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { type Client, clientOf } from './clientOf';

async function clientFor(headers: Record<string, string>, trustedProxies = 0): Promise<Client> {
  const app = new Hono();
  let client: Client = { address: null, program: null };
  app.get('/', (context) => {
    client = clientOf(context, trustedProxies);
    return context.text('');
  });
  await app.request('/', { headers });
  return client;
}

test.each([
  [0, '203.0.113.9', null],
  [1, '203.0.113.9', '203.0.113.9'],
  [1, 'forged, 198.51.100.1, 203.0.113.9', '203.0.113.9'],
  [2, 'forged, 198.51.100.1, 203.0.113.9', '198.51.100.1'],
  [2, '2001:db8::1, 203.0.113.9', '2001:db8::1'],
  [3, '2001:db8::1, 203.0.113.9', null],
  [1, '203.0.113.9, canary', null],
  [1, '', null],
] as const)('behind %i proxies, X-Forwarded-For: %s is %s', async (proxies, forwarded, address) => {
  expect((await clientFor({ 'X-Forwarded-For': forwarded }, proxies)).address).toBe(address);
});

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0', 'Firefox 132 on Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.1',
    'Edge 130 on Windows',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
    'Safari 17 on Mac OS',
  ],
  ['curl/8.5.0', 'curl 8'],
  ['node', 'Node.js'],
  ['canary/1.0 (canary)', 'another program'],
])('%s is %s', async (header, program) => {
  expect((await clientFor({ 'User-Agent': header })).program).toBe(program);
});

test('without a proxy it is the address of the connection', async () => {
  const app = new Hono();
  app.get('/', (context) => context.json(clientOf(context, 0)));
  const server = createServer(getRequestListener(app.fetch)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: { 'X-Forwarded-For': '203.0.113.9' } });
  expect(await answer.json()).toEqual({ address: '127.0.0.1', program: 'Node.js' });
  server.closeAllConnections();
  server.close();
});
