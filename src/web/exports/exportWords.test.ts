import { expect, test } from 'vitest';
import { jobHeadline, jobQueryInWords, jobTrouble, phaseOf } from './jobWords';
import { outcomeWords, sizeWords, willDownload } from './preflight';
import { refusal } from './startDownload';
import { isUnderWay } from './useJobs';

const PROFILE = { limits: { syncRows: { xlsx: 1000, csv: 300_000, json: 300_000 } } };

test('up to the limit it downloads, beyond it is mailed', () => {
  expect(willDownload(PROFILE, 'csv', 300_000)).toBe(true);
  expect(willDownload(PROFILE, 'csv', 300_001)).toBe(false);
});

test('what each format will do is said before the click', () => {
  expect(outcomeWords(PROFILE, 'csv', 12_412)).toBe('downloads now');
  expect(outcomeWords(PROFILE, 'xlsx', 12_412)).toBe('will be emailed to you (more than 1,000 rows)');
});

test('about how large a file will be is said where the server tells how long values are', () => {
  expect(sizeWords({}, 'csv', ['id'], 1000)).toBeUndefined();
  const profile = { columnBytes: { id: 7, topic: 10 } };
  // id,"topic" and a line end: 7 + 1 + 10 + 3 + 2, less the last comma's byte.
  expect(sizeWords(profile, 'csv', ['id', 'topic'], 1000)).toBe('23.0 kB');
  expect(sizeWords(profile, 'json', ['id', 'topic'], 1000)).toBe('36.0 kB');
  expect(sizeWords(profile, 'csv', ['id'], 1000)).toBe('10.0 kB');
});

test('a job says where it is; a whole file is not lost because its mail is', () => {
  const job = {
    deliverTo: 'anna@example.com',
    hasFile: false,
    mailError: null,
    mailedBy: null,
    error: null,
    nextTryAt: null,
  };
  for (const state of ['queued', 'running'] as const)
    expect(jobHeadline({ ...job, state })).toBe('Will be sent to your email: anna@example.com');
  expect(jobHeadline({ ...job, state: 'sent', hasFile: true })).toBe('Sent to your email: anna@example.com');
  const kept = { ...job, state: 'sent', hasFile: true, mailedBy: 'outbox' } as const;
  expect(jobHeadline(kept)).toBe(
    'Sent to your email: anna@example.com – kept in the local outbox, since no mail server is set up',
  );
  expect(phaseOf(kept)).toBe('inOutbox');
  const late = {
    ...job,
    state: 'running',
    hasFile: true,
    mailError: 'The mail server does not answer',
    nextTryAt: '2024-05-01T10:00:30.000Z',
  } as const;
  expect(phaseOf(late)).toBe('mailLate');
  expect(jobTrouble(late, 'Europe/Berlin')).toBe(
    'The file is ready and can be downloaded. The mail server does not answer. Next try at 12:00:30.',
  );
  const refused = { ...job, state: 'failed', hasFile: true, error: 'The mail server said: 550 No such user' } as const;
  expect(phaseOf(refused)).toBe('mailFailed');
  expect(jobTrouble(refused, 'UTC')).toContain('550 No such user. The file is ready');
  expect(phaseOf({ ...refused, hasFile: false })).toBe('failed');
  expect(
    (['queued', 'running', 'sent', 'failed', 'cancelled'] as const).filter((state) => isUnderWay({ state })),
  ).toEqual(['queued', 'running']);
});

test('a job says what it holds', () => {
  const query = 'filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat';
  expect(jobQueryInWords({ query, format: 'csv', problem: null })).toBe('Channel is chat');
  expect(jobQueryInWords({ query: '', format: 'csv', problem: null })).toBe('all tickets');
  expect(jobQueryInWords({ query: 'offset=12', format: 'csv', problem: null })).toBe(
    'all tickets, from row 13 of the result on',
  );
  expect(jobQueryInWords({ query: 'limit=1000', format: 'csv', problem: null })).toBe(
    'all tickets, from row 1 of the result on, at most 1,000 rows',
  );
  expect(jobQueryInWords({ query: 'no=such', format: 'csv', problem: null })).toBe('');
  expect(jobQueryInWords({ query: null, format: 'csv', problem: 'names the column "a"' })).toBe(
    'This export names the column "a".',
  );
});

test('a refused download is told in the server’s words, or in ours', () => {
  expect(refusal('{"error":{"code":"notFound","message":"This file is no longer here"}}')).toBe(
    'This file is no longer here',
  );
  for (const text of ['', '<html>', '{}', 'null']) expect(refusal(text)).toBe('The download could not be started');
});
