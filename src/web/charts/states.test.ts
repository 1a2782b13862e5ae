import { expect, test } from 'vitest';
import { stateAt } from './states';

test('the part of a stacked bar at a height of the axis', () => {
  const bucket = { met: 10, breachedClosed: 0, breachedOpen: 5, pending: 2 };
  expect([0.5, 10, 10.5, 15, 16, 18].map((height) => stateAt(bucket, height))).toEqual([
    'met',
    'met',
    'breachedOpen',
    'breachedOpen',
    'pending',
    undefined,
  ]);
});
