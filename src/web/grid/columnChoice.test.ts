import { expect, test } from 'vitest';
import type { ColumnId } from '../../contract/columns/columns';
import { moved, movedTo } from './columnChoice';

const COLUMNS: ColumnId[] = ['id', 'topic', 'status', 'channel'];

test('a column that is dropped on another takes its place', () => {
  expect(movedTo(COLUMNS, 'id', 'status')).toEqual(['topic', 'status', 'id', 'channel']);
  expect(movedTo(COLUMNS, 'channel', 'topic')).toEqual(['id', 'channel', 'topic', 'status']);
  expect(movedTo(COLUMNS, 'topic', 'topic')).toEqual(COLUMNS);
});

test('dropped on a column that is not shown, or when it is not shown itself, it changes nothing', () => {
  expect(movedTo(COLUMNS, 'id', 'priority')).toEqual(COLUMNS);
  expect(movedTo(COLUMNS, 'priority', 'id')).toEqual(COLUMNS);
});

test('a column moves by one place, and stays at the end', () => {
  expect(moved(COLUMNS, 'topic', 1)).toEqual(['id', 'status', 'topic', 'channel']);
  expect(moved(COLUMNS, 'id', -1)).toEqual(COLUMNS);
});
