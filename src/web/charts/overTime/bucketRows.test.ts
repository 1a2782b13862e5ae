import { expect, test } from 'vitest';
import { bucketRows, describePale, rateAxis } from './bucketRows';

const bucket = (met: number, breachedClosed: number) => ({
  start: '2024-06-03 00:00:00',
  end: '2024-06-10 00:00:00',
  cutOff: false,
  whole: true,
  met,
  breachedClosed,
  breachedOpen: 0,
  pending: 0,
});

const axisOf = (...buckets: ReturnType<typeof bucket>[]) =>
  rateAxis(bucketRows({ bucket: 'week', buckets, createdUntil: null }, 'all', '2024-07-01 00:00:00'), null).domain[1];

test('the rate of a single ticket does not flatten the rates of many', () => {
  expect(axisOf(bucket(95, 5), bucket(0, 1))).toBe(0.1);
  expect(axisOf(bucket(95, 5), bucket(85, 15))).toBe(0.2);
});

test('rates of a few tickets are on the axis, unless each day of a long time is a bucket', () => {
  expect(axisOf(bucket(95, 5), bucket(3, 8))).toBe(0.8);
  const days = Array.from({ length: 80 }, () => bucket(95, 5));
  expect(axisOf(...days, bucket(3, 8))).toBe(0.1);
});

test('the strip of the rate is the upper third of the plot, and the target is on it', () => {
  const rows = bucketRows(
    { bucket: 'week', buckets: [bucket(95, 5)], createdUntil: null },
    'all',
    '2024-07-01 00:00:00',
  );
  const { domain, ticks } = rateAxis(rows, null);
  expect(ticks).toEqual([0, 0.05, 0.1]);
  expect((domain[1] - 0) / (domain[1] - domain[0])).toBeCloseTo(0.32);
  expect(rateAxis(rows, 0.15).domain[1]).toBe(0.2);
});

test('where every rate is of few, they make the axis', () => {
  expect(axisOf(bucket(1, 1), bucket(0, 2), bucket(0, 0))).toBe(1);
});

test('the rate is drawn only where a bucket is over', () => {
  const overTime = { bucket: 'week' as const, buckets: [bucket(90, 10)], createdUntil: null };
  const rowAt = (asOf: string) => bucketRows(overTime, 'all', asOf)[0];
  expect(rowAt('2024-06-10 00:00:00')).toMatchObject({ rate: 0.1, finalRate: 0.1, reliableRate: 0.1, note: null });
  expect(rowAt('2024-06-09 23:59:59')).toMatchObject({ rate: 0.1, finalRate: null, reliableRate: null });
  expect(rowAt('2024-06-02 23:59:59')).toMatchObject({ finalRate: null, note: 'not due yet' });
});

test('what a pale bar is, in words: over or not, due or not', () => {
  const rows = (buckets: { start: string; end: string; cutOff: boolean }[]) =>
    bucketRows(
      { bucket: 'week', buckets: buckets.map((each) => ({ ...bucket(1, 1), ...each })), createdUntil: null },
      'all',
      '2024-06-12 00:00:00',
    );
  const first = { start: '2024-05-27 00:00:00', end: '2024-06-03 00:00:00', cutOff: true };
  const running = { start: '2024-06-10 00:00:00', end: '2024-06-17 00:00:00', cutOff: true };
  const next = { start: '2024-06-17 00:00:00', end: '2024-06-24 00:00:00', cutOff: true };
  expect(rows([first, running, next]).map(({ note }) => note)).toEqual([
    'not the whole week',
    'not the whole week yet',
    'not due yet',
  ]);
  expect(describePale(rows([running, next]))).toBe('not the whole week yet, not due yet');
  expect(describePale(rows([{ ...first, cutOff: false }]))).toBeNull();
});

test('what is due after the period of creation is pale and has no rate on the line: of long deadlines alone it would be a rise', () => {
  const rowAt = (createdUntil: string) =>
    bucketRows({ bucket: 'week', buckets: [bucket(30, 70)], createdUntil }, 'all', '2024-07-01 00:00:00');
  const [after] = rowAt('2024-06-02 23:59:59');
  expect(after).toMatchObject({ rate: 0.7, finalRate: null, note: 'due after the period, long deadlines alone' });
  expect(describePale(rowAt('2024-06-02 23:59:59'))).toBe('due after the period, long deadlines alone');
  expect(rowAt('2024-06-03 12:00:00')).toMatchObject([{ finalRate: 0.7, note: null }]);
});
