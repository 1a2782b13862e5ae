import { describe, expect, test } from 'vitest';
import type { Bucket } from '../../../contract/query/requests';
import { addUnits, floorTo } from '../../../contract/time/timeBounds';
import type { TimeUnit } from '../../../contract/time/units';
import { formatWallTime, parseWallTime } from '../../../contract/time/wallTime';
import { collide } from '../card/AxisTicks';
import { timeTicks } from './timeTicks';

const UNIT = { hour: 'h', day: 'd', week: 'w', month: 'M' } as const satisfies Record<Bucket, TimeUnit>;

function startsFrom(bucket: Bucket, first: string, count: number): string[] {
  let start = floorTo(parseWallTime(first) ?? 0, UNIT[bucket]);
  return Array.from({ length: count }, () => {
    const text = formatWallTime(start);
    start = addUnits(start, 1, UNIT[bucket]) ?? start;
    return text;
  });
}

const labels = (bucket: Bucket, starts: string[], plotWidth: number) =>
  timeTicks(bucket, starts, plotWidth / starts.length).map(({ label, below = '' }) => `${label}/${below}`);

describe.each(['hour', 'day', 'week', 'month'] as const)('%s', (bucket) => {
  test.each([1, 2, 3, 13, 24, 48, 49, 100, 400])('%i buckets: labels never touch, and the first says when', (count) => {
    for (const first of ['2023-12-28 14:00:00', '2024-03-31 00:00:00', '2024-12-30 23:00:00']) {
      const starts = startsFrom(bucket, first, count);
      for (const plotWidth of [180, 250, 400, 760, 1500]) {
        const ticks = timeTicks(bucket, starts, plotWidth / count);
        expect(collide(ticks, plotWidth / count), `${first} at ${plotWidth}`).toBe(false);
        expect(ticks[0]?.below).toContain(starts[0]?.slice(0, 4));
        if (count <= 400 && plotWidth >= 400 && count >= 13) expect(ticks.length).toBeGreaterThan(1);
      }
    }
  });
});

test('hours of one day by their time, many days of hours by their midnights', () => {
  expect(labels('hour', startsFrom('hour', '2024-10-26 22:00:00', 5), 400)).toEqual([
    '22:00/26 Oct 2024',
    '23:00/',
    '27 Oct/',
    '01:00/',
    '02:00/',
  ]);
  const many = labels('hour', startsFrom('hour', '2024-10-26 14:00:00', 400), 900);
  expect(many[0]).toBe('14:00/26 Oct 2024');
  expect(many.slice(1).every((each) => /^\d+ (Oct|Nov)\/$/.test(each))).toBe(true);
  expect(many.length).toBeGreaterThan(2);
});

test('the year stands where it changes', () => {
  expect(labels('month', startsFrom('month', '2023-11-01', 5), 760)).toEqual([
    'Nov/2023',
    'Dec/',
    'Jan/2024',
    'Feb/',
    'Mar/',
  ]);
  expect(labels('week', startsFrom('week', '2024-12-16', 4), 760)).toEqual([
    '16 Dec/2024',
    '23 Dec/',
    '30 Dec/',
    '6 Jan/2025',
  ]);
});
