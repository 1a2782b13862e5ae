import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Filter } from '../../../contract/query/filters';
import { addUnits } from '../../../contract/time/timeBounds';
import { formatWallTime, parseWallTime } from '../../../contract/time/wallTime';
import { signalsByBase, withSignals } from './signals';

const START = parseWallTime('2026-01-05') ?? 0;
const timeOf = (index: number) => formatWallTime(addUnits(START, index, 'w') ?? 0);

function bucketsOf(rates: readonly (readonly [late: number, n: number])[]) {
  return rates.map(([late, n], index) => ({
    start: timeOf(index),
    end: timeOf(index + 1),
    cutOff: false,
    whole: true,
    met: n - late,
    breachedClosed: late,
    breachedOpen: 0,
    pending: 0,
  }));
}

const CALM = Array.from({ length: 20 }, (_, index) => [10 + (index % 3), 100] as const);

test('a bucket beyond three sigma is a signal, and takes no part in the centre', () => {
  const { all } = signalsByBase(bucketsOf([...CALM.slice(0, 9), [60, 100], [45, 100], ...CALM.slice(9)]));
  expect(all?.centre).toBeCloseTo(CALM.reduce((sum, [late]) => sum + late, 0) / 2000, 12);
  expect(all?.outside.map(({ start, late, n }) => [start, late, n])).toEqual([
    [timeOf(9), 60, 100],
    [timeOf(10), 45, 100],
  ]);
  expect([all?.strongest, all?.sigmaZ, all?.buckets]).toEqual([timeOf(9), 1, 22]);
});

test('rates that vary as chance has it are no signal', () => {
  expect(signalsByBase(bucketsOf(CALM)).all).toMatchObject({ outside: [], runs: [], strongest: null });
});

test('where rates vary from bucket to bucket more than by chance the limits are as wide', () => {
  const wild = Array.from({ length: 20 }, (_, index) => [index % 2 === 0 ? 100 : 300, 1000] as const);
  const { all } = signalsByBase(bucketsOf(wild));
  expect(all?.sigmaZ).toBeGreaterThan(10);
  expect(all?.outside).toEqual([]);
});

test('a first bucket of few tickets fakes no peak', () => {
  const few = signalsByBase(bucketsOf([[25, 29], ...CALM])).all;
  expect(few).toMatchObject({ outside: [], buckets: 20 });
});

test('eight buckets on one side of the centre are a run; a rate at the centre ends it', () => {
  const shifted = [...CALM.slice(0, 12).map(([late, n]) => [late - 3, n] as const), ...Array(8).fill([13, 100])];
  const { all } = signalsByBase(bucketsOf(shifted));
  expect(all?.runs).toEqual([
    { first: timeOf(0), last: timeOf(11), side: 'below', buckets: 12 },
    { first: timeOf(12), last: timeOf(19), side: 'above', buckets: 8 },
  ]);
});

test('fewer than eight buckets, and rates of 0 or 1 throughout, tell nothing', () => {
  expect(signalsByBase(bucketsOf(CALM.slice(0, 7))).all).toBeNull();
  expect(signalsByBase(bucketsOf(CALM.map(() => [0, 100] as const))).all).toBeNull();
  expect(signalsByBase(bucketsOf(CALM.map(() => [100, 100] as const))).all).toBeNull();
  // Without the first signal nothing is late any more.
  expect(signalsByBase(bucketsOf([...CALM.map(() => [0, 100] as const), [90, 100]])).all).toBeNull();
});

test('only whole buckets count', () => {
  const buckets = bucketsOf(CALM);
  const late = { ...bucketsOf([[90, 100]])[0], start: timeOf(30), end: timeOf(31), whole: false };
  expect(signalsByBase([...buckets, late as (typeof buckets)[number]]).all?.outside).toEqual([]);
});

test.each([
  ['without a range every bucket that is over', [], [0, 1, 2, 3]],
  ['after the beginning of a range by as much as nine in ten deadlines take', ['2026-01-01', null], [2, 3]],
  ['up to the end of a range', [null, '2026-01-25'], [0, 1, 2]],
  ['up to as-of', [null, null], [0, 1, 2, 3]],
] as const)('whole: %s', (_, [from = null, to = null], whole) => {
  const filters = [
    ...(from === null ? [] : [{ key: 'createdAt', comparator: '>=', value: from } as const]),
    ...(to === null ? [] : [{ key: 'createdAt', comparator: '<=', value: to } as const]),
  ];
  const asOf = { time: '2026-02-02 00:00:00', timeZone: 'UTC', hidesLaterClosings: true };
  const buckets = bucketsOf(Array(6).fill([1, 10])).map(({ whole: __, ...bucket }) => ({
    ...bucket,
    cutOff: asOf.time < bucket.end,
  }));
  const counted = { bucket: 'week' as const, before: 0, after: 0, oldestOverdue: null, buckets };
  const known = { dueWithin: from === null ? null : 18 * 86_400, oldest: 0, newest: parseWallTime(asOf.time) ?? 0 };
  const marked = withSignals(counted, { query: { filters }, visible: [], asOf }, known);
  expect(marked.buckets.flatMap((bucket, index) => (bucket.whole ? [index] : []))).toEqual(whole);
});

