import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from 'vitest';
import { copyTestState } from '../../../testing/testState';
import { ConfigError } from '../../config/configError';
import { openPglite } from '../../state/pgliteStore';
import type { StateStore } from '../../state/stateStore';
import { MARKER_FILE, requireOwnFolder } from './exportFolder';
import { requireWritable } from './folderRights';

/** Which store the folder of finished files is of: what it does not know is removed from there. */

const test = base
  // biome-ignore lint/correctness/noEmptyPattern: the fixture needs no other, and vitest reads names from a pattern
  .extend('folder', async ({}, { onCleanup }) => {
    const folder = mkdtempSync(join(tmpdir(), 'ticketlens-folder-'));
    onCleanup(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'exports'));
    return folder;
  })
  .extend('store', async ({ folder }, { onCleanup }) => {
    const store = await openPglite(copyTestState(folder));
    onCleanup(() => store.close());
    return store;
  });

/** As a PostgreSQL is, which other servers may use. */
const shared = (store: StateStore): StateStore => ({ ...store, shared: true });

test('a server on another store does not start, and the files stay', async ({ folder, store }) => {
  const exports = join(folder, 'exports');
  const marker = join(exports, MARKER_FILE);
  await requireOwnFolder(shared(store), exports, false);
  await requireOwnFolder(shared(store), exports, false);
  expect(readFileSync(marker, 'utf8')).toMatch(/^[\da-f-]{36}\n$/);
  // As a store that knows no folder yet, and as one that knows another.
  for (const name of [undefined, '00000000-0000-4000-8000-000000000000']) {
    await store.query('DELETE FROM export_folder');
    if (name !== undefined) await store.query('INSERT INTO export_folder (id) VALUES ($1)', [name]);
    for (const state of [store, shared(store)]) {
      const refused = requireOwnFolder(state, exports, false);
      await expect(refused).rejects.not.toBeInstanceOf(ConfigError);
      await expect(refused).rejects.toThrow(/^EXPORT_DIR: .* another store .* Name another folder; or/);
    }
  }
  // As it says.
  rmSync(marker);
  await store.query('DELETE FROM export_folder');
  await requireOwnFolder(shared(store), exports, false);
});

test('in a data folder of its own a store that is new takes the place of one that is gone', async ({
  folder,
  store,
}) => {
  const exports = join(folder, 'exports');
  await requireOwnFolder(store, exports, true);
  await store.query('DELETE FROM export_folder');
  await requireOwnFolder(store, exports, true);
  // Somebody has emptied it, or another one is named.
  rmSync(join(exports, MARKER_FILE));
  await requireOwnFolder(store, exports, true);
  expect(existsSync(join(exports, MARKER_FILE))).toBe(true);
});

test('a start that is killed between the store and the folder keeps none from starting', async ({ folder, store }) => {
  const exports = join(folder, 'exports');
  const marker = join(exports, MARKER_FILE);
  await requireOwnFolder(shared(store), exports, false);
  // After the store, before the folder.
  writeFileSync(`${marker}.new`, readFileSync(marker));
  rmSync(marker);
  await requireOwnFolder(shared(store), exports, false);
  expect(existsSync(marker)).toBe(true);
  // Before the store.
  writeFileSync(`${marker}.new`, readFileSync(marker));
  rmSync(marker);
  await store.query('DELETE FROM export_folder');
  await requireOwnFolder(shared(store), exports, false);
  expect(existsSync(marker)).toBe(true);
});

test('a folder that cannot be written to stops the start, and is named', async ({ folder }) => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  for (const path of [file, join(file, 'below')]) {
    await expect(requireWritable(path)).rejects.not.toBeInstanceOf(ConfigError);
    await expect(requireWritable(path)).rejects.toThrow(
      `EXPORT_DIR: ${path} is no folder that this process may write to`,
    );
  }
  await requireWritable(join(folder, 'new', 'exports'));
});
