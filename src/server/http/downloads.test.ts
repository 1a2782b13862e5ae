import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { test as base, expect } from 'vitest';
import { errorBodySchema } from '../../contract/errors';
import { preparedResponseSchema } from '../../contract/responses/exportResponses';
import { makeTickets } from '../../testing/bench/madeTickets';
import { openTestBackend } from '../../testing/testBackend';
import { sql } from '../engine/engine';
import { createApp } from './app';
import { FILES_AT_ONCE } from './call/requestLines';
import { closeServer, listen } from './listen';

/** Files that are fetched and not read, on real connections. */

/** A file that no buffer on the way takes whole. */
const ROWS = 60_000;

const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
  .extend('tickets', { scope: 'file' }, async ({}, { onCleanup }) => {
    const tested = await openTestBackend();
    onCleanup(() => tested.close());
    await tested.backend.engine.command(sql(makeTickets(ROWS)));
    return tested;
  })
  .extend('serve', async ({ tickets: { backend, dataDir, tokenFor } }, { onCleanup }) => async (stalledMs?: number) => {
    const app = createApp(() => backend, dataDir, backend.config);
    const { server, port } = await listen(app, '127.0.0.1', 0, stalledMs === undefined ? {} : { stalledMs });
    const sockets: Socket[] = [];
    onCleanup(async () => {
      for (const socket of sockets) socket.destroy();
      await closeServer(server);
    });
    const address = `http://127.0.0.1:${port}`;
    const own = { Authorization: `Bearer ${await tokenFor('anna@example.com', ['reportTickets', 'exportData'])}` };
    const others = { Authorization: `Bearer ${await tokenFor('bert@example.com', ['reportTickets', 'exportData'])}` };
    const prepare = async (headers: Record<string, string>) => {
      const path = '/api/mind/export/reporting_tickets/prepare?format=csv';
      const answer = await fetch(address + path, { method: 'POST', headers });
      return address + preparedResponseSchema.parse(await answer.json()).url;
    };
    /** Fetches a file, and reads no more than its beginning. @returns the connection and the status. */
    const begin = async (url: string) => {
      const socket = connect(port, '127.0.0.1').on('error', () => {});
      sockets.push(socket);
      socket.write(`GET ${new URL(url).pathname} HTTP/1.1\r\nHost: x\r\nAuthorization: ${own.Authorization}\r\n\r\n`);
      const [chunk] = await once(socket, 'data');
      socket.pause();
      return { socket, status: Number(String(chunk).slice(9, 12)) };
    };
    return { prepare, begin, own, others };
  });

test('a user is sent so many files at once, and no more until one of them has ended', async ({ serve }) => {
  const { prepare, begin, own, others } = await serve();
  const url = await prepare(own);
  const begun = [];
  for (let count = 0; count < FILES_AT_ONCE; count += 1) begun.push(await begin(url));
  expect(begun.map(({ status }) => status)).toEqual(Array(FILES_AT_ONCE).fill(200));
  const refused = await fetch(url, { headers: own });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5']);
  expect(errorBodySchema.parse(await refused.json()).error).toEqual({
    code: 'tooManyRequests',
    message: 'Too many files are on their way to you already',
    allowed: '10 at once',
  });
  const another = await fetch(await prepare(others), { headers: others });
  expect([another.status, (await another.text()).split('\r\n').length]).toEqual([200, ROWS + 2]);
  begun[0]?.socket.destroy();
  await expect.poll(async () => (await fetch(url, { headers: own })).status).toBe(200);
});

test('files that nobody reads on give their places back', async ({ serve }) => {
  const { prepare, begin, own } = await serve(500);
  const url = await prepare(own);
  const begun = [];
  for (let count = 0; count < FILES_AT_ONCE; count += 1) begun.push(await begin(url));
  expect(begun.map(({ status }) => status)).toEqual(Array(FILES_AT_ONCE).fill(200));
  await expect.poll(async () => (await fetch(url, { headers: own })).status, { timeout: 20_000 }).toBe(200);
});
