import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { eventLoopTurn } from './eventLoopTurn';

test('those who come together each have a turn of their own', async () => {
  let turn = 0;
  let counting = true;
  const counted = (async () => {
    for (; counting; turn += 1) await setImmediate();
  })();
  const turns = await Promise.all(Array.from({ length: 5 }, () => eventLoopTurn().then(() => turn)));
  counting = false;
  await counted;
  expect(new Set(turns).size).toBe(5);
});

test('whoever has many waits behind those who have one', async () => {
  const order: string[] = [];
  const take = (whose: string) => eventLoopTurn(whose).then(() => order.push(whose));
  await Promise.all([take('many'), take('many'), take('many'), take('one'), take('other')]);
  expect(order).toEqual(['many', 'one', 'other', 'many', 'many']);
});
