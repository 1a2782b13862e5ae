import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Upload } from '../../contract/responses/importResponses';
import { test as base } from '../../testing/fixtures';
import { EndpointClient } from './endpointClient';
import { importOnServer } from './importOnServer';
import type { RunningServer } from './runningServer';

/** The command is stopped at a moment that a real server does not let a test choose. */

const UPLOAD: Upload = {
  id: 'the-upload',
  fileNames: ['a.csv'],
  bytes: 1,
  state: 'uploaded',
  progress: null,
  summary: null,
  reason: null,
  doubt: null,
};
type OnUpload = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const test = base
  /** What the server was asked, in order. */
  .extend('asked', (): string[] => [])
  .extend('stop', () => new AbortController())
  /** Starts a server that does this with an upload. */
  .extend('serve', ({ asked }, { onCleanup }) => async (onUpload: OnUpload): Promise<RunningServer> => {
    const server = createServer(async (request, response) => {
      asked.push(`${request.method} ${request.url}`);
      if (request.method === 'POST') await onUpload(request, response);
      else response.writeHead(204).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onCleanup(async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    });
    const { port } = server.address() as AddressInfo;
    const api = new EndpointClient((to, init) => fetch(`http://127.0.0.1:${port}${to}`, init));
    return { key: '', api };
  })
  /** Sends a file of so many bytes. */
  .extend('send', ({ folder, file, stop, serve }) => async (bytes: number, onUpload: OnUpload): Promise<unknown> => {
    const path = file(Buffer.alloc(bytes, 'x'), 'a.csv');
    const options = {
      body: { mapping: {}, dialect: {}, replace: false, allowRejects: false },
      rejectPath: join(folder, 'rejects'),
      onProgress() {},
    };
    return importOnServer(await serve(onUpload), [path], { ...options, signal: stop.signal });
  });

test('stopped when the file has arrived and the answer has not, it removes the upload', async ({
  asked,
  stop,
  send,
}) => {
  const sending = send(10, async (request, response) => {
    for await (const _ of request);
    stop.abort(new Error('Stopped'));
    // By then a client that did not wait would have gone.
    await setImmediate();
    response.writeHead(201).end(JSON.stringify(UPLOAD));
  });
  await expect(sending).rejects.toThrow('Stopped');
  expect(asked).toEqual(['POST /api/mind/imports?name=a.csv', 'DELETE /api/mind/imports/the-upload']);
});

test('stopped while the file is on its way, it breaks off', async ({ asked, stop, send }) => {
  let arrived: unknown;
  const sending = send(50_000_000, async (request) => {
    await once(request, 'readable');
    stop.abort(new Error('Stopped'));
    arrived = await request
      .resume()
      .toArray()
      .then(
        () => 'whole',
        (error: Error) => error.message,
      );
  });
  await expect(sending).rejects.toThrow('Stopped');
  await expect.poll(() => arrived).toBe('aborted');
  expect(asked).toEqual(['POST /api/mind/imports?name=a.csv']);
});
