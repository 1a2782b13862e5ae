import { describe, expect, test } from 'vitest';
import {
  BREACH_BASES,
  breachRate,
  DATA_CHECK_LABEL,
  DATA_CHECKS,
  isByChance,
  SLA_STATE_LABEL,
  SLA_STATES,
  type SlaCounts,
} from './sla';

const NONE: SlaCounts = { met: 0, breachedClosed: 0, breachedOpen: 0, pending: 0, noSla: 0 };
/** Every count has digits of its own, so that a sum tells which went into it. */
const COUNTS: SlaCounts = { met: 1, breachedClosed: 20, breachedOpen: 300, pending: 4000, noSla: 50_000 };

describe('the breach rate', () => {
  test('counts what is decided by now: met, closed late, and overdue but not closed', () => {
    expect(breachRate(COUNTS, 'all')).toEqual({ breached: 320, of: 321, rate: 320 / 321 });
  });

  test('of closed tickets counts nothing that is not closed', () => {
    expect(breachRate(COUNTS, 'closed')).toEqual({ breached: 20, of: 21, rate: 20 / 21 });
  });

  test('is the headline unless closed only is asked for', () => {
    expect(breachRate(COUNTS)).toEqual(breachRate(COUNTS, 'all'));
  });

  test('of tickets that are pending or have no deadline is none at all, not zero', () => {
    const undecided = { ...NONE, pending: 7, noSla: 9 };
    for (const base of BREACH_BASES) expect(breachRate(undecided, base)).toEqual({ breached: 0, of: 0, rate: null });
  });

  test('of overdue tickets alone is all of them, and none of closed ones', () => {
    const overdue = { ...NONE, breachedOpen: 3 };
    expect(breachRate(overdue, 'all')).toEqual({ breached: 3, of: 3, rate: 1 });
    expect(breachRate(overdue, 'closed')).toEqual({ breached: 0, of: 0, rate: null });
  });

  test('is zero where every ticket was met', () => {
    for (const base of BREACH_BASES)
      expect(breachRate({ ...NONE, met: 5 }, base)).toEqual({ breached: 0, of: 5, rate: 0 });
  });
});

/** The words of the API: whoever renames one breaks links, saved views and clients. */
test('states, checks and bases are those of the contract', () => {
  expect(BREACH_BASES).toEqual(['all', 'closed']);
  expect(SLA_STATES).toEqual(['met', 'breachedClosed', 'breachedOpen', 'pending', 'noSla']);
  expect(DATA_CHECKS).toEqual([
    'closeTimeContradicts',
    'slaTimeContradicts',
    'closedBeforeCreated',
    'closedWithoutClosedAt',
    'closedAtWithoutClosed',
    'closedInFuture',
    'noDeadline',
  ]);
});

test('each state says on screen what it is; "not closed", since open is a status', () => {
  expect(SLA_STATES.map((state) => SLA_STATE_LABEL[state])).toEqual([
    'met',
    'closed late',
    'overdue, not closed',
    'pending',
    'no deadline',
  ]);
});

test('each data check says which facts contradict each other', () => {
  expect(DATA_CHECK_LABEL).toEqual({
    closeTimeContradicts: 'time to close differs from created and closed',
    slaTimeContradicts: 'time after deadline differs from due and closed',
    closedBeforeCreated: 'closed before created',
    closedWithoutClosedAt: 'status closed or resolved, but no closing time',
    closedAtWithoutClosed: 'closing time, but status is neither closed nor resolved',
    closedInFuture: 'closing time in the future',
    noDeadline: 'no deadline',
  });
});

test.each([
  // z = 0.51, 1.94, 1.99 and 2.50, by the pooled rate.
  [{ breached: 270, of: 1000 }, { breached: 260, of: 1000 }, true],
  [{ breached: 299, of: 1000 }, { breached: 260, of: 1000 }, true],
  [{ breached: 300, of: 1000 }, { breached: 260, of: 1000 }, false],
  [{ breached: 300, of: 1000 }, { breached: 250, of: 1000 }, false],
  [{ breached: 0, of: 40 }, { breached: 0, of: 50 }, true],
])('%o and %o differ by chance: %s', (one, other, byChance) => {
  expect(isByChance(one, other)).toBe(byChance);
  expect(isByChance(other, one)).toBe(byChance);
});
