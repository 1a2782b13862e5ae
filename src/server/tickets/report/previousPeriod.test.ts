import { expect, test } from 'vitest';
import type { ColumnId } from '../../../contract/columns/columns';
import type { Filter } from '../../../contract/query/filters';
import { formatWallTime } from '../../../contract/time/wallTime';
import { periodBefore } from './previousPeriod';

const AS_OF = '2024-09-15 12:00:00';

test.each([
  ['a month', '2024-03-01', '2024-03-31', '2024-02-01 00:00:00', '2024-02-29 23:59:59', 'calendar'],
  ['a quarter', '2024-01-01', '2024-03-31', '2023-10-01 00:00:00', '2023-12-31 23:59:59', 'calendar'],
  ['a year', '2023-01-01', '2023-12-31', '2022-01-01 00:00:00', '2022-12-31 23:59:59', 'calendar'],
  ['this year so far', '2024-01-01', '2024-12-31', '2023-01-01 00:00:00', '2023-09-16 12:00:00', 'calendar'],
  ['two years', '2015-01-01', '2016-12-31', '2013-01-01 00:00:00', '2014-12-31 23:59:59', 'calendar'],
  ['last month', 'now-1M/M', 'now-1M/M', '2024-07-01 00:00:00', '2024-07-31 23:59:59', 'calendar'],
  ['ten days', '2024-03-11', '2024-03-20', '2024-03-01 00:00:00', '2024-03-10 23:59:59', 'length'],
  ['this month so far', 'now/M', 'now/M', '2024-08-01 00:00:00', '2024-08-15 12:00:00', 'calendar'],
  ['this quarter so far', 'now/Q', 'now/Q', '2024-04-01 00:00:00', '2024-06-16 12:00:00', 'calendar'],
  ['this week so far', 'now/w', 'now/w', '2024-09-02 00:00:00', '2024-09-08 12:00:00', 'length'],
])('the period before %s', (_, from, to, first, last, kind) => {
  expect(dates(periodBefore(createdBetween(from, to), AS_OF))).toEqual([first, last, kind]);
});

const createdBetween = (from: string, to: string): Filter[] => [{ key: 'createdAt', comparator: 'between', from, to }];

function dates(period: ReturnType<typeof periodBefore>): unknown {
  return 'reason' in period ? period : [formatWallTime(period.from), formatWallTime(period.to), period.kind];
}

test('of a longer month the part that the month before does not have is compared with all of it', () => {
  const march = (asOf: string) => dates(periodBefore(createdBetween('2024-03-01', '2024-03-31'), asOf));
  expect(march('2024-03-31 12:00:00')).toEqual(['2024-02-01 00:00:00', '2024-02-29 23:59:59', 'calendar']);
  expect(march('2024-03-28 12:00:00')).toEqual(['2024-02-01 00:00:00', '2024-02-28 12:00:00', 'calendar']);
});

test.each([
  ['as long after its end', '2024-10-01', '2024-10-31', '2024-11-10 00:00:00', '2024-10-10 00:00:00'],
  ['as long after its start while it runs', '2024-10-01', '2024-10-31', '2024-10-10 06:00:00', '2024-09-10 06:00:00'],
  ['at its end where it has no such day', '2024-03-01', '2024-03-31', '2024-03-31 12:00:00', '2024-02-29 23:59:59'],
  ['at its end where the range ends now', 'now-30d', 'now', '2024-10-10 06:00:00', '2024-09-10 05:59:59'],
])('the period before is seen %s', (_, from, to, asOf, seenAt) => {
  const period = periodBefore(createdBetween(from, to), asOf);
  expect('reason' in period ? period : formatWallTime(period.asOf)).toEqual(seenAt);
});

test('what a fixed link adds to hold its tickets changes nothing', () => {
  const asOf = '2024-10-10 06:00:00';
  const live = createdBetween('2024-10-01', '2024-10-31');
  expect(periodBefore([...live, { key: 'createdAt', comparator: '<=', value: asOf }], asOf)).toEqual(
    periodBefore(live, asOf),
  );
});

test('where what a filter is on has no known past there is no comparison', () => {
  const created = createdBetween('2024-06-01', '2024-06-30');
  const withFilter = (filter: Filter) => periodBefore([...created, filter], AS_OF);
  expect(withFilter({ key: 'status', comparator: '=', value: 'open' })).toEqual({
    reason: 'pastUnknown',
    key: 'status',
  });
  expect(withFilter({ key: 'modifiedAt', comparator: '>', value: 'now-3d' })).toMatchObject({ key: 'modifiedAt' });
  expect(withFilter({ key: 'incomingMessages', comparator: '>', value: 3 })).toMatchObject({ key: 'incomingMessages' });
  expect(withFilter({ key: 'rawData', comparator: 'contains', value: 'x' })).toMatchObject({ key: 'rawData' });
  expect(withFilter({ key: 'subject', comparator: 'contains', value: 'x' })).toMatchObject({ key: 'subject' });
  expect(withFilter({ key: 'dataCheck', comparator: '=', value: 'noDeadline' })).toMatchObject({ key: 'dataCheck' });
});

test('where another time is bounded there is no comparison, and it is said which', () => {
  const created = createdBetween('2024-06-01', '2024-06-30');
  const withFilter = (filter: Filter) => periodBefore([...created, filter], AS_OF);
  const no = (column: ColumnId) => ({ reason: 'otherTimeBounded', column });
  expect(withFilter({ key: 'dueBy', comparator: '<', value: '2024-06-20' })).toEqual(no('dueBy'));
  expect(withFilter({ key: 'closedAt', comparator: '=', value: '2024-06-03' })).toEqual(no('closedAt'));
  expect(withFilter({ key: 'createdAt', comparator: 'in', values: ['2024-06-03'] })).toEqual(no('createdAt'));
  for (const harmless of [
    { key: 'dueBy', comparator: '<', value: 'now' },
    { key: 'closedAt', comparator: 'between', from: 'now-7d', to: 'now' },
    { key: 'dueBy', comparator: 'isNotEmpty' },
    { key: 'closedAt', comparator: '!=', value: '2024-06-03' },
    { key: 'secondsToClose', comparator: '>', value: 60 },
  ] satisfies Filter[]) {
    expect(withFilter(harmless)).toMatchObject({ kind: 'calendar' });
  }
});

test('without a range of createdAt there is no comparison', () => {
  const none = { reason: 'noCreatedRange' };
  expect(periodBefore([{ key: 'createdAt', comparator: '<', value: '2024-01-01' }], AS_OF)).toEqual(none);
  expect(periodBefore([{ key: 'dueBy', comparator: '>', value: '2024-01-01' }], AS_OF)).toEqual(none);
});
