import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import { test as base } from '../../../testing/fixtures';
import { NO_ORIGIN, nobody } from '../../audit/newEntry';
import { EngineAwayError } from '../../engine/engine';
import { HeldUploads } from './heldUploads';
import type { SentFile } from './uploadReceiver';

/** What a caller is told of an upload, and when, on the real stores. */

const AS_THEY_ARE = {
  mapping: {},
  dialect: {},
  columns: [],
  wording: {},
  replace: false,
  allowRejects: false,
  actor: nobody(NO_ORIGIN),
};

const test = base
  .extend('uploads', ({ server }) => server.backend.uploads)
  .extend(
    'files',
    ({ server }) =>
      () =>
        readdirSync(join(server.dataDir, 'uploads')),
  );

// A hook may take longer than a test.
test.beforeAll(({ server }) => void server);

function sent(rows = 1, signal = new AbortController().signal): SentFile {
  const lines = Array.from({ length: rows }, (_, id) => `${id + 1},2024-05-12 09:00:00\n`);
  async function* body() {
    yield Buffer.from(`id,createdAt\n${lines.join('')}`);
  }
  return { name: 'their.csv', body: body(), signal };
}

test('whoever reads that an import is done can send the next file at that moment', async ({ uploads, files }) => {
  const { id } = await uploads.receive('anna', sent());
  // Each takes a moment to be removed.
  for (let more = 0; more < 20; more += 1) await uploads.add(id, 'anna', sent());
  await uploads.start(id, 'anna', AS_THEY_ARE);
  while (uploads.get(id, 'anna').state === 'running') await setImmediate();
  expect(uploads.get(id, 'anna')).toMatchObject({ state: 'done', summary: { stored: 1 } });
  expect(files()).toEqual([]);
  const next = await uploads.receive('anna', sent());
  expect(files()).toEqual([next.id]);
});

test('no other file takes the place of one whose import is being begun', async ({ uploads, files }) => {
  const { id } = await uploads.receive('dora', sent(1000));
  const begun = uploads.start(id, 'dora', AS_THEY_ARE);
  await expect(uploads.receive('dora', sent())).rejects.toThrow('still on its way, or being imported');
  await expect(uploads.start(id, 'dora', AS_THEY_ARE)).rejects.toThrow('being imported already');
  expect(files()).toContain(id);
  await begun;
  await vi.waitFor(() => expect(uploads.get(id, 'dora').state).toBe('done'), { timeout: 20_000, interval: 20 });
});

test('an import that is stopped is there until it has ended, so that the next one is not begun beside it', async ({
  uploads,
}) => {
  const { id } = await uploads.receive('ben', sent(100_000));
  await uploads.start(id, 'ben', AS_THEY_ARE);
  const removal = uploads.remove(id, 'ben');
  expect(uploads.list('ben')).toMatchObject([{ id, state: 'running' }]);
  expect(() => uploads.get(id, 'ben')).toThrow('no longer');
  await expect(uploads.receive('ben', sent())).rejects.toThrow('still on its way, or being imported');
  await removal;
  expect(uploads.list('ben')).toEqual([]);
  const next = await uploads.receive('ben', sent());
  await uploads.start(next.id, 'ben', AS_THEY_ARE);
  await vi.waitFor(() => expect(uploads.get(next.id, 'ben').state).toBe('done'), { timeout: 20_000, interval: 20 });
});

test('an upload whose sender leaves before the answer is sent is not kept', async ({ uploads, files }) => {
  const before = files();
  const gone = new AbortController();
  await uploads.receive('carl', sent(1, gone.signal));
  gone.abort();
  await vi.waitFor(() => expect(uploads.list('carl')).toEqual([]), { timeout: 20_000 });
  expect(files()).toEqual(before);
});

test('nor is one whose sender leaves while the file before it is removed', async ({ uploads, files }) => {
  const before = files();
  await uploads.receive('dora', sent());
  const gone = new AbortController();
  const remove = vi.spyOn(HeldUploads.prototype, 'remove').mockImplementationOnce(async function (
    this: HeldUploads,
    held,
  ) {
    gone.abort();
    await this.remove(held);
  });
  await expect(uploads.receive('dora', sent(1, gone.signal))).rejects.toThrow('aborted');
  remove.mockRestore();
  expect(files()).toEqual(before);
  expect(uploads.list('dora')).toEqual([]);
});

test('an import that loses the server of the tickets says so', async ({ server, uploads }) => {
  const insert = vi.spyOn(server.backend.engine, 'insert').mockRejectedValue(new EngineAwayError());
  const { id } = await uploads.receive('carl', sent());
  await uploads.start(id, 'carl', AS_THEY_ARE);
  await vi.waitFor(() => expect(uploads.get(id, 'carl').state).toBe('failed'), { timeout: 20_000, interval: 20 });
  insert.mockRestore();
  expect(uploads.get(id, 'carl').reason).toBe(new EngineAwayError().message);
});
