import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WEEKDAYS } from '../../contract/columns/columns';
import type { When } from '../../contract/responses/schedules';
import { latestTime, nextTime, type Times } from './times';

const daily = (at: string): When => ({ every: 'week', weekdays: [...WEEKDAYS], at });

/** The next moments after an instant, in UTC. */
function timesAfter(times: Times, from: string, n: number): string[] {
  const found: string[] = [];
  let after = new Date(from);
  while (found.length < n) {
    after = nextTime(times, after);
    found.push(after.toISOString().slice(0, 16));
  }
  return found;
}

test('every Monday 08:00 stays 08:00 through summer and winter', () => {
  const times: Times = { when: { every: 'week', weekdays: ['monday'], at: '08:00' }, timeZone: 'Europe/Berlin' };
  expect(timesAfter(times, '2026-03-20T00:00Z', 2)).toEqual(['2026-03-23T07:00', '2026-03-30T06:00']);
  expect(timesAfter(times, '2026-10-19T06:00Z', 1)).toEqual(['2026-10-26T07:00']);
});

test('a weekday that is named seven times is one day', () => {
  const when: When = { every: 'week', weekdays: Array.from({ length: 7 }, () => 'monday' as const), at: '08:00' };
  expect(timesAfter({ when, timeZone: 'UTC' }, '2026-03-20T00:00Z', 2)).toEqual([
    '2026-03-23T08:00',
    '2026-03-30T08:00',
  ]);
});

test('a time that the clocks leave out comes right after the gap, one that comes twice counts once', () => {
  const times: Times = { when: daily('02:30'), timeZone: 'Europe/Berlin' };
  expect(timesAfter(times, '2026-03-28T12:00Z', 2)).toEqual(['2026-03-29T01:00', '2026-03-30T00:30']);
  expect(timesAfter(times, '2026-10-24T12:00Z', 2)).toEqual(['2026-10-25T00:30', '2026-10-26T01:30']);
});

test('an hourly schedule has a time in every hour that passes', () => {
  const times: Times = { when: { every: 'hour', minute: 15 }, timeZone: 'Europe/Berlin' };
  for (const from of ['2026-03-28T23:30Z', '2026-10-24T22:30Z']) {
    const hours = timesAfter(times, from, 6).map((time) => Date.parse(`${time}Z`) / 3_600_000);
    expect(hours.slice(1).map((hour, index) => hour - (hours[index] ?? 0))).toEqual([1, 1, 1, 1, 1]);
  }
});

test('days that a month does not have are left out; the last is in each', () => {
  const on = (day: number | 'last'): Times => ({ when: { every: 'month', day, at: '08:00' }, timeZone: 'UTC' });
  expect(timesAfter(on(31), '2026-01-31T08:00Z', 2)).toEqual(['2026-03-31T08:00', '2026-05-31T08:00']);
  expect(timesAfter(on('last'), '2026-01-31T08:00Z', 2)).toEqual(['2026-02-28T08:00', '2026-03-31T08:00']);
});

test('the latest time is the one that was next before it, in any zone at any moment', () => {
  const timesOf = fc.record({
    when: fc.oneof(
      fc.record({ every: fc.constant('hour' as const), minute: fc.nat(59) }),
      fc.record({
        every: fc.constant('week' as const),
        weekdays: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }),
        at: fc.constantFrom('00:00', '02:00', '02:30', '03:00', '23:59'),
      }),
      fc.record({
        every: fc.constant('month' as const),
        day: fc.constantFrom(1, 29, 31, 'last' as const),
        at: fc.constantFrom('00:00', '02:30'),
      }),
    ),
    timeZone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'),
  });
  const instant = fc.date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(timesOf, instant, (times, now) => {
      const [latest, next] = [latestTime(times, now), nextTime(times, now)];
      expect(latest <= now && now < next).toBe(true);
      expect(nextTime(times, latest)).toEqual(next);
      expect(latestTime(times, latest)).toEqual(latest);
    }),
    { numRuns: 500 },
  );
});
