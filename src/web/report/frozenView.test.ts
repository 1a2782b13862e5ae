import { expect, test } from 'vitest';
import type { Filter } from '../../contract/filters';
import { DEFAULT_VIEW } from '../../contract/reportUrl';
import { frozen } from './frozenView';

const AS_OF = '2026-11-23 14:05:06';

function freeze(filter: Filter): Filter | undefined {
  return frozen({ ...DEFAULT_VIEW, query: { filters: [filter] } }, AS_OF).query.filters[0];
}

test('the moment itself is fixed', () => {
  expect(frozen(DEFAULT_VIEW, AS_OF).query.asOf).toBe(AS_OF);
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

test('dates, other columns and whole-unit comparators stay as they are', () => {
  const kept: Filter[] = [
    { key: 'dueBy', comparator: 'between', from: '2024-01-01', to: '2024-12-31' },
    { key: 'topic', comparator: '=', value: 'now-30d' },
    { key: 'createdAt', comparator: 'in', values: ['now/d'] },
    { key: 'closedAt', comparator: 'isEmpty' },
  ];
  for (const filter of kept) expect(freeze(filter)).toEqual(filter);
});
