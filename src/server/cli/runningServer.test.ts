import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { type Config, readConfig } from '../config/config';
import { lockDataDir } from '../process/dataDirLock';
import { writeServerAddress } from '../process/serverAddress';
import { runningServer } from './runningServer';

let config: Config;
let lock: ReturnType<typeof lockDataDir>;
let server: Server;
/** Received by the program at the server's port. */
let tokens: string[];

beforeEach(() => {
  config = readConfig({ DATA_DIR: mkdtempSync(join(tmpdir(), 'ticketlens-running-')) });
  lock = lockDataDir(config.dataDir);
  tokens = [];
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  lock.release();
  rmSync(config.dataDir, { recursive: true });
});

/** Starts a program at the address in the data folder. */
async function serve(answer: RequestListener): Promise<void> {
  server = createServer((request, response) => {
    if (request.headers.authorization !== undefined) tokens.push(request.headers.authorization.slice('Bearer '.length));
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  writeServerAddress(config.dataDir, { url: `http://127.0.0.1:${port}`, key: 'the key' });
}

test.each<[string, RequestListener]>([
  ['a page', (_, response) => response.end('<h1>It works</h1>')],
  ['other JSON', (_, response) => response.end('{"status":"up"}')],
  ['a server that is starting', (_, response) => response.writeHead(503).end('{"status":"ok"}')],
  ['another address', (_, response) => response.writeHead(302, { Location: 'http://127.0.0.1:9' }).end()],
])('what answers with %s is not taken for the server, and is sent no token', async (_name, answer) => {
  await serve(answer);
  expect(await runningServer(config)).toBeUndefined();
  expect(tokens).toEqual([]);
});

test('one whose process has gone is not even asked', async () => {
  let asked = 0;
  await serve((_, response) => {
    asked += 1;
    response.end('{"status":"ok"}');
  });
  lock.release();
  expect(await runningServer(config)).toBeUndefined();
  expect(asked).toBe(0);
});

test('each request to the server has a token of its own, which soon ends', async () => {
  await serve((_, response) => response.end('{"status":"ok"}'));
  const running = await runningServer(config);
  await running?.ask('/anything', z.object({ status: z.string() }));
  expect(running?.key).toBe('the key');
  const [{ exp = 0, iat = 0, permissions } = {}] = tokens.map((token) => decodeJwt(token));
  expect(exp - iat).toBeLessThanOrEqual(15 * 60);
  expect(permissions).toEqual(['importTickets']);
});
