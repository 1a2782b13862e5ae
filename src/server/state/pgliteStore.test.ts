import { setImmediate } from 'node:timers/promises';
import { expect } from 'vitest';
import { test as base } from '../../testing/fixtures';
import { copyTestState } from '../../testing/testState';
import { openPglite } from './pgliteStore';

const test = base.extend('state', async ({ dataDir }, { onCleanup }) => {
  const state = await openPglite(copyTestState(dataDir, 'empty'));
  onCleanup(() => state.close());
  return state;
});

test('statements and transactions that come together each have a turn of the event loop', async ({ state }) => {
  let turn = 0;
  let counting = true;
  const counted = (async () => {
    for (; counting; turn += 1) await setImmediate();
  })();
  const ended = await Promise.all([
    ...Array.from({ length: 5 }, () => state.query('SELECT 1').then(() => turn)),
    ...Array.from({ length: 5 }, () =>
      state.transaction((transaction) => transaction.query('SELECT 1')).then(() => turn),
    ),
  ]);
  counting = false;
  await counted;
  expect(new Set(ended).size).toBe(10);
});
