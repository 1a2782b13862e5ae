import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Filter } from '../../../../contract/query/filters';
import { filterArbitrary } from '../../../../testing/filterArbitrary';
import { matches } from '../../../../testing/matchFilters';
import { randomTickets } from '../../../../testing/ticketFactory';
import { canonicalFilter, putFilter } from './canonicalFilter';

const AS_OF = { time: '2026-11-23 14:05:00', timeZone: 'UTC', hidesLaterClosings: false };

describe('canonicalFilter', () => {
  const tickets = randomTickets(3, 200);

  it('keeps the same tickets, and is its own canonical form', () => {
    fc.assert(
      fc.property(filterArbitrary(), (filter) => {
        const canonical = canonicalFilter(filter);
        expect(tickets.filter((ticket) => matches(ticket, canonical, AS_OF))).toEqual(
          tickets.filter((ticket) => matches(ticket, filter, AS_OF)),
        );
        expect(canonicalFilter(canonical)).toEqual(canonical);
      }),
      { numRuns: 1000 },
    );
  });

  test.each<[Filter, Filter]>([
    [
      { key: 'channel', comparator: 'in', values: ['chat', 'email', 'chat'] },
      { key: 'channel', comparator: 'in', values: ['email', 'chat'] },
    ],
    [
      { key: 'topic', comparator: 'in', values: ['b', 'a', 'b'] },
      { key: 'topic', comparator: 'in', values: ['b', 'a'] },
    ],
    [
      { key: 'topic', comparator: 'notIn', values: ['Spam'], orEmpty: true },
      { key: 'topic', comparator: '!=', value: 'Spam', orEmpty: true },
    ],
    [
      { key: 'createdAt', comparator: '!=', value: 'now/d', orEmpty: true },
      { key: 'createdAt', comparator: '!=', value: 'now/d' },
    ],
  ])('%j', (filter, expected) => {
    expect(canonicalFilter(filter)).toEqual(expected);
  });
});

describe('putFilter', () => {
  const chat: Filter = { key: 'channel', comparator: '=', value: 'chat' };
  const open: Filter = { key: 'status', comparator: '=', value: 'open' };

  it('adds at the end and replaces in place', () => {
    expect(putFilter([chat], 1, open)).toEqual([chat, open]);
    expect(putFilter([chat, open], 0, { ...chat, value: 'email' })).toEqual([{ ...chat, value: 'email' }, open]);
  });

  it('is nothing to change when the filter says what it said', () => {
    expect(putFilter([chat], 0, { key: 'channel', comparator: 'in', values: ['chat'] })).toBeNull();
    expect(putFilter([{ key: 'channel', comparator: 'in', values: ['chat'] }], 0, chat)).toBeNull();
    expect(putFilter([chat, open], 2, chat)).toBeNull();
  });

  it('does not say the same twice', () => {
    expect(putFilter([chat, { ...chat, value: 'email' }], 1, chat)).toEqual([chat]);
  });
});
