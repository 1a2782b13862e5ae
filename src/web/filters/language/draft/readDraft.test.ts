import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Comparator } from '../../../../contract/query/comparators';
import type { Filter, FilterKey } from '../../../../contract/query/filters';
import { filterArbitrary } from '../../../../testing/filterArbitrary';
import { canonicalFilter } from './canonicalFilter';
import { editedDraft, emptyDraft, type FilterDraft, filterToDraft } from './filterDraft';
import { checkDraft, readDraft } from './readDraft';

const SCOPE = { asOf: '2026-11-23 14:05:00', otherFilters: [] };

function draft(key: FilterKey, comparator: Comparator, part: Partial<FilterDraft>): FilterDraft {
  return { ...emptyDraft(key), comparator, ...part };
}

describe('a filter that is shown and read again', () => {
  it('is the same filter', () => {
    fc.assert(
      fc.property(filterArbitrary(), (filter) => {
        expect(readDraft(filterToDraft(filter), SCOPE)).toEqual({ filter });
      }),
      { numRuns: 3000 },
    );
  });

  it('means the same when it was opened for editing', () => {
    fc.assert(
      fc.property(filterArbitrary(), (filter) => {
        const result = readDraft(editedDraft(filter), SCOPE);
        if (!('filter' in result)) throw new Error(result.problem.message);
        expect(canonicalFilter(result.filter)).toEqual(canonicalFilter(filter));
      }),
    );
  });
});

describe('typed text', () => {
  test.each<[FilterDraft, Filter]>([
    [draft('secondsToClose', '>', { value: '2 d 4 h' }), { key: 'secondsToClose', comparator: '>', value: 187_200 }],
    [draft('id', '=', { value: ' 4,711 ' }), { key: 'id', comparator: '=', value: 4711 }],
    [
      draft('customerLegitimation', '<', { value: '20 %' }),
      { key: 'customerLegitimation', comparator: '<', value: 20 },
    ],
    [
      draft('createdAt', 'between', { from: '2026-1-5 9:05', to: 'today' }),
      { key: 'createdAt', comparator: 'between', from: '2026-01-05 09:05:00', to: 'now/d' },
    ],
    [draft('secondsToClose', '>=', { value: '> 2 d 4 h' }), { key: 'secondsToClose', comparator: '>', value: 187_200 }],
    [draft('secondsToClose', '>=', { value: '<=90min' }), { key: 'secondsToClose', comparator: '<=', value: 5400 }],
    [draft('secondsToClose', '=', { value: '≥ -1 h' }), { key: 'secondsToClose', comparator: '>=', value: -3600 }],
    [draft('incomingMessages', '>=', { value: '<5' }), { key: 'incomingMessages', comparator: '<', value: 5 }],
    [
      draft('createdAt', 'between', { from: '1.10.2026' }),
      { key: 'createdAt', comparator: 'between', from: '2026-10-01', to: '2026-10-01' },
    ],
    [
      draft('createdAt', 'between', { from: 'next week' }),
      { key: 'createdAt', comparator: 'between', from: 'now+1w/w', to: 'now+1w/w' },
    ],
    [
      draft('createdAt', 'between', { from: 'last 14 days', to: ' ' }),
      { key: 'createdAt', comparator: 'between', from: 'now-14d', to: 'now' },
    ],
    [draft('createdAt', '>=', { value: 'Oktober' }), { key: 'createdAt', comparator: '>=', value: '2026-10-01' }],
    [draft('createdAt', '<=', { value: 'KW 40' }), { key: 'createdAt', comparator: '<=', value: '2026-10-04' }],
    [
      draft('createdAt', 'between', { from: '1.10.', to: 'vorgestern' }),
      { key: 'createdAt', comparator: 'between', from: '2026-10-01', to: 'now-2d/d' },
    ],
    [
      draft('createdAt', 'between', { from: 'Oktober', to: 'Nov' }),
      { key: 'createdAt', comparator: 'between', from: '2026-10-01', to: '2026-11-30' },
    ],
    [
      draft('createdAt', 'between', { from: 'seit 1. Oktober' }),
      { key: 'createdAt', comparator: '>=', value: '2026-10-01' },
    ],
    [draft('dueBy', 'between', { from: 'bis Freitag' }), { key: 'dueBy', comparator: '<=', value: '2026-11-27' }],
    [draft('dueBy', '>=', { value: 'before 1.12.' }), { key: 'dueBy', comparator: '<', value: '2026-12-01' }],
    [
      draft('createdAt', '=', { value: 'zwischen 1. und 15. Oktober' }),
      { key: 'createdAt', comparator: 'between', from: '2026-10-01', to: '2026-10-15' },
    ],
    [
      draft('createdAt', '=', { value: 'KW 40' }),
      { key: 'createdAt', comparator: 'between', from: '2026-09-28', to: '2026-10-04' },
    ],
    [draft('createdAt', '<=', { value: 'Ende der Woche' }), { key: 'createdAt', comparator: '<=', value: 'now/w' }],
    [draft('topic', '=', { value: ' a ' }), { key: 'topic', comparator: '=', value: ' a ' }],
  ])('%j', (typed, filter) => {
    expect(checkDraft(typed, SCOPE)).toEqual({ filter });
  });
});

