import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createdBy } from '../../contract/query/createdBy';
import { type Filter, kindOf } from '../../contract/query/filters';
import { DEFAULT_VIEW } from '../../contract/query/reportUrl';
import { filterArbitrary } from '../../testing/filterArbitrary';
import { matches } from '../../testing/matchFilters';
import { randomTickets } from '../../testing/ticketFactory';
import { frozen } from './frozenView';

const AS_OF = '2026-11-23 14:05:06';

function freeze(filter: Filter): Filter | undefined {
  return frozen({ ...DEFAULT_VIEW, query: { filters: [filter] } }, AS_OF).query.filters[0];
}

test('the moment itself is fixed', () => {
  expect(frozen(DEFAULT_VIEW, AS_OF).query.asOf).toBe(AS_OF);
});

test('tickets that come later stay out, which is said once', () => {
  const limit = createdBy(AS_OF);
  const fixed = (...filters: Filter[]) => frozen({ ...DEFAULT_VIEW, query: { filters } }, AS_OF).query.filters;
  expect(fixed()).toEqual([limit]);
  expect(fixed({ key: 'createdAt', comparator: 'between', from: 'now/M', to: 'now/M' })[1]).toEqual(limit);
  expect(fixed({ key: 'createdAt', comparator: 'between', from: 'now-30d', to: 'now' })).toHaveLength(1);
  expect(fixed({ key: 'createdAt', comparator: '<', value: '2026-01-01' })).toHaveLength(1);
  expect(fixed({ key: 'dueBy', comparator: '<', value: '2026-01-01' })[1]).toEqual(limit);
  expect(fixed(...fixed())).toEqual([limit]);
});

test('each comparator takes the end of a rounded bound that it means', () => {
  const key = 'createdAt' as const;
  expect(freeze({ key, comparator: 'between', from: 'now-1M/M', to: 'now-1M/M' })).toEqual({
    key,
    comparator: 'between',
    from: '2026-10-01 00:00:00',
    to: '2026-10-31 23:59:59',
  });
  expect(freeze({ key, comparator: '>=', value: 'now/d' })).toMatchObject({ value: '2026-11-23 00:00:00' });
  expect(freeze({ key, comparator: '<', value: 'now/d' })).toMatchObject({ value: '2026-11-23 00:00:00' });
  expect(freeze({ key, comparator: '>', value: 'now/d' })).toMatchObject({ value: '2026-11-23 23:59:59' });
  expect(freeze({ key, comparator: '<=', value: 'now' })).toMatchObject({ value: AS_OF });
});

test('a whole day becomes its date, any other unit its first and last second', () => {
  const key = 'createdAt' as const;
  expect(freeze({ key, comparator: '=', value: 'now-1d/d' })).toEqual({ key, comparator: '=', value: '2026-11-22' });
  expect(freeze({ key, comparator: '=', value: 'now-1M/M' })).toEqual({
    key,
    comparator: 'between',
    from: '2026-10-01 00:00:00',
    to: '2026-10-31 23:59:59',
  });
});

test('a fixed filter finds the same tickets', () => {
  const tickets = randomTickets(3, 300);
  const asOf = { time: '2024-09-15 12:00:00', timeZone: 'UTC', hidesLaterClosings: false };
  const times = filterArbitrary().filter(({ key }) => kindOf(key) === 'timestamp');
  fc.assert(
    fc.property(times, (filter) => {
      const [fixed] = frozen({ ...DEFAULT_VIEW, query: { filters: [filter] } }, asOf.time).query.filters;
      const found = (each: Filter) => tickets.filter((ticket) => matches(ticket, each, asOf));
      expect(fixed === undefined ? undefined : found(fixed)).toEqual(found(filter));
    }),
    { numRuns: 500 },
  );
});

test('dates, other times and what bounds no range of creation stay as they are', () => {
  const kept: Filter[] = [
    { key: 'dueBy', comparator: 'between', from: '2024-01-01', to: '2024-12-31' },
    { key: 'topic', comparator: '=', value: 'now-30d' },
    { key: 'dueBy', comparator: '<=', value: 'now+3d' },
    { key: 'createdAt', comparator: '!=', value: 'now-1M/M' },
    { key: 'createdAt', comparator: 'notIn', values: ['now-1d/d'], orEmpty: true },
    { key: 'createdAt', comparator: 'in', values: ['now/w'] },
    { key: 'closedAt', comparator: 'isEmpty' },
  ];
  for (const filter of kept) expect(freeze(filter)).toEqual(filter);
});
