import { randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { test as base } from '../../testing/fixtures';
import { copyTestState } from '../../testing/testState';
import { addView, changeView } from '../views/viewStore';
import { migrate } from './migrate';
import { openPglite } from './pgliteStore';
import { createRowKeys } from './rowKeys';

const test = base.extend('kept', async ({ dataDir }, { onCleanup }) => {
  const folder = copyTestState(dataDir);
  const state = await openPglite(folder);
  onCleanup(() => state.close());
  await migrate(state, createRowKeys(randomBytes(32)));
  return { state, folder };
});

function megabytesOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => statSync(join(folder, name)));
  return files.filter((file) => file.isFile()).reduce((sum, { size }) => sum + size, 0) / 1_000_000;
}

/** Nothing that could be compressed. */
const longQuery = (length = 114_000) => randomBytes(length / 2).toString('hex');
const ANNA = { userId: 'secret:anna', name: 'Anna' };

test('a folder does not grow with every change of what it holds', async ({ kept: { state, folder } }) => {
  const { id } = await addView(state, ANNA, { name: 'long', query: longQuery() });
  const before = megabytesOf(folder);
  let most = before;
  for (let change = 0; change < 60; change += 1) {
    await state.query('UPDATE saved_views SET query = $2 WHERE id = $1', [id, longQuery(1_000_000)]);
    if (change % 5 === 0) most = Math.max(most, megabytesOf(folder));
  }
  // Two files of the log, the next one, and what is replaced between two looks; without it 120 MB.
  expect(most - before).toBeLessThan(80);
});

test('what stays of a view is not written anew', async ({ kept: { state, folder } }) => {
  const { id } = await addView(state, ANNA, { name: 'long', query: longQuery() });
  const before = megabytesOf(folder);
  for (let change = 0; change < 100; change += 1) await changeView(state, ANNA, id, { name: `name ${change}` });
  expect(megabytesOf(folder) - before).toBeLessThan(10);
});
