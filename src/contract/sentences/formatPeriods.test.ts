import { expect, test } from 'vitest';
import { GERMAN_TEXTS } from '../languages/german';
import { spokenIn } from '../texts/texts';
import { describeComparison, describeNoComparison, formatComparedPeriod } from './formatPeriods';

const figures = {
  kind: 'calendar',
  asOf: '2026-10-24 15:00:00',
  total: 1,
  notClosed: 0,
  states: { met: 1, breachedClosed: 0, breachedOpen: 0, pending: 0, noSla: 0 },
  timeToClose: {
    n: 1,
    p50: 1,
    p90: 1,
    kaplanMeier: { closed: 1, open: 0, percentiles: { p50: 1, p90: 1, p95: 1, p99: 1 }, estimated: false },
  },
} as const;

test('the compared days, each in one line, with the year only where it is another one', () => {
  const format = (from: string, to: string, current: { from: string; to: string }, soFar = false) =>
    formatComparedPeriod({ ...figures, from, to, current, soFar }).replaceAll('\u00a0', '⍽');
  const november = { from: '2026-11-01 00:00:00', to: '2026-11-24 15:00:00' };
  expect(format('2026-10-01 00:00:00', '2026-10-24 15:00:00', november, true)).toBe('vs 1–24⍽Oct so far');
  expect(format('2026-08-03 00:00:00', '2026-10-31 23:59:59', november)).toBe('vs 3⍽Aug – 31⍽Oct');
  expect(format('2026-10-31 00:00:00', '2026-10-31 23:59:59', november)).toBe('vs 31⍽Oct');
  const january = { from: '2026-01-01 00:00:00', to: '2026-01-31 23:59:59' };
  expect(format('2025-12-01 00:00:00', '2025-12-31 23:59:59', january)).toBe('vs 1–31⍽Dec 2025');
  expect(format('2025-01-01 00:00:00', '2025-12-31 23:59:59', january)).toBe('vs 2025');
  expect(format('2023-01-01 00:00:00', '2024-12-31 23:59:59', january)).toBe('vs 2023–2024');
  expect(format('2024-12-02 00:00:00', '2025-12-31 23:59:59', january)).toBe('vs 2⍽Dec 2024⍽– 31⍽Dec 2025');
  const german = spokenIn(GERMAN_TEXTS, () => format('2026-06-03 00:00:00', '2026-09-01 23:59:59', november));
  expect(german).toBe('gegenüber 3.⍽Juni – 1.⍽Sept.');
});

test('both stretches in full, with times where they are not whole days', () => {
  expect(
    describeComparison({
      ...figures,
      from: '2026-10-01 00:00:00',
      to: '2026-10-24 15:00:00',
      current: { from: '2026-11-01 00:00:00', to: '2026-11-24 15:00:00' },
      soFar: true,
    }),
  ).toBe(
    '1 Nov 2026 – 24 Nov 2026, 15:00 (so far) compared with 1 Oct 2026 – 24 Oct 2026, 15:00 as of 24 Oct 2026, 15:00',
  );
});

test('why there is no comparison', () => {
  expect(describeNoComparison({ reason: 'otherTimeBounded', column: 'dueBy' })).toMatch(/^no period before: Due/);
  expect(describeNoComparison({ reason: 'pastUnknown', key: 'status' })).toBe(
    'no comparison: what Status was then is not known',
  );
  expect(describeNoComparison({ reason: 'dataBegin', at: '2024-02-29 01:16:00' })).toBe(
    'no comparison: data begin on 29 Feb 2024',
  );
  expect(describeNoComparison({ reason: 'createdLater' })).toMatch(/created after this moment$/);
  expect(describeNoComparison({ reason: 'noTickets' })).toBe('no tickets in the period before');
  expect(describeNoComparison({ reason: 'noCreatedRange' })).toBe('');
  expect(describeNoComparison(null)).toBe('');
});
