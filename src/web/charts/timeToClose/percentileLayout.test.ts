import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TIME_TO_CLOSE_EDGES } from '../../../contract/responses/reportResponse';
import { HOUR_SECONDS } from '../../../contract/time/units';
import { binPosition, closedByEdge, overlaps, placeLabels, trimBins } from './percentileLayout';

const binsOf = (counts: (index: number) => number) =>
  TIME_TO_CLOSE_EDGES.map((from, index) => ({
    from,
    to: TIME_TO_CLOSE_EDGES[index + 1] ?? null,
    count: counts(index),
  }));

test('percentiles lie on the logarithmic axis where their bin says', () => {
  const bins = binsOf(() => 1);
  expect(binPosition(0, bins)).toBe(0.5);
  const hour = TIME_TO_CLOSE_EDGES.indexOf(HOUR_SECONDS);
  expect(binPosition(HOUR_SECONDS, bins)).toBe(hour);
  expect(binPosition(HOUR_SECONDS * Math.SQRT2, bins)).toBeCloseTo(hour + 0.5);
  expect(binPosition(2 * HOUR_SECONDS - 1, bins)).toBeLessThan(hour + 1);
  expect(binPosition(10 ** 9, bins)).toBe(bins.length - 0.5);
});

test('bins without tickets are left out at either end, and stay in between', () => {
  const bins = (counts: number[]) => counts.map((count, index) => ({ index, count, open: 0 }));
  const places = (counts: number[]) => trimBins(bins(counts)).map(({ index }) => index);
  expect(places([0, 0, 3, 0, 1, 0])).toEqual([2, 3, 4]);
  expect(places([0, 0])).toEqual([]);
  expect(trimBins([{ count: 0, open: 2 }])).toHaveLength(1);
});

test('the curve of the share closed passes the percentiles near their share', () => {
  // Evenly spread over the logarithm of the time, from a second to about a year.
  const times = Array.from({ length: 20_000 }, (_, index) => Math.floor(Math.exp((index / 20_000) * 17.2)));
  const bins = binsOf(() => 0).map((bin) => ({
    ...bin,
    count: times.filter((time) => time >= bin.from && (bin.to === null || time < bin.to)).length,
  }));
  const curve = closedByEdge({ bins, n: times.length });
  const shareAt = (at: number) => {
    const [before, after] = [curve[Math.floor(at)], curve[Math.floor(at) + 1]];
    return (before?.share ?? 0) + (at % 1) * ((after?.share ?? 1) - (before?.share ?? 0));
  };
  for (const level of [0.5, 0.9, 0.95]) {
    expect(shareAt(binPosition(times[level * times.length] ?? 0, bins))).toBeCloseTo(level, 1.7);
  }
  expect(curve.at(0)).toEqual({ at: 0, share: 0 });
  expect(curve.at(-1)).toEqual({ at: bins.length, share: 1 });
});

test('labels of percentiles touch neither each other nor a line, wherever these lie', () => {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(place, { minLength: 4, maxLength: 4 }),
      fc.constantFrom(235, 400, 620, 1100),
      (places, width) => {
        const names = ['p50 59 min 59 s', 'p90 41 d 13 h', 'p95 114 d 23 h', 'p99 412 d 9 h'];
        const lines = places.sort((a, b) => a - b).map((at, index) => ({ x: at * width, label: names[index] ?? '' }));
        const placed = placeLabels(lines, { left: 0, right: width, beside: 40 });
        placed.forEach((label, index) => {
          expect(label.left).toBeGreaterThanOrEqual(-40);
          expect(label.right).toBeLessThanOrEqual(width + 40);
          for (const other of placed.slice(index + 1)) expect(overlaps(label, other)).toBe(false);
        });
      },
    ),
    { numRuns: 2000 },
  );
});

test('in the lowest row a label stays off the labels of the axes beside it', () => {
  const bounds = { left: 0, right: 300, beside: 40 };
  const [first, last] = placeLabels(
    [
      { x: 180, label: 'p50 20 Std. 3 Min.' },
      { x: 230, label: 'p90 4 Tage 23 Std.' },
    ],
    bounds,
  );
  expect(first?.row).toBe(0);
  expect(last).toMatchObject({ row: 1 });
  for (const x of [5, 150, 295]) {
    const [one] = placeLabels([{ x, label: 'p90 4 Tage 23 Std.' }], bounds);
    expect(one?.left).toBeGreaterThanOrEqual(0);
    expect(one?.right).toBeLessThanOrEqual(300);
  }
});