const DAY = 86_400;
const NOW = '2026-02-02 12:00:00';

/** Of weeks from 5 January on, of which those that are over stand in the range. */
function marked(filters: Filter[], known: { dueWithin: number | null; oldest?: string; newest?: string }, n = 100) {
  const buckets = bucketsOf(Array.from({ length: 6 }, () => [n / 10, n] as const)).map(({ whole: _, ...bucket }) => ({
    ...bucket,
    cutOff: NOW < bucket.end,
  }));
  const counted = { bucket: 'week' as const, before: 0, after: 0, oldestOverdue: null, buckets };
  const asOf = { time: NOW, timeZone: 'UTC', hidesLaterClosings: true };
  const { dueWithin, oldest = '2020-01-01', newest = NOW } = known;
  return withSignals(
    counted,
    { query: { filters }, visible: [], asOf },
    { dueWithin, oldest: parseWallTime(oldest) ?? 0, newest: parseWallTime(newest) ?? 0 },
  );
}

test('too few whole buckets: the shortest period in which enough of them tell, as the range is written', () => {
  const created = (from: string, to: string): Filter => ({ key: 'createdAt', comparator: 'between', from, to });
  const longer = (filter: Filter, known: Parameters<typeof marked>[1], n?: number) => marked([filter], known, n).longer;
  const month = created('now-30d', 'now');
  expect(longer(month, { dueWithin: 2 * DAY })).toEqual({ days: 90, from: 'now-90d', to: 'now' });
  expect(longer(month, { dueWithin: 120 * DAY })).toEqual({ days: 365, from: 'now-365d', to: 'now' });
  expect(longer(created('2025-12-01', '2025-12-31'), { dueWithin: 120 * DAY })).toEqual({
    days: 365,
    from: '2025-01-01',
    to: '2025-12-31',
  });
  // Weeks of few tickets, but months of enough; then not even these, or no older tickets.
  expect(longer(month, { dueWithin: 2 * DAY }, 10)?.days).toBe(1826);
  expect(longer(month, { dueWithin: 2 * DAY }, 1)).toBeNull();
  expect(longer(month, { dueWithin: 2 * DAY, oldest: '2025-12-20' })).toBeNull();
});

test('no longer period where enough buckets tell, a filter names deadlines, nothing has one, or there is no range', () => {
  const month: Filter = { key: 'createdAt', comparator: 'between', from: 'now-30d', to: 'now' };
  const due: Filter = { key: 'dueBy', comparator: '>=', value: '2026-01-05' };
  const known = { dueWithin: DAY };
  expect(marked([month], known).longer).toMatchObject({ days: 90 });
  expect(marked([month, due], known).longer).toBeNull();
  expect(marked([month], known, 0).longer).toBeNull();
  expect(marked([], { dueWithin: null }).longer).toBeNull();
});

test('creation ends with its range or the data; not where it goes on until now', () => {
  const until = (to: string, newest?: string) =>
    marked([{ key: 'createdAt', comparator: 'between', from: '2026-01-01', to }], {
      dueWithin: 0,
      ...(newest === undefined ? {} : { newest }),
    }).createdUntil;
  expect(until('2026-01-20')).toBe('2026-01-20 23:59:59');
  expect(until('now', '2026-01-25 08:00:00')).toBe('2026-01-25 23:59:59');
  expect(until('now')).toBeNull();
  expect(until('2026-03-31')).toBeNull();
});

test('as an independent computation has it', () => {
  const rate = fc
    .tuple(fc.nat(300), fc.integer({ min: 1, max: 400 }))
    .map(([late, n]) => [Math.min(late, n), n] as const);
  fc.assert(
    fc.property(fc.array(rate, { maxLength: 40 }), (rates) => {
      const used = rates.flatMap(([late, n], index) => (n >= 30 ? [{ late, n, index }] : []));
      const limitsOf = (of: typeof used) => {
        const centre = of.reduce((sum, { late }) => sum + late, 0) / of.reduce((sum, { n }) => sum + n, 0);
        const z = ({ late, n }: (typeof used)[number]) => (late / n - centre) / Math.sqrt((centre * (1 - centre)) / n);
        let moving = 0;
        for (let at = 1; at < of.length; at += 1) {
          const [a, b] = [of[at - 1], of[at]];
          if (a !== undefined && b !== undefined) moving += Math.abs(z(b) - z(a));
        }
        const sigmaZ = Math.max(1, moving / Math.max(1, of.length - 1) / 1.128);
        return { centre, outside: used.filter((each) => Math.abs(z(each)) > 3 * sigmaZ) };
      };
      const { all } = signalsByBase(bucketsOf(rates));
      const first = limitsOf(used);
      const second = limitsOf(used.filter((each) => !first.outside.includes(each)));
      const varies = [first, second].every(({ centre }) => centre > 0 && centre < 1);
      expect(all === null).toBe(used.length < 8 || !varies);
      if (all === null) return;
      expect(all.centre).toBeCloseTo(second.centre, 12);
      expect(all.outside.map(({ start }) => start)).toEqual(second.outside.map(({ index }) => timeOf(index)));
    }),
    { numRuns: 500 },
  );
});
