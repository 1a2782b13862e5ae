import { describe, expect } from 'vitest';
import { COLUMN_IDS } from '../../../contract/columns/columns';
import type { Filter } from '../../../contract/query/filters';
import type { Bucket } from '../../../contract/query/requests';
import { test as base } from '../../../testing/fixtures';
import { readReport } from './report';

/** A bucket that a filter on dueBy covers in part, or that is not over, says so: its bar would read as a fall. */

/** `cutOff` gives the days, or whatever the buckets are, that are cut off. */
const test = base.extend(
  'cutOff',
  ({ engine }) =>
    async (filters: Filter[], asOf: string, bucket: Bucket = 'day'): Promise<string[]> => {
      const scope = {
        query: { filters },
        visible: COLUMN_IDS,
        asOf: { time: asOf, timeZone: 'UTC', hidesLaterClosings: false },
      };
      const { overTime } = await readReport(engine, scope, { groupBy: 'topic', bucket }, {});
      return overTime.buckets.filter((each) => each.cutOff).map(({ start }) => start.slice(0, 10));
    },
);

test.beforeAll(async ({ store }) => {
  const due = ['2026-03-09 07:00:00', '2026-03-10 08:00:00', '2026-03-11 09:00:00', '2026-03-13 10:00:00'];
  await store.insert(due.map((dueBy, id) => ({ id, createdAt: '2026-03-01 00:00:00', dueBy })));
});

const LATER = '2026-06-01 00:00:00';

test('a bucket is cut off until its last second is over', async ({ cutOff }) => {
  const days = (asOf: string) => cutOff([], asOf);
  expect(await days(LATER)).toEqual([]);
  expect(await days('2026-03-12 00:00:00')).toEqual(['2026-03-12', '2026-03-13']);
  expect(await days('2026-03-11 23:59:59')).toEqual(['2026-03-11', '2026-03-12', '2026-03-13']);
  expect(await cutOff([], '2026-03-31 12:00:00', 'month')).toEqual(['2026-03-01']);
  expect(await cutOff([], '2026-03-16 00:00:00', 'week')).toEqual([]);
});

describe('a filter on dueBy cuts off the buckets in which it begins or ends', () => {
  test.for<[string, Filter, string[]]>([
    [
      'between times',
      { key: 'dueBy', comparator: 'between', from: '2026-03-09 06:00:00', to: '2026-03-11 12:00:00' },
      ['2026-03-09', '2026-03-11'],
    ],
    ['between days', { key: 'dueBy', comparator: 'between', from: '2026-03-09', to: '2026-03-11' }, []],
    ['from a time on', { key: 'dueBy', comparator: '>=', value: '2026-03-10 00:00:01' }, ['2026-03-10']],
    ['from a day on', { key: 'dueBy', comparator: '>=', value: '2026-03-10' }, []],
    ['after a day', { key: 'dueBy', comparator: '>', value: '2026-03-09' }, []],
    ['after a time', { key: 'dueBy', comparator: '>', value: '2026-03-10 00:00:00' }, ['2026-03-10']],
    ['before a day', { key: 'dueBy', comparator: '<', value: '2026-03-11' }, []],
    ['before a time', { key: 'dueBy', comparator: '<', value: '2026-03-10 23:59:59' }, ['2026-03-10']],
    ['up to a time', { key: 'dueBy', comparator: '<=', value: '2026-03-10 23:59:59' }, []],
    ['at one second', { key: 'dueBy', comparator: '=', value: '2026-03-10 08:00:00' }, ['2026-03-10']],
  ])('%s', async ([_, filter, days], { cutOff }) => {
    expect(await cutOff([filter], LATER)).toEqual(days);
  });

  test('a filter on another time cuts off none', async ({ cutOff }) => {
    expect(await cutOff([{ key: 'createdAt', comparator: '<', value: '2026-03-10 08:00:00' }], LATER)).toEqual([]);
  });
});
