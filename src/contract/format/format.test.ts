import { describe, expect, test } from 'vitest';
import { DAY_SECONDS as DAY, HOUR_SECONDS as HOUR, MINUTE_SECONDS as MINUTE } from '../time/units';
import { formatDuration, formatShare } from './format';

describe('durations side by side are equally exact', () => {
  test.each([
    [0, 2, '0 s'],
    [56, 2, '56 s'],
    [23 * HOUR + 56, 2, '23 h'],
    [23 * HOUR + 5 * MINUTE + 56, 2, '23 h 5 min'],
    [2 * DAY + 27 * MINUTE + 1, 3, '2 d 27 min'],
    [DAY + 8 * HOUR + 49 * MINUTE + 7, 3, '1 d 8 h 49 min'],
    [-(HOUR + 1), 3, '−1 h 1 s'],
    [2 * DAY + 1, 4, '2 d 1 s'],
    [1200 * DAY, 1, '1,200 d'],
  ])('%i s in %i parts', (seconds, parts, words) => {
    expect(formatDuration(seconds, parts)).toBe(words);
  });
});

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
