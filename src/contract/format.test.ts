import { expect, test } from 'vitest';
import { formatShare } from './format';

test('a share that is neither none nor all never reads as either', () => {
  expect([0, 2 / 5007, 0.0006, 0.0861, 0.9994, 5005 / 5007, 1, null].map(formatShare)).toEqual([
    '0.0 %',
    '<0.1 %',
    '0.1 %',
    '8.6 %',
    '99.9 %',
    '>99.9 %',
    '100.0 %',
    '–',
  ]);
});
