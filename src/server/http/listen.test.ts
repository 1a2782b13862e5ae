import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { expect, vi } from 'vitest';
import { errorBodySchema } from '../../contract/errors';
import { test as base } from '../../testing/fixtures';
import { logger } from '../log/logger';
import { createApp } from './app';
import { closeServer, listen } from './listen';

/** What only a real connection shows. */

const PREVIEW = '/api/mind/export/reporting_tickets/preview';

const test = base
  .extend('token', { scope: 'file' }, ({ server }) => server.tokenFor('anna@example.com', ['reportTickets']))
  .extend('port', { scope: 'file' }, async ({ server }, { onCleanup }) => {
    const listening = await listen(server.app, '127.0.0.1', 0);
    onCleanup(() => closeServer(listening.server));
    return listening.port;
  })
  /** Unlike fetch, sends a path as it is. */
  .extend('get', ({ port, token }) => async (path: string): Promise<{ status: number; body: unknown }> => {
    const sent = request({ port, path, headers: { Authorization: `Bearer ${token}` } }).end();
    const [response] = await once(sent, 'response');
    let text = '';
    for await (const chunk of response) text += chunk;
    return { status: response.statusCode, body: JSON.parse(text) };
  })
  /** Sends bytes as they are, which no client library would; the answer must have the API's form. */
  .extend('raw', ({ port }) => async (bytes: string) => {
    const socket = connect(port, '127.0.0.1');
    // The server closes the connection of what it does not read to its end.
    socket.on('error', () => {});
    socket.write(bytes);
    let text = '';
    for await (const chunk of socket) text += chunk;
    const [headers = '', body = ''] = text.split('\r\n\r\n');
    expect(headers).toMatch(/Content-Type: application\/json/i);
    return { status: Number(/^HTTP\/1\.1 (\d+) /.exec(headers)?.[1]), ...errorBodySchema.parse(JSON.parse(body)) };
  });

// A hook may take longer than a test.
test.beforeAll(({ port }) => void port);

/** A promise that the test itself fulfils. */
function signalled(): { promise: Promise<void>; resolve(): void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve: () => resolve() };
}

function many(length: number): string {
  const head = 'filters[0][key]=topic&filters[0][comparator]=%3D&filters[0][value]=';
  return `${PREVIEW}?${head}${'x'.repeat(length - head.length)}`;
}

test('a query of 120 KiB is answered, one of 130 KiB or far more is 414 in words', async ({ get }) => {
  expect((await get(many(120 * 1024))).status).toBe(200);
  for (const length of [130 * 1024, 300 * 1024]) {
    const { status, body } = await get(many(length));
    expect(status).toBe(414);
    expect(errorBodySchema.parse(body).error.code).toBe('uriTooLong');
  }
});

const GET = 'GET /api/mind/health HTTP/1.1\r\nConnection: close\r\n';

test.for([
  ['no HTTP', 'NONSENSE\r\n\r\n', 400, 'badRequest'],
  ['no Host', `${GET}\r\n`, 400, 'badRequest'],
  ['no host at all', `${GET}Host: a b\r\n\r\n`, 400, 'badRequest'],
  ['an unknown expectation', `${GET}Host: x\r\nExpect: tea\r\n\r\n`, 417, 'badRequest'],
  ['a path of 2 KiB', `GET /${'x'.repeat(2048)} HTTP/1.1\r\nHost: x\r\n\r\n`, 414, 'uriTooLong'],
  ['a name of a host of 300', `${GET}Host: ${'x'.repeat(301)}\r\n\r\n`, 400, 'badRequest'],
  ['headers of 200 KiB', `${GET}Host: x\r\nCookie: ${'x'.repeat(200 * 1024)}\r\n\r\n`, 414, 'uriTooLong'],
] as const)('%s is refused in the API’s form', async ([_, head, status, code], { raw }) => {
  expect(await raw(head)).toMatchObject({ status, error: { code } });
});

const PROFILE = 'GET /api/mind/profile HTTP/1.1\r\nHost: x\r\n';
const FILE = 'GET /api/mind/export/reporting_tickets?format=csv HTTP/1.1\r\nHost: x\r\nCookie: a=b\r\n';

