import { expect, it, test } from 'vitest';
import type { Filter } from '../../../contract/query/filters';
import { addFilters } from './addFilters';

const HIGH: Filter = { key: 'priority', comparator: '=', value: 'high' };
const URGENT: Filter = { key: 'priority', comparator: '=', value: 'urgent' };
const CHAT: Filter = { key: 'channel', comparator: '=', value: 'chat' };

test('a value of a column that is asked for already widens that filter, in its place', () => {
  expect(addFilters([HIGH, CHAT], [URGENT])).toEqual([
    { key: 'priority', comparator: 'in', values: ['high', 'urgent'] },
    CHAT,
  ]);
});

test('several are added in their order', () => {
  expect(addFilters([CHAT], [HIGH, URGENT])).toEqual([
    CHAT,
    { key: 'priority', comparator: 'in', values: ['high', 'urgent'] },
  ]);
});

it('leaves the list itself as it is when there is nothing new', () => {
  const filters = [HIGH, CHAT];
  expect(addFilters(filters, [CHAT, HIGH])).toBe(filters);
});

test.each<[Filter, Filter]>([
  [
    { key: 'createdAt', comparator: '=', value: '2026-10-01' },
    { key: 'createdAt', comparator: '=', value: '2026-10-02' },
  ],
  [
    { key: 'dataCheck', comparator: '=', value: 'noDeadline' },
    { key: 'dataCheck', comparator: '=', value: 'closedBeforeCreated' },
  ],
  [HIGH, { key: 'priority', comparator: '!=', value: 'urgent' }],
  [
    { key: 'topic', comparator: 'contains', value: 'bill' },
    { key: 'topic', comparator: '=', value: 'Billing' },
  ],
])('%j and %j hold together', (one, other) => {
  expect(addFilters([one], [other])).toEqual([one, other]);
});
