import { expect } from 'vitest';
import { COLUMN_IDS } from '../../../contract/columns/columns';
import type { Filter } from '../../../contract/query/filters';
import type { Bucket } from '../../../contract/query/requests';
import { test as base } from '../../../testing/fixtures';
import { readReport } from './report';

/** Data that begin and end: what lies partly outside of them is no measure for what lies inside. */

const test = base.extend('report', ({ engine }) => (filters: Filter[], asOf: string, bucket?: Bucket) => {
  const scope = {
    query: { filters },
    visible: COLUMN_IDS,
    asOf: { time: asOf, timeZone: 'UTC', hidesLaterClosings: true },
  };
  return readReport(engine, scope, { groupBy: 'topic', bucket }, {});
});

/** Four tickets a day from 20 February to 31 March; one of them has two months' time. */
test.beforeAll(({ store }) => {
  const rows = Array.from({ length: 41 * 4 }, (_, id) => {
    const created = Date.UTC(2024, 1, 20, 6 * (id % 4), 30) + Math.floor(id / 4) * 86_400_000;
    const days = id % 4 === 3 ? 60 : 2;
    return { id, topic: 'Moving', createdAt: wallTime(created), dueBy: wallTime(created + days * 86_400_000) };
  });
  return store.insert(rows);
});

const wallTime = (time: number) => new Date(time).toISOString().slice(0, 19).replace('T', ' ');
const between = (from: string, to: string): Filter => ({ key: 'createdAt', comparator: 'between', from, to });
const LATER = '2024-09-15 12:00:00';

test('a period before that begins before the data is none', async ({ report }) => {
  const { previous, noPrevious, why, groups } = await report([between('2024-03-01', '2024-03-31')], LATER);
  expect([previous, noPrevious]).toEqual([null, { reason: 'dataBegin', at: '2024-02-20 00:30:00' }]);
  expect(why).toEqual({ all: null, closed: null });
  expect(groups.rows.map(({ before }) => before)).toEqual([null]);
});

test('a period before of which a tenth at most is missing is one', async ({ report }) => {
  const { previous } = await report([between('2024-03-10', '2024-03-28')], LATER);
  expect(previous).toMatchObject({ from: '2024-02-20 00:00:00', total: 76 });
});

test('what was created after as-of is not compared with a period that ends before it', async ({ report }) => {
  const asOf = '2024-03-18 12:00:00';
  const since: Filter = { key: 'createdAt', comparator: '>=', value: '2024-03-11' };
  const open = await report([since], asOf);
  expect([open.previous, open.noPrevious]).toEqual([null, { reason: 'createdLater' }]);
  expect((await report([between('2024-03-12', '2024-03-31')], asOf)).noPrevious).toEqual({ reason: 'createdLater' });
  const fixed = await report([since, { key: 'createdAt', comparator: '<=', value: asOf }], asOf);
  expect(fixed.previous).toMatchObject({ from: '2024-03-03 11:59:59' });
});

test('what is due behind the end of the data is in no whole bucket', async ({ report }) => {
  const wholeDays = async (asOf: string) => {
    const { buckets } = (await report([], asOf, 'day')).overTime;
    return buckets.filter(({ whole }) => whole).map(({ start }) => start.slice(0, 10));
  };
  expect((await wholeDays(LATER)).at(-1)).toBe('2024-03-31');
  // The day of the newest ticket counts as a whole one, and so does what is over while tickets still come.
  expect((await wholeDays('2024-03-20 03:00:00')).at(-1)).toBe('2024-03-19');
});

test('a bucket that a filter on dueBy cuts off is not whole', async ({ report }) => {
  const due: Filter = { key: 'dueBy', comparator: 'between', from: '2024-03-05 12:00:00', to: '2024-03-08 12:00:00' };
  const { buckets } = (await report([due], LATER, 'day')).overTime;
  expect(buckets.map(({ whole }) => whole)).toEqual([false, true, true, false]);
});

test('a day is over when the next one begins, for its bar as for its rate', async ({ report }) => {
  const last = async (asOf: string) => {
    const { buckets } = (await report([], asOf, 'day')).overTime;
    const day = buckets.find(({ start }) => start.startsWith('2024-03-20'));
    return [day?.cutOff, day?.whole];
  };
  expect(await last('2024-03-20 23:59:59')).toEqual([true, false]);
  expect(await last('2024-03-21 00:00:00')).toEqual([false, true]);
});

test('one ticket of an odd time is not where the data begin', async ({ report, store }) => {
  await store.insert([{ id: 9000, topic: 'Moving', createdAt: '1970-01-01 00:00:00' }]);
  const { noPrevious } = await report([between('2024-03-01', '2024-03-31')], LATER);
  expect(noPrevious).toEqual({ reason: 'dataBegin', at: '2024-02-20 00:30:00' });
  // A second one is no longer odd among so few.
  await store.insert([{ id: 9001, topic: 'Moving', createdAt: '1970-01-01 00:00:00' }]);
  expect((await report([between('2024-03-01', '2024-03-31')], LATER)).previous).toMatchObject({ total: 40 });
});
