import { expect, test } from 'vitest';
import { TIME_TO_CLOSE_EDGES } from '../../contract/reportAnswer';
import { placeOf } from './PercentileMarks';
import { stateAt } from './states';

test('the part of a stacked bar at a height of the axis', () => {
  const bucket = { met: 10, breachedClosed: 0, breachedOpen: 5, pending: 2 };
  expect([0.5, 10, 10.5, 15, 16, 18].map((height) => stateAt(bucket, height))).toEqual([
    'met',
    'met',
    'breachedOpen',
    'breachedOpen',
    'pending',
    undefined,
  ]);
});

test('percentiles lie on the logarithmic axis where their bin says', () => {
  const bins = TIME_TO_CLOSE_EDGES.map((from, index) => ({
    from,
    to: TIME_TO_CLOSE_EDGES[index + 1] ?? null,
    count: 1,
  }));
  expect(placeOf(0, bins)).toBe(0.5);
  const hour = TIME_TO_CLOSE_EDGES.indexOf(3600);
  expect(placeOf(3600, bins)).toBe(hour);
  expect(placeOf(3600 * Math.SQRT2, bins)).toBeCloseTo(hour + 0.5);
  expect(placeOf(7199, bins)).toBeLessThan(hour + 1);
  expect(placeOf(10 ** 9, bins)).toBe(bins.length - 0.5);
});