test.for<[string, string]>([
  ['a path', `GET /${'%C0a'.repeat(25_000)} HTTP/1.1\r\nHost: x\r\n`],
  ['a path of the API', `GET /api/mind/${'%C0a'.repeat(25_000)} HTTP/1.1\r\nHost: x\r\n`],
  ['a host', `${GET}Host: ${'ä.'.repeat(40_000)}\r\n`],
  ['the languages', `${PROFILE}Accept-Language: de${' '.repeat(100_000)}x\r\n`],
  ['the page that it comes from', `${FILE}Referer: https://${'xn--a.'.repeat(20_000)}/\r\n`],
])('%s of 100 KB takes no seconds', async ([_, head], { port, token }) => {
  // Where one takes a second, these take longer than a test may.
  for (let sent = 0; sent < 60; sent += 1) {
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    socket.write(`${head}Authorization: Bearer ${token}\r\nConnection: close\r\n\r\n`, 'latin1');
    expect(await textOf(socket)).toMatch(/^HTTP\/1\.1 [24]\d\d /);
  }
});

test('the page’s own address has the same limit', async ({ get }) => {
  const { status, body } = await get(`/reporting?${'x'.repeat(130 * 1024)}`);
  expect(status).toBe(414);
  expect(errorBodySchema.parse(body).error.code).toBe('uriTooLong');
});

test.for([
  `${PREVIEW}?limit=1#&filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat`,
  `${PREVIEW}?filters[0][key]=topic&filters[0][comparator]=%3D&filters[0][value]=C#`,
  `${PREVIEW}#?filters[0][key]=channel&filters[0][comparator]=isEmpty`,
  `http://127.0.0.1${PREVIEW}?limit=1#&filters[0][key]=channel`,
])('a raw # would hide what stands behind it: %s is 400', async (target, { raw, token }) => {
  const headers = `Host: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n`;
  const { status, error } = await raw(`GET ${target} HTTP/1.1\r\n${headers}\r\n`);
  expect(status).toBe(400);
  expect(error).toMatchObject({ parameter: '#', allowed: 'percent-encode # as %23' });
});

test.for(['Content-Length: 7\r\n\r\nlimit=1', 'Transfer-Encoding: chunked\r\n\r\n7\r\nlimit=1\r\n0\r\n\r\n'])(
  'filters in the body of a GET are refused, not ignored: %j',
  async (sent, { raw, token }) => {
    const headers = `Host: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n`;
    const { status, error } = await raw(`GET ${PREVIEW} HTTP/1.1\r\n${headers}${sent}`);
    expect(status).toBe(400);
    expect(error).toMatchObject({ parameter: 'body' });
  },
);

test('raw letters of another alphabet in the address are 400 that says what to do', async ({ raw }) => {
  const { status, error } = await raw(`GET ${PREVIEW}?column=Straße HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
  expect(status).toBe(400);
  expect(error.allowed).toMatch(/^percent-encode it/);
});

test('a client that goes away stops the engine’s work, which is no failure', async ({ server, port, token }) => {
  const { engine } = server.backend;
  const query = engine.query.bind(engine);
  const asked = signalled();
  const aborted = signalled();
  const log = vi.spyOn(logger, 'error');
  const told = vi.spyOn(logger, 'info');
  const share = vi.spyOn(engine, 'forCaller').mockReturnValue(engine);
  engine.query = (_question, { signal } = {}) => {
    asked.resolve();
    return new Promise((_, reject) => {
      signal?.addEventListener('abort', () => {
        reject(signal.reason);
        // What the app says of it, it says in this turn.
        setImmediate(aborted.resolve);
      });
    });
  };
  try {
    const sent = request({ port, path: PREVIEW, headers: { Authorization: `Bearer ${token}` } }).end();
    sent.on('error', () => {});
    await asked.promise;
    sent.destroy();
    await aborted.promise;
    expect(log).not.toHaveBeenCalled();
    expect(told.mock.calls).toEqual([
      [expect.not.objectContaining({ err: expect.anything() }), 'the client went away'],
    ]);
  } finally {
    log.mockRestore();
    told.mockRestore();
    share.mockRestore();
    engine.query = query;
  }
});

test('while the stores open the API answers 503 and says when to ask again', async ({ server }) => {
  const starting = await listen(
    createApp(() => undefined, server.dataDir, server.backend.config),
    '127.0.0.1',
    0,
  );
  try {
    const response = await fetch(`http://127.0.0.1:${starting.port}${PREVIEW}`);
    expect(response.status).toBe(503);
    expect(response.headers.get('Retry-After')).toBe('1');
    expect(errorBodySchema.parse(await response.json()).error.code).toBe('unavailable');
  } finally {
    await closeServer(starting.server);
  }
});

test('more parameters than any report has are refused before they are read', async ({ get }) => {
  const { status, body } = await get(`/api/mind/health?${'a&'.repeat(2000)}`);
  expect([status, errorBodySchema.parse(body).error]).toMatchObject([
    400,
    { code: 'badRequest', allowed: 'at most 2000 parameters' },
  ]);
});
