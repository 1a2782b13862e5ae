import { expect, test } from 'vitest';
import type { Filter } from '../../contract/query/filters';
import { describeOldPeriod, openingQuery } from './openingPeriod';

const ASOF = '2026-11-28 16:40:00';
const range = (from: string, to: string) =>
  `filters[0][key]=createdAt&filters[0][comparator]=between&filters[0][from]=${from}&filters[0][to]=${to}`;

test.each([
  ['a default view goes first', 'filters[0][key]=channel', '2026-11-28 10:00:00', 'filters[0][key]=channel'],
  ['a default view of all tickets', '', '2026-11-28 10:00:00', 'period=all'],
  ['the last 90 days', null, '2026-11-28 10:00:00', range('now-90d', 'now')],
  ['still the last 90 days at their first second', null, '2026-08-30 16:40:00', range('now-90d', 'now')],
  ['where nothing is that young, the newest 90', null, '2026-08-30 16:39:59', range('2026-06-02', '2026-08-30')],
  ['where there is nothing', null, null, range('now-90d', 'now')],
  ['of a server that does not tell', null, undefined, range('now-90d', 'now')],
])('a bare address opens %s', (_, defaultView, newestCreatedAt, query) => {
  expect(openingQuery({ defaultView, newestCreatedAt }, ASOF)).toBe(query);
});

test('that a report is of older tickets is said of exactly that period', () => {
  const facts = { defaultView: null, newestCreatedAt: '2020-03-05 09:00:00' };
  const old: Filter = { key: 'createdAt', comparator: 'between', from: '2019-12-07', to: '2020-03-05' };
  expect(describeOldPeriod([old], facts, ASOF)).toMatch(/newest 90 days/);
  expect(describeOldPeriod([{ ...old, from: '2020-01-01' }], facts, ASOF)).toBeUndefined();
  expect(describeOldPeriod([old], { ...facts, newestCreatedAt: ASOF }, ASOF)).toBeUndefined();
});
