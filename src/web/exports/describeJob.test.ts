import { expect, test } from 'vitest';
import { describeJobQuery, describeProblem, formatHeadline, phaseOf } from './describeJob';
import { isUnderWay } from './useJobs';

test('the phase of a job; a finished file stays available when its mail fails', () => {
  const job = {
    deliverTo: 'anna@example.com',
    hasFile: false,
    mailError: null,
    mailedBy: null,
    error: null,
    nextTryAt: null,
  };
  for (const state of ['queued', 'running'] as const)
    expect(formatHeadline({ ...job, state })).toBe('Will be sent to your email: anna@example.com');
  expect(formatHeadline({ ...job, state: 'sent', hasFile: true })).toBe('Sent to your email: anna@example.com');
  const kept = { ...job, state: 'sent', hasFile: true, mailedBy: 'outbox' } as const;
  expect(formatHeadline(kept)).toBe(
    'Not mailed to anna@example.com: no mail server is set up, it is kept in the local outbox',
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
  expect(describeProblem(late, 'Europe/Berlin')).toBe(
    'The file is ready and can be downloaded. The mail server does not answer. Next try at 12:00:30.',
  );
  const refused = { ...job, state: 'failed', hasFile: true, error: 'The mail server said: 550 No such user' } as const;
  expect(phaseOf(refused)).toBe('mailFailed');
  expect(describeProblem(refused, 'UTC')).toContain('550 No such user. The file is ready');
  expect(phaseOf({ ...refused, hasFile: false })).toBe('failed');
  expect(
    (['queued', 'running', 'sent', 'failed', 'cancelled'] as const).filter((state) => isUnderWay({ state })),
  ).toEqual(['queued', 'running']);
});

test('the query of a job', () => {
  const query = 'filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat';
  expect(describeJobQuery({ query, format: 'csv', problem: null })).toBe('Channel is chat');
  expect(describeJobQuery({ query: '', format: 'csv', problem: null })).toBe('all tickets');
  expect(describeJobQuery({ query: 'offset=12', format: 'csv', problem: null })).toBe(
    'all tickets, from row 13 of the result on',
  );
  expect(describeJobQuery({ query: 'limit=1000', format: 'csv', problem: null })).toBe(
    'all tickets, from row 1 of the result on, at most 1,000 rows',
  );
  expect(describeJobQuery({ query: 'no=such', format: 'csv', problem: null })).toBe('');
  expect(describeJobQuery({ query: null, format: 'csv', problem: 'names the column "a"' })).toBe(
    'This export names the column "a".',
  );
});