it('reads a day and a month in the order of the page, wherever they are typed', () => {
  const value = (dayOrder: 'dayFirst' | 'monthFirst') =>
    readDraft(draft('createdAt', '>=', { value: '5/10/2026' }), { ...SCOPE, dayOrder });
  expect(value('dayFirst')).toMatchObject({ filter: { value: '2026-10-05' } });
  expect(value('monthFirst')).toMatchObject({ filter: { value: '2026-05-10' } });
});

describe('a draft that is no filter', () => {
  test.each<[FilterDraft, object]>([
    [draft('channel', 'in', {}), { field: 'values', message: 'Choose at least one', kind: 'missing' }],
    [draft('channel', '=', {}), { field: 'value', message: 'Choose one', kind: 'missing' }],
    [draft('topic', 'in', {}), { field: 'values', message: 'Enter a value', kind: 'missing' }],
    [draft('topic', 'in', { typed: 'bil' }), { field: 'values', kind: 'unconfirmed' }],
    [draft('createdAt', '=', { value: 'seit wann' }), { field: 'value', kind: 'wrong' }],
    [draft('createdAt', '!=', { value: 'Oktober' }), { field: 'value', kind: 'wrong' }],
    [draft('createdAt', 'between', { from: 'now' }), { field: 'to', kind: 'missing' }],
    [draft('createdAt', 'between', { from: 'now-30d' }), { field: 'to', kind: 'missing' }],
    [draft('secondsToClose', '>=', { value: '> soon' }), { field: 'value', kind: 'wrong' }],
    [draft('secondsToClose', '>=', { value: '>' }), { field: 'value', kind: 'missing' }],
    [draft('secondsToClose', '>=', { value: '>> 5' }), { field: 'value', kind: 'wrong' }],
    [draft('topic', 'between', { from: 'b', to: 'a' }), { field: 'to', kind: 'wrong' }],
    [draft('createdAt', '=', { value: '2024-02-30' }), { field: 'value', kind: 'wrong' }],
    [draft('createdAt', '=', { value: '2400-01-01' }), { field: 'value', kind: 'wrong' }],
    [
      draft('createdAt', '<', { value: 'now-900y' }),
      { field: 'value', message: 'Use a time in the years 1900 to 2299' },
    ],
    [
      draft('createdAt', 'between', { from: 'now', to: 'now-1d' }),
      { field: 'to', message: 'Ends before it starts: use now or later' },
    ],
    [
      draft('secondsToClose', 'between', { from: '2 h', to: '1 h' }),
      { field: 'to', message: 'Ends before it starts: use 2 h or more' },
    ],
    [
      draft('secondsToClose', '>', { value: 'soon' }),
      { field: 'value', message: 'Use units, such as 2 d 4 h or 90 min, or plain seconds' },
    ],
    [draft('customerLegitimation', '>', { value: '101' }), { message: 'Use a whole number from 0 to 100' }],
    [draft('id', 'in', { values: ['1', '-2'] }), { field: 'values', message: 'Use a whole number from 0 up' }],
    [draft('incomingMessages', '>', { value: '1e309' }), { field: 'value', kind: 'wrong' }],
    [draft('incomingMessages', '>', { value: '9007199254740993' }), { field: 'value', kind: 'wrong' }],
    [draft('topic', '=', { value: 'a\0b' }), { field: 'value', kind: 'wrong' }],
  ])('%j', (typed, problem) => {
    expect(checkDraft(typed, SCOPE)).toEqual({ problem: expect.objectContaining(problem) });
  });

  it('counts the values of all filters together', () => {
    const values = (count: number) => Array.from({ length: count }, (_, index) => `T${index}`);
    const otherFilters: Filter[] = [{ key: 'topic', comparator: 'in', values: values(600) }];
    const scope = { ...SCOPE, otherFilters };
    expect(readDraft(draft('subTopic', 'in', { values: values(400) }), scope)).toHaveProperty('filter');
    expect(readDraft(draft('subTopic', 'in', { values: values(401) }), scope)).toHaveProperty(
      'problem.message',
      '1,000 values in all filters are the most',
    );
  });
});
