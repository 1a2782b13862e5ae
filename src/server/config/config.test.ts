import { expect, test } from 'vitest';
import { DAY_SECONDS } from '../../contract/time/units';
import { readConfig } from './config';

test('ended jobs are kept for 30 days, or as long as their files', () => {
  expect(readConfig({}).exports).toMatchObject({ keepSeconds: 7 * DAY_SECONDS, keepJobSeconds: 30 * DAY_SECONDS });
  expect(readConfig({ EXPORT_TTL: '90d' }).exports.keepJobSeconds).toBe(90 * DAY_SECONDS);
  expect(readConfig({ JOBS_TTL: '7d' }).exports.keepJobSeconds).toBe(7 * DAY_SECONDS);
});

test('a job is never kept for less than its file: the start names both settings', () => {
  expect(() => readConfig({ JOBS_TTL: '6d' })).toThrow(/^JOBS_TTL: must not be shorter than EXPORT_TTL/);
  expect(() => readConfig({ EXPORT_TTL: '90d', JOBS_TTL: '30d' })).toThrow(/^JOBS_TTL: .* EXPORT_TTL/);
});
