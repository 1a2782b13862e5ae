import { expect, test } from 'vitest';
import type { Order } from '../../contract/query/ticketQuery';
import { sortPlace, withSortKey } from './sortKeys';

test('Shift-click adds a column behind the others, turns it, and takes it away again', () => {
  const steps = [1, 2, 3].reduce<(readonly Order[])[]>(
    (all) => [...all, withSortKey(all.at(-1) ?? [], 'closedAt')],
    [[{ field: 'priority', direction: 'desc' }]],
  );
  expect(steps.map((order) => order.map(({ field, direction }) => `${field} ${direction}`))).toEqual([
    ['priority desc'],
    ['priority desc', 'closedAt asc'],
    ['priority desc', 'closedAt desc'],
    ['priority desc'],
  ]);
});

test('the only column stays, and only turns', () => {
  const asc = withSortKey([{ field: 'topic', direction: 'desc' }], 'topic');
  expect(asc).toEqual([{ field: 'topic', direction: 'asc' }]);
});

test('behind an order by id there are no equals: another column takes its place', () => {
  expect(withSortKey([{ field: 'id', direction: 'desc' }], 'topic')).toEqual([{ field: 'topic', direction: 'asc' }]);
});

test('places count from one, and are told only among several', () => {
  const order: Order[] = [
    { field: 'priority', direction: 'desc' },
    { field: 'topic', direction: 'asc' },
  ];
  expect(sortPlace(order, 'topic')).toEqual({ place: 2, direction: 'asc' });
  expect(sortPlace(order, 'id')).toBeUndefined();
  expect(sortPlace(order.slice(0, 1), 'priority')).toBeUndefined();
});
