import { describe, expect, test } from 'vitest';
import { formatDuration, parseDuration } from './format';

describe('a duration that is no whole number of seconds is rounded, not cut', () => {
  test.each([
    [59.6, '1 min'],
    [59.4, '59 s'],
    [3599.5, '1 h'],
    [0.4, '0 s'],
    [-59.6, '−1 min'],
  ])('%d s', (seconds, words) => {
    expect(formatDuration(seconds)).toBe(words);
  });
});

describe('a typed duration', () => {
  test.each([
    ['90', 90],
    ['-90', -90],
    ['2 d 4 h', 2 * 86_400 + 4 * 3600],
    ['90 min', 5400],
    ['90m', 5400],
    ['1.5 h', 5400],
    ['2w', 14 * 86_400],
    ['45 sec', 45],
    ['1 H', 3600],
    ['-1 h 30 min', -5400],
    ['−1 h', -3600],
    [' 1 d ', 86_400],
  ])('%s', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  test.each(['', 'soon', '1 month', '1 h and more', '1..5 h', 'h', '1 h -2 min'])('“%s” is none', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  test('is what its own words say, to the second', () => {
    for (const seconds of [1, 59, 60, 3601, 86_399, 90_061, 40 * 86_400 + 5]) {
      expect(parseDuration(formatDuration(seconds, 4))).toBe(seconds);
      expect(parseDuration(formatDuration(-seconds, 4))).toBe(-seconds);
    }
  });
});
