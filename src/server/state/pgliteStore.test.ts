import { setImmediate } from 'node:timers/promises';
import { expect } from 'vitest';
import { z } from 'zod';
import { test as base } from '../../testing/fixtures';
import { copyTestState } from '../../testing/testState';
import { openPglite } from './pgliteStore';
import { stateFor } from './stateStore';

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

test('callers take turns: a hundred statements of one hold up another by two', async ({ state }) => {
  const [ended, anna, ben] = [[] as string[], stateFor(state, 'anna'), stateFor(state, 'ben')];
  const note = (who: string) => () => ended.push(who);
  const hers = Array.from({ length: 50 }, () => [
    anna.query('SELECT 1').then(note('anna')),
    anna.transaction((transaction) => transaction.query('SELECT 1')).then(note('anna')),
  ]).flat();
  const his = [ben.row(z.object({ n: z.int() }), 'SELECT $1::int AS n', [1]).then(note('ben'))];
  const own = state.query('SELECT 1').then(note('server'));
  await Promise.all([...hers, ...his, own]);
  expect(ended.slice(0, 5).sort()).toEqual(['anna', 'anna', 'anna', 'ben', 'server'].sort());
});

test('what was asked before it closes is answered', async ({ dataDir }) => {
  const state = await openPglite(copyTestState(dataDir, 'empty'));
  const asked = Array.from({ length: 5 }, (_, who) => stateFor(state, `user ${who}`).query('SELECT 1 AS n'));
  await state.close();
  expect(await Promise.all(asked)).toEqual(Array(5).fill([{ n: 1 }]));
});
