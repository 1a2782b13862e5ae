import { describe, expect, test } from 'vitest';
import { COLUMN_IDS } from '../columns/columns';
import { parseFilters } from '../query/filterCodec';
import { formatTicketQuery } from '../query/ticketQuery';
import { TIME_TO_CLOSE_EDGES } from '../responses/reportResponse';
import {
  pickAge,
  pickBreached,
  pickBucket,
  pickBuckets,
  pickDue,
  pickGroup,
  pickOpenFor,
  pickOtherGroups,
  pickOverdue,
  pickSlowerThan,
  pickStateWithin,
  pickTimeToClose,
  pickTimeToCloseUnknown,
} from './pickedFilters';

/** What a mark counts ends where the next one begins: no ticket is in both, and none is in neither. */

describe('an exclusive end', () => {
  test('of times to close is the second before it; the last bin has none', () => {
    expect(pickTimeToClose(3600, 7200)).toEqual([
      { key: 'secondsToClose', comparator: 'between', from: 3600, to: 7199 },
    ]);
    expect(pickTimeToClose(0, 1)).toEqual([{ key: 'secondsToClose', comparator: 'between', from: 0, to: 0 }]);
    expect(pickTimeToClose(7200, null)).toEqual([{ key: 'secondsToClose', comparator: '>=', value: 7200 }]);
  });

  test('of how long tickets are open is said in the longest unit, which the grammar has room for', () => {
    expect(pickOpenFor(604_800, 1_209_600)).toEqual([
      { key: 'closedAt', comparator: 'isEmpty' },
      { key: 'createdAt', comparator: '<=', value: 'now-7d' },
      { key: 'createdAt', comparator: '>', value: 'now-14d' },
    ]);
    for (const edge of TIME_TO_CLOSE_EDGES.slice(1)) {
      expect(parseFilters(formatTicketQuery({ filters: pickOpenFor(edge, null) }), COLUMN_IDS)).toHaveLength(2);
    }
  });

  test('of a bucket, or of several, is its last second', () => {
    const [january, march] = [
      { start: '2026-01-01 00:00:00', end: '2026-02-01 00:00:00' },
      { start: '2026-03-01 00:00:00', end: '2026-04-01 00:00:00' },
    ];
    const due = { key: 'dueBy', comparator: 'between', from: january.start, to: '2026-01-31 23:59:59' };
    expect(pickBucket(january)).toEqual([due]);
    expect(pickBucket(january, 'met')).toEqual([due, { key: 'slaState', comparator: '=', value: 'met' }]);
    expect(pickBuckets(january, march)).toEqual([{ ...due, to: '2026-03-31 23:59:59' }]);
    expect(pickDue('<', january.start)).toEqual([{ key: 'dueBy', comparator: '<', value: january.start }]);
    expect(pickDue('>=', march.end)).toEqual([{ key: 'dueBy', comparator: '>=', value: march.end }]);
  });

  test('of days ago belongs to the band of those that are older', () => {
    const notClosed = { key: 'closedAt', comparator: 'isEmpty' };
    const overdue = { key: 'slaState', comparator: '=', value: 'breachedOpen' };
    expect(pickAge({ from: 7, to: 30 })).toEqual([
      notClosed,
      { key: 'createdAt', comparator: '<=', value: 'now-7d' },
      { key: 'createdAt', comparator: '>', value: 'now-30d' },
    ]);
    expect(pickOverdue({ from: 0, to: 1 })).toEqual([
      overdue,
      { key: 'dueBy', comparator: '<=', value: 'now' },
      { key: 'dueBy', comparator: '>', value: 'now-1d' },
    ]);
    expect(pickOverdue({ from: 30, to: null })).toEqual([
      overdue,
      { key: 'dueBy', comparator: '<=', value: 'now-30d' },
    ]);
  });
});

test('the breach rate picks what it counts', () => {
  expect(pickBreached('all')).toEqual([
    { key: 'slaState', comparator: 'in', values: ['breachedClosed', 'breachedOpen'] },
  ]);
  expect(pickBreached('closed')).toEqual([{ key: 'slaState', comparator: '=', value: 'breachedClosed' }]);
});

test('a percentile picks what took longer, also when it lies between two seconds', () => {
  for (const seconds of [3600, 3600.75]) {
    expect(pickSlowerThan(seconds)).toEqual([{ key: 'secondsToClose', comparator: '>', value: 3600 }]);
  }
});

test('a time to close that is unknown is missing, of those that are closed or of those that are not', () => {
  for (const comparator of ['isEmpty', 'isNotEmpty'] as const) {
    expect(pickTimeToCloseUnknown(comparator)).toEqual([
      { key: 'secondsToClose', comparator: 'isEmpty' },
      { key: 'closedAt', comparator },
    ]);
  }
});

test('a group picks its value, tickets without one, or one of its states', () => {
  expect(pickGroup('topic', 'Billing')).toEqual([{ key: 'topic', comparator: '=', value: 'Billing' }]);
  expect(pickGroup('topic', null)).toEqual([{ key: 'topic', comparator: 'isEmpty' }]);
  expect(pickStateWithin(pickGroup('topic', null), 'pending')).toEqual([
    { key: 'topic', comparator: 'isEmpty' },
    { key: 'slaState', comparator: '=', value: 'pending' },
  ]);
});

test('what is in no group of its own holds tickets without a value, unless they are a group', () => {
  const rows = [{ value: 'Billing' }];
  const notIn = { key: 'topic', comparator: 'notIn', values: ['Billing'] };
  expect(pickOtherGroups({ by: 'topic', rows })).toEqual([{ ...notIn, orEmpty: true }]);
  const withEmpty = [...rows, { value: null }];
  expect(pickOtherGroups({ by: 'topic', rows: withEmpty })).toEqual([notIn]);
});
