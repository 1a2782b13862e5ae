import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COLUMN_IDS, columnOf, isProvided, type Ticket } from '../../contract/columns/columns';
import type { Filter } from '../../contract/query/filters';
import { filterArbitrary } from '../../testing/filterArbitrary';
import { columnValue, matchesAll } from '../../testing/matchFilters';
import { randomTickets } from '../../testing/ticketFactory';
import { cellFilters } from './cellFilters';

const AS_OF = { time: '2024-09-15 12:00:00', timeZone: 'UTC', hidesLaterClosings: false };
const tickets = randomTickets(11, 300);

/** Columns whose cells are narrowed to their very value. */
const COMPARED = COLUMN_IDS.filter(
  (id) =>
    id !== 'rawData' && columnOf(id).kind !== 'timestamp' && isProvided(id, { workingTime: false, subject: false }),
);

function idsWhere(filters: readonly Filter[], test: (ticket: Ticket) => boolean = () => true): number[] {
  return tickets.filter((ticket) => matchesAll(ticket, filters, AS_OF) && test(ticket)).map(({ id }) => Number(id));
}

test('"only" and "not" split what was shown: the cell’s value on one side, everything else on the other', () => {
  let tried = 0;
  fc.assert(
    fc.property(
      fc.array(filterArbitrary(), { maxLength: 3 }),
      fc.constantFrom(...COMPARED),
      fc.nat(),
      (filters, key, pick) => {
        const shown = tickets.filter((ticket) => matchesAll(ticket, filters, AS_OF));
        const ticket = shown[pick % Math.max(shown.length, 1)];
        if (ticket === undefined) return;
        tried += 1;
        const value = columnValue(ticket, key, AS_OF);
        const [only, not] = cellFilters(filters, key, value);
        expect(idsWhere(only?.filters ?? [])).toEqual(
          idsWhere(filters, (each) => columnValue(each, key, AS_OF) === value),
        );
        expect(idsWhere(not?.filters ?? [])).toEqual(
          idsWhere(filters, (each) => columnValue(each, key, AS_OF) !== value),
        );
      },
    ),
    { numRuns: 500 },
  );
  expect(tried).toBeGreaterThan(100);
});

test('a day and its bounds', () => {
  const labels = cellFilters([], 'createdAt', '2024-05-12 09:00:00');
  expect(labels.map(({ label }) => label)).toEqual([
    'Only 12 May 2024',
    'Not 12 May 2024',
    '12 May 2024 or later',
    '12 May 2024 or earlier',
  ]);
  expect(labels[0]?.filters).toEqual([{ key: 'createdAt', comparator: '=', value: '2024-05-12' }]);
});

test('"not" joins what leaves values out already, and takes a value off a list', () => {
  const notSpam: Filter = { key: 'topic', comparator: '!=', value: 'Spam', orEmpty: true };
  expect(cellFilters([notSpam], 'topic', 'Billing')[1]?.filters).toEqual([
    { key: 'topic', comparator: 'notIn', values: ['Spam', 'Billing'], orEmpty: true },
  ]);
  const channels: Filter = { key: 'channel', comparator: 'in', values: ['email', 'chat'] };
  expect(cellFilters([channels], 'channel', 'chat')[1]?.filters).toEqual([
    { key: 'channel', comparator: '=', value: 'email' },
  ]);
  // A link can list a value twice; without it nothing would be left to list.
  const twice: Filter = { key: 'channel', comparator: 'in', values: ['chat', 'chat'] };
  expect(cellFilters([twice], 'channel', 'chat')[1]?.filters).toEqual([
    twice,
    { key: 'channel', comparator: '!=', value: 'chat', orEmpty: true },
  ]);
});

test('each of several tags can be asked for; raw data offers nothing', () => {
  expect(cellFilters([], 'allTags', 'Billing, Payment reminder').map(({ label }) => label)).toEqual([
    'Only Billing, Payment reminder',
    'Not Billing, Payment reminder',
    'Tags include “Billing”',
    'Tags include “Payment reminder”',
  ]);
  expect(cellFilters([], 'rawData', '{}')).toEqual([]);
});
