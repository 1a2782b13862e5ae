import fc from 'fast-check';
import { expect } from 'vitest';
import { z } from 'zod';
import { COLUMN_IDS, type Ticket } from '../../contract/columns/columns';
import type { Filter } from '../../contract/query/filters';
import { SEARCHED_COLUMNS, searchWords } from '../../contract/query/search';
import { filterArbitrary } from '../../testing/filterArbitrary';
import { test as base } from '../../testing/fixtures';
import { matchesAll, matchesSearch } from '../../testing/matchFilters';
import { HOSTILE_TEXTS, randomTickets } from '../../testing/ticketFactory';
import { sql } from '../engine/engine';
import { TABLE } from './schema/ticketTable';
import { SqlParams } from './sqlParams';
import { type Selection, whereText } from './where';

const AS_OF = { time: '2024-09-15 12:00:00', timeZone: 'Europe/Berlin', hidesLaterClosings: false };
const tickets: Ticket[] = randomTickets(7, 3000);
function selection(filters: readonly Filter[], asOf = AS_OF, search?: string): Selection {
  return { query: { filters: [...filters], ...(search === undefined ? {} : { search }) }, visible: COLUMN_IDS, asOf };
}
const idsSchema = z.object({ at: z.int(), ids: z.array(z.int()) });

/**
 * `idsOf` gives the ids that each of several lists of filters selects, in order; asked in one statement, since its
 * overhead is most of the time.
 */
const test = base.extend(
  'idsOf',
  ({ engine }) =>
    async (lists: readonly (readonly Filter[])[], asOf = AS_OF): Promise<number[][]> => {
      const params = new SqlParams();
      const selects = lists.map((filters, at) => {
        const where = whereText(selection(filters, asOf), params);
        return `SELECT ${at} AS at, arraySort(groupArray(t.id)) AS ids FROM ${TABLE} AS t WHERE ${where}`;
      });
      const found = await engine.rows(idsSchema, sql(selects.join(' UNION ALL '), params.values));
      return found.sort((a, b) => a.at - b.at).map(({ ids }) => ids);
    },
);

test.beforeAll(({ store }) => store.insert(tickets));

const LIST = fc.array(filterArbitrary(), { minLength: 1, maxLength: 2 });

test.for([
  ['every filter selects what a plain in-memory filter selects', AS_OF],
  ['so does a filter that reads what was closed later as not closed', { ...AS_OF, hidesLaterClosings: true }],
] as const)('%s', { timeout: 60_000 }, async ([, asOf], { idsOf }) => {
  let matched = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(LIST, { minLength: 12, maxLength: 12 }), async (lists) => {
      const expected = lists.map((filters) =>
        tickets.filter((ticket) => matchesAll(ticket, filters, asOf)).map(({ id }) => Number(id)),
      );
      matched += expected.flat().length;
      expect(await idsOf(lists, asOf)).toEqual(expected.map((ids) => ids.sort((a, b) => a - b)));
    }),
    { numRuns: 40 },
  );
  // A comparison of nothing with nothing would prove nothing.
  expect(matched).toBeGreaterThan(10_000);
});

test('a search selects tickets that have each of its words in any of the searched columns', async ({ engine }) => {
  const words = tickets.flatMap((ticket) =>
    SEARCHED_COLUMNS.flatMap((id) =>
      searchWords(String(ticket[id] ?? '')).map((word) => [...word].slice(0, 12).join('')),
    ),
  );
  let matched = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }), async (chosen) => {
      const params = new SqlParams();
      const search = chosen.join(' ');
      const where = whereText(selection([], AS_OF, search), params);
      const text = `SELECT arraySort(groupArray(t.id)) AS ids FROM ${TABLE} AS t WHERE ${where}`;
      const [found] = await engine.rows(idsSchema.pick({ ids: true }), sql(text, params.values));
      const expected = tickets.filter((ticket) => matchesSearch(ticket, search, AS_OF)).map(({ id }) => Number(id));
      matched += expected.length;
      expect(found?.ids).toEqual(expected.sort((a, b) => a - b));
    }),
    { numRuns: 40 },
  );
  expect(matched).toBeGreaterThan(1_000);
});

test('a search finds nothing by a column that does not exist for the caller', () => {
  const params = new SqlParams();
  const where = whereText({ query: { filters: [], search: 'x' }, visible: ['id', 'topic'], asOf: AS_OF }, params);
  expect(where).toContain('t.topic');
  expect(where).not.toContain('t.customerId');
  const none = whereText({ query: { filters: [], search: 'x' }, visible: ['id'], asOf: AS_OF }, new SqlParams());
  expect(none).toBe('(0)');
});

test('what is never empty is not asked whether it is: the engine would skip rows for it', async ({ idsOf }) => {
  const filters: Filter[] = [
    { key: 'createdHour', comparator: '!=', value: 0, orEmpty: true },
    { key: 'dueBy', comparator: 'isEmpty' },
  ];
  const expected = tickets.filter((ticket) => matchesAll(ticket, filters, AS_OF)).map(({ id }) => Number(id));
  expect(expected.length).toBeGreaterThan(0);
  expect(await idsOf([filters], AS_OF)).toEqual([expected.sort((a, b) => a - b)]);
});

test('the engine skips no row by an OR with a side that is never true', async ({ engine }) => {
  const count = async (condition: string) =>
    engine.query(sql(`SELECT count() AS n FROM ${TABLE} AS t WHERE ${condition} AND t.dueBy IS NULL`));
  expect(await count('(toHour(t.createdAt) != 0 OR 0)')).toEqual(await count('toHour(t.createdAt) != 0'));
});

test('user text is in the parameters and never in the SQL', () => {
  for (const value of HOSTILE_TEXTS.filter((text) => text.length > 3)) {
    for (const comparator of ['=', '!=', 'contains', '>'] as const) {
      const params = new SqlParams();
      const text = whereText(selection([{ key: 'topic', comparator, value }]), params);
      expect(text).not.toContain(value);
      expect(Object.values(params.values)).toContain(value);
    }
  }
});

test.for([
  ['STRAẞE', 'straße'],
  ['Straße', 'STRAẞE'],
  ['273 K', '273 k'],
  ['İstanbul', 'İSTANBUL'],
  ['Kündigung', 'KÜNDIG'],
] as const)('%s contains %s: cases of different length are the same letter', async ([topic, value], { engine }) => {
  const params = new SqlParams();
  const where = whereText(selection([{ key: 'topic', comparator: 'contains', value }]), params);
  const text = `SELECT 1 FROM (SELECT materialize({topic:String}) AS topic) AS t WHERE ${where}`;
  expect(await engine.query(sql(text, { ...params.values, topic }))).toHaveLength(1);
});

test('a relative range that is the wrong way round at this moment is refused', () => {
  const filter: Filter = { key: 'createdAt', comparator: 'between', from: 'now', to: 'now-3d' };
  expect(() => whereText(selection([filter]), new SqlParams())).toThrow(/is after/);
  const far: Filter = { key: 'createdAt', comparator: '>', value: 'now+900y' };
  expect(() => whereText(selection([far]), new SqlParams())).toThrow(/outside the calendar/);
});
