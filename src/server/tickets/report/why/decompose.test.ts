import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decompose, roundTogether, total } from './decompose';
import { explainChange } from './explainChange';

const counts = fc.record({ met: fc.nat(500), breachedClosed: fc.nat(200), breachedOpen: fc.nat(50) });
const value = fc.record({ before: counts, now: counts });
const NONE = { met: 0, breachedClosed: 0, breachedOpen: 0 };
/** Values that are absent from either period among them. */
const values = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: value },
    { weight: 1, arbitrary: counts.map((now) => ({ before: NONE, now })) },
    { weight: 1, arbitrary: counts.map((before) => ({ before, now: NONE })) },
  ),
  { minLength: 1, maxLength: 60 },
);

const lateOf = ({ breachedClosed, breachedOpen }: typeof NONE) => breachedClosed + breachedOpen;
const nOf = (each: typeof NONE) => each.met + lateOf(each);
const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);

test('the parts add up to the change, also rounded, whatever is hidden in other', () => {
  fc.assert(
    fc.property(values, (each) => {
      const named = each.map((counted, index) => ({ value: `value ${index}`, ...counted }));
      const { all } = explainChange([{ key: 'topic', values: named, rest: { before: NONE, now: NONE } }]);
      const [before, now] = [each.map((one) => one.before), each.map((one) => one.now)];
      const [nBefore, nNow] = [sumOf(before.map(nOf)), sumOf(now.map(nOf))];
      if (nBefore === 0 || nNow === 0) {
        expect(all).toBeNull();
        return;
      }
      const change = sumOf(now.map(lateOf)) / nNow - sumOf(before.map(lateOf)) / nBefore;
      const by = all?.by[0];
      const parts = [...(by?.parts ?? []), ...(by?.other ? [by.other] : [])];
      expect(sumOf(parts.map(({ rate, mix }) => rate + mix))).toBeCloseTo(change, 12);
      expect(all?.tenths).toBe(Math.round(change * 1000) + 0);
      expect(sumOf(parts.map(({ tenths }) => tenths))).toBe(all?.tenths);
      for (const { rate, mix, tenths } of parts) expect(Math.abs((rate + mix) * 1000 - tenths)).toBeLessThan(1.000001);
      expect(by?.parts.length).toBeLessThanOrEqual(20);
    }),
    { numRuns: 500 },
  );
});

test('a part is that of its rate and that of its share', () => {
  const [billing, moving] = decompose([
    { before: { n: 100, late: 10 }, now: { n: 150, late: 30 } },
    { before: { n: 100, late: 20 }, now: { n: 50, late: 5 } },
  ]);
  // Shares 0.5 and 0.75, rates 0.1 and 0.2; of all 0.15 and 0.175.
  expect(billing?.rate).toBeCloseTo(0.625 * 0.1, 12);
  expect(billing?.mix).toBeCloseTo(0.25 * (0.15 - 0.1625), 12);
  expect(moving?.rate).toBeCloseTo(0.375 * -0.1, 12);
  expect(moving?.mix).toBeCloseTo(-0.25 * (0.15 - 0.1625), 12);
});

test('a value without tickets in one period had the rate of all there', () => {
  const [gone, stays] = decompose([
    { before: { n: 50, late: 25 }, now: { n: 0, late: 0 } },
    { before: { n: 50, late: 5 }, now: { n: 100, late: 10 } },
  ]);
  expect(gone?.rate).toBeCloseTo(0.25 * (0.1 - 0.5), 12);
  expect(gone?.mix).toBeCloseTo(-0.5 * (0.3 - 0.2), 12);
  expect((stays?.rate ?? 0) + (stays?.mix ?? 0)).toBeCloseTo(0.5 * (0.1 - 0.2), 12);
  expect(total([])).toEqual({ n: 0, late: 0 });
});

test('closed only counts closed tickets alone', () => {
  const one = {
    value: 'a',
    before: { met: 9, breachedClosed: 1, breachedOpen: 10 },
    now: { met: 8, breachedClosed: 2, breachedOpen: 0 },
  };
  const { all, closed } = explainChange([{ key: 'topic', values: [one], rest: { before: NONE, now: NONE } }]);
  expect([all?.tenths, closed?.tenths]).toEqual([-350, 100]);
});

test('numbers are rounded by their remainders', () => {
  expect(roundTogether([0.4, 0.4, 0.2], 1)).toEqual([1, 0, 0]);
  expect(roundTogether([-0.5, 1.6, -0.6], 0)).toEqual([-1, 2, -1]);
});
