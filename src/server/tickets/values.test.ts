import { expect } from 'vitest';
import type { StoredColumnId, Ticket } from '../../contract/columns/columns';
import { errorBodySchema } from '../../contract/errors';
import { encodeQueryString } from '../../contract/query/queryString';
import { valuesResponseSchema } from '../../contract/responses/ticketResponses';
import { test as base } from '../../testing/fixtures';
import { randomTickets } from '../../testing/ticketFactory';

const tickets: Ticket[] = randomTickets(5, 2000);

const test = base.extend(
  'ask',
  ({ server }) =>
    async (asked: { column: StoredColumnId; q?: string; limit?: number; single?: 1 }) => {
      const parameters = Object.entries(asked).map(([name, value]) => ({ name, value: String(value) }));
      const response = await server.call(`/report/reporting_tickets/values?${encodeQueryString(parameters)}`);
      expect(response.status).toBe(200);
      return valuesResponseSchema.parse(await response.json());
    },
);

test.beforeAll(({ server }) => server.insert(tickets));

/** Every value of a column with its count, most frequent first, and how many tickets have none. */
function counted(column: StoredColumnId, q = '') {
  const counts = new Map<string | number, number>();
  let empty = 0;
  for (const { [column]: value } of tickets) {
    if (value === null) empty += q === '' ? 1 : 0;
    else if (String(value).toLowerCase().includes(q)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const values = [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
  return { values, empty };
}

test.for<StoredColumnId>(['topic', 'status', 'priority', 'customerId', 'incomingMessages', 'createdAt'])(
  '%s: those without a value are counted at every limit',
  async (column, { ask }) => {
    const { values, empty } = counted(column);
    for (const limit of [1, 2, values.length - 1, values.length, 1000].filter((each) => each > 0 && each <= 1000)) {
      const answer = await ask({ column, limit });
      expect(answer.empty).toBe(empty);
      expect(answer.values.map(({ count }) => count)).toEqual(values.slice(0, limit).map(({ count }) => count));
      expect(answer.more).toBe(values.length > limit);
    }
  },
);

test('each tag by itself: once a ticket, whatever stands beside it', async ({ ask }) => {
  for (const q of ['', 'a', 'vip']) {
    const counts = new Map<string, number>();
    for (const { allTags } of tickets) {
      for (const tag of new Set(allTags === null ? [] : String(allTags).split(', '))) {
        if (tag.toLowerCase().includes(q)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
      }
    }
    const answer = await ask({ column: 'allTags', q, limit: 1000, single: 1 });
    expect(new Map(answer.values.map(({ value, count }) => [value, count]))).toEqual(counts);
    expect(answer.empty).toBe(q === '' ? tickets.filter(({ allTags }) => allTags === null).length : 0);
    expect(counts.size).toBeGreaterThan(0);
  }
});

test('no other column has tags', async ({ server }) => {
  const response = await server.call('/report/reporting_tickets/values?column=topic&single=1');
  expect(response.status).toBe(400);
  expect(errorBodySchema.parse(await response.json()).error).toMatchObject({
    parameter: 'single',
    allowed: 'single=1 only with allTags',
  });
});

test('values hold the text that is looked for, whatever the case, each with its count', async ({ ask }) => {
  for (const q of ['bill', 'straße', 'ö', '%', "'"]) {
    const { values } = counted('topic', q);
    expect(values.length).toBeGreaterThan(0);
    const answer = await ask({ column: 'topic', q, limit: 1000 });
    const byValue = (list: { value: string | number; count: number }[]) =>
      new Map(list.map((each) => [each.value, each]));
    expect(byValue(answer.values)).toEqual(byValue(values));
    expect(answer).toMatchObject({ empty: 0, more: false });
  }
});

test('a value that is the whole text comes before more frequent ones that hold it', async ({ server, ask }) => {
  const customers = ['Zebra', 'Zebra two', 'Zebra two'];
  const createdAt = '2024-01-01 00:00:00';
  await server.insert(customers.map((customerId, index) => ({ id: 9_000_000_000 + index, createdAt, customerId })));
  const { values, more } = await ask({ column: 'customerId', q: 'zEBRA', limit: 1 });
  expect({ values, more }).toEqual({ values: [{ value: 'Zebra', count: 1 }], more: true });
});

test('of equally frequent values text comes in the order of Unicode', async ({ server, ask }) => {
  const createdAt = '2024-01-01 00:00:00';
  const names = ['zebra sort', 'Äpfel sort', 'Apfel sort', 'apfel sort', 'Zebra sort'];
  await server.insert(names.map((customerId, index) => ({ id: 9_100_000_000 + index, createdAt, customerId })));
  const { values } = await ask({ column: 'customerId', q: ' sort' });
  expect(values.map(({ value }) => value)).toEqual([
    'apfel sort',
    'Apfel sort',
    'Äpfel sort',
    'zebra sort',
    'Zebra sort',
  ]);
});
