import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt } from 'jose';
import { expect } from 'vitest';
import { test as base } from '../../testing/fixtures';
import { readConfig } from '../config/config';
import { lockDataDir } from '../process/dataDirLock';
import { writeServerAddress } from '../process/serverAddress';
import { runningServer } from './runningServer';

const test = base
  .extend('config', ({ dataDir }) => readConfig({ DATA_DIR: dataDir }))
  .extend('lock', ({ config }, { onCleanup }) => {
    const lock = lockDataDir(config.dataDir);
    onCleanup(() => lock.release());
    return lock;
  })
  /** Received by the program at the server's port. */
  .extend('tokens', (): string[] => [])
  /** Starts a program at the address in the data folder, which is locked. */
  .extend('serve', ({ config, lock: _, tokens }, { onCleanup }) => {
    let server: Server | undefined;
    onCleanup(async () => {
      if (server === undefined) return;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    });
    return async (answer: RequestListener): Promise<void> => {
      server = createServer((request, response) => {
        const { authorization } = request.headers;
        if (authorization !== undefined) tokens.push(authorization.slice('Bearer '.length));
        answer(request, response);
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      writeServerAddress(config.dataDir, { url: `http://127.0.0.1:${port}`, key: 'the key' });
    };
  });

test.for<[string, RequestListener]>([
  ['a page', (_, response) => response.end('<h1>It works</h1>')],
  ['other JSON', (_, response) => response.end('{"status":"up"}')],
  ['a server that is starting', (_, response) => response.writeHead(503).end('{"status":"ok"}')],
  ['another address', (_, response) => response.writeHead(302, { Location: 'http://127.0.0.1:9' }).end()],
])(
  'what answers with %s is not taken for the server, and is sent no token',
  async ([_name, answer], { config, tokens, serve }) => {
    await serve(answer);
    expect(await runningServer(config, 'import')).toBeUndefined();
    expect(tokens).toEqual([]);
  },
);

test('one whose process has gone is not even asked', async ({ config, lock, serve }) => {
  let asked = 0;
  await serve((_, response) => {
    asked += 1;
    response.end('{"status":"ok"}');
  });
  lock.release();
  expect(await runningServer(config, 'import')).toBeUndefined();
  expect(asked).toBe(0);
});

test('each request to the server has a token of its own, which soon ends', async ({ config, tokens, serve }) => {
  await serve((_, response) => response.end('{"status":"ok"}'));
  const running = await runningServer(config, 'import');
  await running?.api.ask('GET /health', {});
  const elsewhere = running?.api.ask('GET /sync', {});
  await expect(elsewhere).rejects.toThrow('gave a response that is not understood');
  expect(running?.key).toBe('the key');
  const [{ exp = 0, iat = 0, permissions } = {}] = tokens.map((token) => decodeJwt(token));
  expect(exp - iat).toBeLessThanOrEqual(15 * 60);
  expect(permissions).toEqual(['importTickets']);
});
