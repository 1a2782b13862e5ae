import { describe, expect, test } from 'vitest';
import { REPORT } from '../../testing/reportFixture';
import { badChange, countChange, durationChange, rateChange, totalChange } from './changes';
import { describeCountBefore } from './describeBefore';

describe('a change says its sign in words, and its tone says whether that is good', () => {
  test('of a count that is bad to have more of, where its share of all changed as well', () => {
    const overdue = (breached: number, of = 3000) => ({ breached, of });
    expect(badChange(overdue(1500), overdue(300))).toEqual({ text: '+1,200', tone: 'bad' });
    expect(badChange(overdue(300), overdue(1500))).toEqual({ text: '−1,200', tone: 'good' });
    expect(badChange(overdue(7), overdue(7))).toEqual({ text: '±0', tone: 'neutral' });
    expect(badChange(overdue(7), undefined)).toBeNull();
  });

  test('fewer of fewer tickets is not better, and more of more not worse', () => {
    expect(badChange({ breached: 166, of: 1824 }, { breached: 281, of: 3106 })?.tone).toBe('neutral');
    expect(badChange({ breached: 400, of: 4000 }, { breached: 200, of: 2000 })?.tone).toBe('neutral');
    expect(badChange({ breached: 300, of: 9000 }, { breached: 200, of: 2000 })?.tone).toBe('neutral');
    expect(badChange({ breached: 0, of: 0 }, { breached: 200, of: 2000 })?.tone).toBe('neutral');
  });

  test('of a count that is neither', () => {
    expect(countChange(9, 7)).toEqual({ text: '+2', tone: 'neutral' });
    expect(countChange(7, 9)).toEqual({ text: '−2', tone: 'neutral' });
  });

  test('of a total in per cent, and in tickets where there were none', () => {
    expect(totalChange(150, 100)).toEqual({ text: '+50 %', tone: 'neutral' });
    expect(totalChange(75, 100)).toEqual({ text: '−25 %', tone: 'neutral' });
    expect(totalChange(4, 0)).toEqual({ text: '+4', tone: 'neutral' });
  });

  test('of a rate in percentage points; what chance explains is neither good nor bad', () => {
    const rate = (breached: number, of = 1000) => ({ breached, of, rate: breached / of });
    expect(rateChange(rate(150), rate(100))).toEqual({ text: '+5.0 pp', tone: 'bad' });
    expect(rateChange(rate(100), rate(150))).toEqual({ text: '−5.0 pp', tone: 'good' });
    expect(rateChange(rate(120), rate(100))).toEqual({ text: '+2.0 pp', tone: 'neutral' });
    expect(rateChange({ ...rate(100), rate: 0.09998 }, rate(100))).toEqual({ text: '±0.0 pp', tone: 'neutral' });
    expect(rateChange(rate(100), rate(100))).toEqual({ text: '±0.0 pp', tone: 'neutral' });
  });

  test('of a duration: neither good nor bad, since no rule tells what chance explains', () => {
    expect(durationChange(7200, 3600)).toEqual({ text: '+1 h', tone: 'neutral' });
    expect(durationChange(3 * 3600, 420)?.text).toBe('+2 h 53 min');
    expect(durationChange(3600, 7200)).toEqual({ text: '−1 h', tone: 'neutral' });
  });
});

test('what a count was before, and by day where the periods differ in length', () => {
  const { previous } = REPORT;
  if (previous === null) throw new Error('the fixture has a period before');
  const march = { ...previous, current: { from: '2026-03-01 00:00:00', to: '2026-03-31 23:59:59' } };
  const february = { ...march, from: '2026-02-01 00:00:00', to: '2026-02-28 23:59:59' };
  expect(describeCountBefore(6539, 6050, february)).toBe(
    'Before: 6,050 in 28 days, now 6,539 in 31 days: −2.4 % a day',
  );
  const january = { ...march, from: '2026-01-01 00:00:00', to: '2026-01-31 23:59:59' };
  expect(describeCountBefore(6539, 6050, january)).toBe('Before: 6,050');
});

test('without a figure on either side there is no change', () => {
  expect(countChange(5, undefined)).toBeNull();
  expect(totalChange(5, undefined)).toBeNull();
  const [some, none] = [
    { breached: 1, of: 10, rate: 0.1 },
    { breached: 0, of: 0, rate: null },
  ];
  expect([rateChange(none, some), rateChange(some, none), rateChange(some, undefined)]).toEqual([null, null, null]);
  expect(durationChange(undefined, 5)).toBeNull();
  expect(durationChange(5, null)).toBeNull();
});
