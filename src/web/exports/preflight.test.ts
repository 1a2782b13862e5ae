import { expect, test } from 'vitest';
import { describeOutcome, formatSize, willDownload } from './preflight';

const PROFILE = {
  limits: { syncRows: { xlsx: 1000, csv: 300_000, json: 300_000, ndjson: 300_000, parquet: 300_000 } },
};

test('up to the limit it downloads, beyond it is mailed', () => {
  const csv = { format: 'csv', delivery: 'download' } as const;
  expect(willDownload(PROFILE, csv, 300_000)).toBe(true);
  expect(willDownload(PROFILE, csv, 300_001)).toBe(false);
  expect(willDownload(PROFILE, { ...csv, delivery: 'email' }, 1)).toBe(false);
});

test('what an export in each format will do', () => {
  const outcome = (format: 'csv' | 'xlsx', delivery: 'download' | 'email') =>
    describeOutcome(PROFILE, { format, delivery }, 12_412);
  expect(outcome('csv', 'download')).toBe('downloads now');
  expect(outcome('csv', 'email')).toBe('will be emailed to you');
  for (const delivery of ['download', 'email'] as const)
    expect(outcome('xlsx', delivery)).toBe('will be emailed to you (more than 1,000 rows)');
});

test('the size of a file is estimated where the server sends the length of values', () => {
  expect(formatSize({}, 'csv', ['id'], 1000)).toBeUndefined();
  const profile = { columnBytes: { id: 7, topic: 10 } };
  // id,"topic" and a line end: 7 + 1 + 10 + 3 + 2, less the last comma's byte.
  expect(formatSize(profile, 'csv', ['id', 'topic'], 1000)).toBe('23.0 kB');
  expect(formatSize(profile, 'json', ['id', 'topic'], 1000)).toBe('36.0 kB');
  expect(formatSize(profile, 'csv', ['id'], 1000)).toBe('10.0 kB');
});
