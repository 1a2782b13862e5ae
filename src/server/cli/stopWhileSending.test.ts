import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { Upload } from '../../contract/responses/importResponses';
import { EndpointClient } from './endpointClient';
import { importOnServer } from './importOnServer';

/** The command is stopped at a moment that a real server does not let a test choose. */

const UPLOAD: Upload = {
  id: 'the-upload',
  fileNames: ['a.csv'],
  bytes: 1,
  state: 'uploaded',
  progress: null,
  summary: null,
  reason: null,
};
const folder = mkdtempSync(join(tmpdir(), 'ticketlens-stop-'));
let server: Server;
/** What the server was asked, in order. */
let asked: string[];
let stop: AbortController;
let onUpload: (request: IncomingMessage, response: ServerResponse) => Promise<void>;

beforeEach(async () => {
  asked = [];
  stop = new AbortController();
  server = createServer(async (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.method === 'POST') await onUpload(request, response);
    else response.writeHead(204).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

afterAll(() => rmSync(folder, { recursive: true }));

function send(bytes: number): Promise<unknown> {
  const path = join(folder, 'a.csv');
  writeFileSync(path, Buffer.alloc(bytes, 'x'));
  const { port } = server.address() as AddressInfo;
  const api = new EndpointClient((to, init) => fetch(`http://127.0.0.1:${port}${to}`, init));
  const options = { mapping: {}, replace: false, rejectPath: join(folder, 'rejects'), onProgress() {} };
  return importOnServer({ key: '', api }, [path], { ...options, signal: stop.signal });
}

test('stopped when the file has arrived and the answer has not, it removes the upload', async () => {
  onUpload = async (request, response) => {
    for await (const _ of request);
    stop.abort(new Error('Stopped'));
    // By then a client that did not wait would have gone.
    await setImmediate();
    response.writeHead(201).end(JSON.stringify(UPLOAD));
  };
  await expect(send(10)).rejects.toThrow('Stopped');
  expect(asked).toEqual(['POST /api/mind/imports?name=a.csv', 'DELETE /api/mind/imports/the-upload']);
});

test('stopped while the file is on its way, it breaks off', async () => {
  let arrived: unknown;
  onUpload = async (request) => {
    await once(request, 'readable');
    stop.abort(new Error('Stopped'));
    arrived = await request
      .resume()
      .toArray()
      .then(
        () => 'whole',
        (error: Error) => error.message,
      );
  };
  await expect(send(50_000_000)).rejects.toThrow('Stopped');
  await expect.poll(() => arrived).toBe('aborted');
  expect(asked).toEqual(['POST /api/mind/imports?name=a.csv']);
});
