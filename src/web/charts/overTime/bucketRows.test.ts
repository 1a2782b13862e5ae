import { expect, test } from 'vitest';
import { bucketRows, rateAxis } from './bucketRows';

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
  rateAxis(bucketRows({ bucket: 'week', buckets }, 'all', '2024-07-01 00:00:00'));

test('the rate of a single ticket does not flatten the rates of many', () => {
  expect(axisOf(bucket(95, 5), bucket(0, 1))).toMatchObject({ domain: [0, 0.1] });
  expect(axisOf(bucket(95, 5), bucket(85, 15))).toMatchObject({ domain: [0, 0.2] });
});

test('where every rate is of few, they make the axis', () => {
  expect(axisOf(bucket(1, 1), bucket(0, 2), bucket(0, 0))).toMatchObject({ domain: [0, 1] });
});

test('the rate is drawn only where a bucket is over', () => {
  const overTime = { bucket: 'week' as const, buckets: [bucket(90, 10)] };
  const rowAt = (asOf: string) => bucketRows(overTime, 'all', asOf)[0];
  expect(rowAt('2024-06-10 00:00:00')).toMatchObject({ rate: 0.1, finalRate: 0.1, reliableRate: 0.1, note: null });
  expect(rowAt('2024-06-09 23:59:59')).toMatchObject({ rate: 0.1, finalRate: null, reliableRate: null });
  expect(rowAt('2024-06-02 23:59:59')).toMatchObject({ finalRate: null, note: 'not due yet' });
});
