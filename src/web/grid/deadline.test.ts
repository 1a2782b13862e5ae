import { expect, test } from 'vitest';
import { deadlineOf } from './deadline';

const AS_OF = '2026-11-23 14:00:00';

test.each([
  ['closed after it', { closedAt: '2026-11-22 12:00:00', dueBy: '2026-11-22 10:00:00' }, '2 h late', 'breachedClosed'],
  ['closed before it', { closedAt: '2026-11-19 10:00:00', dueBy: '2026-11-22 10:00:00' }, '3 d early', 'met'],
  ['closed in its second', { closedAt: '2026-11-22 10:00:00', dueBy: '2026-11-22 10:00:00' }, 'on time', 'met'],
  ['not closed, before it', { closedAt: null, dueBy: '2026-11-23 17:00:00' }, 'due in 3 h', 'pending'],
  ['not closed, after it', { closedAt: null, dueBy: '2026-11-22 10:00:00' }, '1 d 4 h overdue', 'breachedOpen'],
  ['not closed, at this very second', { closedAt: null, dueBy: AS_OF }, 'due in 0 s', 'pending'],
])('%s', (_, times, words, state) => {
  expect(deadlineOf(times, AS_OF)).toEqual({ words, state });
});

test('stored seconds count where they are stored', () => {
  const times = { closedAt: '2024-05-13 16:15:00', dueBy: '2024-05-20 09:00:00' };
  expect(deadlineOf({ ...times, secondsClosedAfterSLA: -3600 }, AS_OF)?.words).toBe('1 h early');
  expect(deadlineOf({ ...times, secondsClosedAfterSLA: null }, AS_OF)?.words).toBe('6 d 16 h early');
  expect(deadlineOf({ closedAt: times.closedAt, secondsClosedAfterSLA: 60 }, AS_OF)?.words).toBe('1 min late');
});

test('stored seconds of a ticket that is not closed mean nothing', () => {
  const open = { closedAt: null, dueBy: '2026-11-23 13:00:00', secondsClosedAfterSLA: -60 };
  expect(deadlineOf(open, AS_OF)?.words).toBe('1 h overdue');
});

test('without a deadline there is nothing to say', () => {
  expect(deadlineOf({ closedAt: '2026-11-22 12:00:00', dueBy: null }, AS_OF)).toBeNull();
  expect(deadlineOf({ closedAt: null, dueBy: null }, AS_OF)).toBeNull();
  expect(deadlineOf({}, AS_OF)).toBeNull();
});
