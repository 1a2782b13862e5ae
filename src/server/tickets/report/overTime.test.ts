import { expect, vi } from 'vitest';
import { z } from 'zod';
import { COLUMN_IDS } from '../../../contract/columns/columns';
import type { Filter } from '../../../contract/query/filters';
import type { Bucket } from '../../../contract/query/requests';
import { test as base } from '../../../testing/fixtures';
import { readReport } from './report';

/** One odd deadline does not stretch the axis: it is counted beside it, and a filter finds it. */

const test = base.extend('report', ({ engine }) => (filters: Filter[], bucket?: Bucket) => {
  const asOf = { time: '2024-09-15 12:00:00', timeZone: 'UTC', hidesLaterClosings: false };
  return readReport(engine, { query: { filters }, visible: COLUMN_IDS, asOf }, { groupBy: 'topic', bucket }, {});
});

const ODD = ['1970-01-01 00:00:00', '2033-05-05 12:00:00'];
const INSIDE: Filter = { key: 'customerId', comparator: '=', value: 'june' };
const ONE_DAY: Filter = { key: 'customerId', comparator: '=', value: 'one day' };

test.beforeAll(({ store }) => {
  const june = Array.from(
    { length: 60 },
    (_, index) => `2024-06-${String((index % 30) + 1).padStart(2, '0')} 09:30:00`,
  );
  const day = Array.from({ length: 12 }, (_, index) => `2024-06-05 ${String(6 + index).padStart(2, '0')}:45:00`);
  const due = [
    ...[...june, ...ODD].map((dueBy) => ({ dueBy, customerId: 'june' })),
    ...[...day, ...ODD].map((dueBy) => ({ dueBy, customerId: 'one day' })),
  ];
  return store.insert(due.map((each, id) => ({ id, createdAt: '2024-05-01 00:00:00', ...each })));
});

test.for([
  [undefined, 'day', '2024-06-01 00:00:00', '2024-07-01 00:00:00'],
  ['week', 'week', '2024-05-27 00:00:00', '2024-07-01 00:00:00'],
  ['month', 'month', '2024-06-01 00:00:00', '2024-07-01 00:00:00'],
] as const)('asked by %s', async ([asked, bucket, start, end], { report }) => {
  const { overTime } = await report([INSIDE], asked);
  const { buckets, before, after } = overTime;
  expect([overTime.bucket, buckets[0]?.start, buckets.at(-1)?.end]).toEqual([bucket, start, end]);
  expect([before, after]).toEqual([1, 1]);
  expect(buckets.reduce((sum, { breachedOpen }) => sum + breachedOpen, 0)).toBe(60);
  expect(overTime.oldestOverdue).toBe(ODD[0]);
  expect((await report([INSIDE, { key: 'dueBy', comparator: '<', value: start }])).total).toBe(before);
  expect((await report([INSIDE, { key: 'dueBy', comparator: '>=', value: end }])).total).toBe(after);
});

test.for([undefined, 'hour'] as const)('the hours of a single day, asked by %s', async (asked, { report }) => {
  const { bucket, buckets, before, after } = (await report([ONE_DAY], asked)).overTime;
  expect([bucket, buckets[0]?.start, buckets.at(-1)?.end]).toEqual([
    'hour',
    '2024-06-05 06:00:00',
    '2024-06-05 18:00:00',
  ]);
  expect([before, after, buckets.length]).toEqual([1, 1, 12]);
});

test('the axis covers what a filter asks for', async ({ report }) => {
  const ends = async (filter: Filter) => {
    const { bucket, buckets, before, after } = (await report([INSIDE, filter])).overTime;
    return [bucket, buckets[0]?.start.slice(0, 10), buckets.at(-1)?.start.slice(0, 10), before, after];
  };
  expect(await ends({ key: 'dueBy', comparator: 'between', from: '2024-06-10', to: '2033-12-31' })).toEqual([
    'month',
    '2024-06-01',
    '2033-12-01',
    0,
    0,
  ]);
  expect(await ends({ key: 'dueBy', comparator: '>=', value: '2024-05-15' })).toEqual([
    'week',
    '2024-05-13',
    '2024-06-24',
    0,
    1,
  ]);
});

test('of years only the hours that are shown are read, and the others are counted', async ({ store, report }) => {
  const [first, count, apart] = [Date.UTC(2021, 0, 1), 4000, 7 * 3_600_000];
  const dueAt = (index: number) => new Date(first + index * apart).toISOString().slice(0, 19).replace('T', ' ');
  const createdAt = '2021-01-01 00:00:00';
  const years = Array.from({ length: count }, (_, index) => ({
    ...{ id: 1000 + index, createdAt, customerId: 'years', dueBy: dueAt(index) },
  }));
  await store.insert(years);
  const asked = vi.spyOn(store.engine, 'query');
  const { buckets, before, after } = (await report([{ key: 'customerId', comparator: '=', value: 'years' }], 'hour'))
    .overTime;
  const answers: unknown[] = await Promise.all(asked.mock.results.map(({ value }) => value));
  asked.mockRestore();
  const lists = answers.flatMap(
    (rows) => z.array(z.object({ values: z.array(z.unknown()) })).safeParse(rows).data ?? [],
  );
  expect(lists.length).toBeGreaterThan(0);
  // Days, of which there are as many as there are.
  expect(Math.max(...lists.map(({ values }) => values.length))).toBeLessThanOrEqual(Math.ceil((count * 7) / 24));
  expect(buckets).toHaveLength(400);
  for (const { start, met, breachedClosed, breachedOpen, pending } of buckets) {
    const due = years.filter(({ dueBy }) => dueBy.slice(0, 13) === start.slice(0, 13)).length;
    expect(met + breachedClosed + breachedOpen + pending, start).toBe(due);
  }
  // 99 % of the tickets are due by the last hour.
  const isBefore = ({ dueBy }: { dueBy: string }) => dueBy < (buckets[0]?.start ?? '');
  const isAfter = ({ dueBy }: { dueBy: string }) => dueBy >= (buckets.at(-1)?.end ?? '');
  expect([before, after]).toEqual([years.filter(isBefore).length, years.filter(isAfter).length]);
  expect(buckets.at(-1)?.start.slice(0, 13)).toBe(dueAt(Math.ceil(0.99 * count) - 1).slice(0, 13));
});
