import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from 'vitest';

/**
 * Tests with a temporary folder, the real engine, a whole server, or the built commands. Each is opened when a file's
 * first test asks for it and closed after the last one. Their code is imported as late: a backend takes seconds.
 */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
  .extend('folder', { scope: 'file' }, ({}, { onCleanup }) => {
    const folder = mkdtempSync(join(tmpdir(), 'ticketlens-test-'));
    onCleanup(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  })
  /** Writes a file into the folder; without a name it gets one of its own. @returns its path. */
  .extend('file', { scope: 'file' }, ({ folder }) => {
    let count = 0;
    return (content: string | Buffer, name?: string) => {
      count += 1;
      const path = join(folder, name ?? `file-${count}`);
      writeFileSync(path, content);
      return path;
    };
  })
  /** The path of a data folder that does not exist, another one in each test. */
  .extend('dataDir', ({ folder }) => join(folder, `data-${randomUUID()}`))
  /** The engine with an empty table of tickets, and a folder of its own. */
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  .extend('store', { scope: 'file' }, async ({}, { onCleanup }) => {
    const { openTestEngine } = await import('./testEngine');
    const store = await openTestEngine();
    onCleanup(() => store.close());
    return store;
  })
  .extend('engine', { scope: 'file' }, ({ store }) => store.engine)
  /** A server without a port. */
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  .extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
    const { openTestBackend } = await import('./testBackend');
    const server = await openTestBackend();
    onCleanup(() => server.close());
    return server;
  })
  /** The server and its commands as they are built. */
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  .extend('built', { scope: 'file' }, async ({}) => (await import('./builtServer')).builtServer());
