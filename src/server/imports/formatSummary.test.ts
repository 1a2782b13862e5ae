import { expect, test } from 'vitest';
import { formatProgress } from './formatSummary';

const READ = { rows: 90_000, bytes: 600, totalBytes: 1000 };

test('how far the reading is and what is left of it; storing has no end that could be told', () => {
  expect(formatProgress({ phase: 'reading', ...READ }, 3)).toBe('60 % read: 90,000 rows, 30,000 rows/s, 2 s left');
  expect(formatProgress({ phase: 'storing', ...READ, bytes: 1000 }, 5)).toBe('storing 90,000 rows ...');
});
