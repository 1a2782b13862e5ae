import { describe, expect, test } from 'vitest';
import { visibleColumns } from '../../contract/privacy';
import { moved } from '../grid/columnChoice';
import { lastPage } from '../grid/lastPage';
import { fetchedColumns, gridColumns } from './gridColumns';

const VISIBLE = visibleColumns({ level: 'none', permissions: [] });

test('the link’s columns in its order, else usual ones that exist for the viewer', () => {
  expect(gridColumns(['topic', 'id'], VISIBLE)).toEqual(['topic', 'id']);
  for (const id of gridColumns(undefined, VISIBLE)) expect(VISIBLE).toContain(id);
});

test('the usual columns are in their places, the computed one among them', () => {
  expect(gridColumns(undefined, VISIBLE)).toEqual([
    'id',
    'createdAt',
    'channel',
    'status',
    'priority',
    'topic',
    'secondsToClose',
    'againstDeadline',
  ]);
});

test('what cells are said of is fetched along, once', () => {
  expect(fetchedColumns(['topic'])).toEqual(['topic', 'id']);
  expect(fetchedColumns(['secondsClosedAfterSLA'])).toEqual(['secondsClosedAfterSLA', 'id']);
  expect(fetchedColumns(['dueBy', 'againstDeadline'])).toEqual(['dueBy', 'againstDeadline', 'id', 'slaState']);
});

describe('choosing columns', () => {
  test('one place to either side, and not beyond the ends', () => {
    expect(moved(['id', 'topic', 'status'], 'topic', -1)).toEqual(['topic', 'id', 'status']);
    expect(moved(['id', 'topic', 'status'], 'topic', 1)).toEqual(['id', 'status', 'topic']);
    expect(moved(['id', 'topic'], 'id', -1)).toEqual(['id', 'topic']);
    expect(moved(['id', 'topic'], 'email', 1)).toEqual(['id', 'topic']);
  });
});

test.each([
  [0, 25, 1],
  [25, 25, 1],
  [26, 25, 2],
  [99_863, 100, 999],
])('%i tickets at %i a page end on page %i', (total, size, page) => {
  expect(lastPage(total, size)).toBe(page);
});
