import { expect, test } from 'vitest';
import { DAY_SECONDS, HOUR_SECONDS } from '../../contract/time/units';
import { deadlineOf } from './deadline';

test.each([
  ['closed after it', 'breachedClosed', 2 * HOUR_SECONDS, '2 h late', true],
  ['closed before it', 'met', -3 * DAY_SECONDS, '3 d early', false],
  ['closed in its second', 'met', 0, 'on time', false],
  ['not closed, before it', 'pending', -3 * HOUR_SECONDS, 'due in 3 h', false],
  ['not closed, after it', 'breachedOpen', DAY_SECONDS + 4 * HOUR_SECONDS, '1 d 4 h overdue', true],
  ['not closed, at this very second', 'pending', 0, 'due in 0 s', false],
])('%s', (_, slaState, againstDeadline, words, isBreached) => {
  expect(deadlineOf({ slaState, againstDeadline })).toEqual({
    words,
    isBreached,
    isOverdue: slaState === 'breachedOpen',
  });
});

test('without a deadline there is nothing to say', () => {
  expect(deadlineOf({ slaState: 'noSla', againstDeadline: null })).toBeNull();
  expect(deadlineOf({ againstDeadline: 60 })).toBeNull();
  expect(deadlineOf({})).toBeNull();
});
