import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { interpolateNumber, interpolateRound } from './interpolateNumbers';
import { sortBy, uniqBy } from './sortBy';
import { TickNumber } from './tickNumber';

/** What these stand for, as the charts' library has it. */
const fromCharts = createRequire(createRequire(import.meta.url).resolve('recharts'));
const Decimal: new (value: number) => Record<string, (other?: number) => number | { toNumber(): number }> =
  fromCharts('decimal.js-light');

/** Numbers of axes: of few digits, large and small. */
const axisNumber = fc
  .tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: -3, max: 4 }))
  .map(([digits, exponent]) => Number(`${digits}e${exponent}`));
const divisor = axisNumber.filter((value) => value !== 0);

function decimal(a: number, operation: string, b: number): number {
  const result = new Decimal(a)[operation]?.(b);
  return typeof result === 'object' ? result.toNumber() : Number(result);
}

test('numbers of ticks are calculated as with decimal numbers', () => {
  fc.assert(
    fc.property(axisNumber, divisor, (a, b) => {
      const number = new TickNumber(a);
      expect(number.add(b).toNumber()).toBe(decimal(a, 'add', b));
      expect(number.sub(b).toNumber()).toBe(decimal(a, 'sub', b));
      expect(number.mul(b).toNumber()).toBe(decimal(a, 'mul', b));
      const quotient = decimal(a, 'div', b);
      // Fourteen digits of it, however large it is.
      expect(Math.abs(number.div(b).toNumber() - quotient)).toBeLessThanOrEqual(1e-13 * Math.abs(quotient));
      expect(number.mod(b).toNumber() + 0).toBe(decimal(a, 'mod', b) + 0);
      expect([number.lt(b), number.lte(b)]).toEqual([a < b, a <= b]);
    }),
  );
});

test('digits are counted, and fractions add up', () => {
  expect([1000, 0.001, 999, 1].map((value) => Math.floor(new TickNumber(value).abs().log(10).toNumber()))).toEqual([
    3, -3, 2, 0,
  ]);
  expect(new TickNumber(10).pow(-2).toNumber()).toBe(0.01);
  expect(new TickNumber(0.1).add(0.2).toNumber()).toBe(0.3);
  expect([new TickNumber(3).isint(), new TickNumber(0.1).mul(new TickNumber(3)).isint()]).toEqual([true, false]);
});

test('lists are sorted by a property or by what a function gives, and equal ones stay in order', () => {
  const items = [
    { at: 10, name: 'b' },
    { at: 9, name: 'c' },
    { at: 10, name: 'a' },
  ];
  expect(sortBy(items, ({ at }) => at).map(({ name }) => name)).toEqual(['c', 'b', 'a']);
  expect(sortBy(items, 'name').map(({ at }) => at)).toEqual([10, 10, 9]);
  expect(uniqBy(items, 'at')).toEqual(items.slice(0, 2));
});

test('between two numbers are numbers, whole ones where asked', () => {
  expect([0, 0.5, 1].map(interpolateNumber(10, 25))).toEqual([10, 17.5, 25]);
  expect([0, 0.5, 1].map(interpolateRound(10, 25))).toEqual([10, 18, 25]);
});
