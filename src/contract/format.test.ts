import { describe, expect, test } from 'vitest';
import { formatDuration } from './format';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

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
