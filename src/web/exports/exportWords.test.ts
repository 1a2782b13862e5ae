import { expect, test } from 'vitest';
import { jobHeadline, jobQueryInWords } from './jobWords';
import { preflightWords, willDownload } from './preflight';
import { refusal } from './startDownload';
import { isUnderWay } from './useJobs';

const PROFILE = { limits: { syncRows: { xlsx: 1000, csv: 300_000, json: 300_000 } } };

test('up to the limit it downloads, beyond it is mailed', () => {
  expect(willDownload(PROFILE, 'csv', 300_000)).toBe(true);
  expect(willDownload(PROFILE, 'csv', 300_001)).toBe(false);
});

test('what each format will do is said before the click', () => {
  expect(preflightWords(PROFILE, 12_412)).toMatch(/^csv and json download now/);
  expect(preflightWords(PROFILE, 300_001)).toContain('will be emailed to you (more than 300,000 rows)');
});

test('a job says where it is', () => {
  const deliverTo = 'anna@example.com';
  expect(jobHeadline({ state: 'queued', deliverTo })).toBe('Will be sent to your email: anna@example.com');
  expect(jobHeadline({ state: 'running', deliverTo })).toBe('Will be sent to your email: anna@example.com');
  expect(jobHeadline({ state: 'sent', deliverTo })).toBe('Sent to your email: anna@example.com');
  expect(
    (['queued', 'running', 'sent', 'failed', 'cancelled'] as const).filter((state) => isUnderWay({ state })),
  ).toEqual(['queued', 'running']);
});

test('a job says what it holds', () => {
  const query = 'filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat';
  expect(jobQueryInWords({ query, format: 'csv' })).toBe('Channel is chat');
  expect(jobQueryInWords({ query: '', format: 'csv' })).toBe('all tickets');
  expect(jobQueryInWords({ query: 'no=such', format: 'csv' })).toBe('');
});

test('a refused download is told in the server’s words, or in ours', () => {
  expect(refusal('{"error":{"code":"notFound","message":"This file is no longer here"}}')).toBe(
    'This file is no longer here',
  );
  for (const text of ['', '<html>', '{}', 'null']) expect(refusal(text)).toBe('The download could not be started');
});
