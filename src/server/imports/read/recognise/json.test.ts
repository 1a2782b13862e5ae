import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { test as base } from '../../../../testing/fixtures';
import { readTickets } from '../../../../testing/readTickets';
import { dryRun } from '../../dryRun/dryRun';

/** JSON in every form that tickets are sent in, told apart by the whole of it. */

const test = base
  .extend(
    'read',
    ({ file }) =>
      (content: string, mapping = {}) =>
        readTickets(file(content), {}, mapping),
  )
  .extend(
    'preview',
    ({ file }) =>
      (content: string) =>
        dryRun({ name: 'their.json', path: file(content) }, { timeZone: 'UTC', mapping: {} }),
  );

const AT = '2024-05-12 09:00:00';
const row = (id: number, more = {}) => ({ id, createdAt: AT, ...more });
const ROWS = [row(1), row(2)];

describe('one object that holds the array', () => {
  test.for<[string, string, string]>([
    ['a row a line', `{"data":[\n${JSON.stringify(row(1))},\n${JSON.stringify(row(2))}\n],"total":2}\n`, 'data'],
    ['on one line', JSON.stringify({ total: 2, data: ROWS }), 'data'],
    ['on many lines', JSON.stringify({ next_page: null, tickets: ROWS, count: 2 }, null, 2), 'tickets'],
    [
      'the preview of the API',
      JSON.stringify({ data: ROWS, total: 2, columns: [{ name: 'id' }], availableFilters: [{ key: 'id' }] }),
      'data',
    ],
    ['beside empty arrays', JSON.stringify({ errors: [], data: ROWS, users: [] }), 'data'],
    [
      'with arrays in its rows',
      JSON.stringify({ data: ROWS.map((each) => ({ ...each, tags: [{ id: 1 }], n: [[{}]] })) }),
      'data',
    ],
    [
      'with brackets and braces in text',
      JSON.stringify({ note: '{"data":[{', data: ROWS.map((each) => ({ topic: ']}"\\', ...each })) }),
      'data',
    ],
    [
      'with an escaped name',
      '{"da\\u0074a":[{"\\u0069d":1,"createdAt":"2024-05-12 09:00:00"},{"id":2,"createdAt":"2024-05-12 09:00:00"}]}',
      'data',
    ],
  ])('%s', async ([_, content, field], { read }) => {
    const { sent, counts } = await read(content);
    expect(sent.map(({ id }) => id)).toEqual([1, 2]);
    expect(counts).toMatchObject({ rows: 2, rejected: 0, recognised: [{ format: 'jsonObject', field }] });
  });

  test('with an empty array has no rows', async ({ read }) => {
    expect((await read('{"data":[],"total":0}')).counts).toMatchObject({ rows: 0, recognised: [{ field: 'data' }] });
  });

  test('with the names that a mapping says', async ({ read }) => {
    const { sent } = await read('{"other":[{"a":1}],"list":[{"No":7,"createdAt":"2024-05-12 09:00:00"}]}', {
      id: 'No',
    });
    expect(sent).toMatchObject([{ id: 7 }]);
  });

  test.for<[string, string, string]>([
    ['cut off in its array', '{"data":[{"id":1},{"id"', 'the file ends within its object, so it is cut off'],
    ['cut off behind its array', '{"data":[{"id":1}],"tot', 'the file ends within its object, so it is cut off'],
    [
      'without an array',
      '{"error":"no","code":5}',
      'the file is one object that holds no array of tickets (it has error, code)',
    ],
    ['with two arrays that may be meant', '{"a":[{"x":1}],"b":[{"x":1}]}', 'several arrays (a, b)'],
  ])('%s is refused', async ([_, content, problem], { read, preview }) => {
    await expect(read(content)).rejects.toThrow(problem);
    expect((await preview(content)).problem).toContain(problem);
  });
});

describe('rows', () => {
  test.for<[string, string, number[], number]>([
    ['one object', JSON.stringify(row(1)), [1], 0],
    ['one object on many lines', JSON.stringify(row(1), null, 2), [1], 0],
    ['objects on many lines', ROWS.map((each) => JSON.stringify(each, null, 2)).join('\n'), [1, 2], 0],
    ['one with an array of objects', JSON.stringify(row(1, { comments: [{ id: 5 }] })), [1], 0],
    [
      'a broken first line',
      `{"id":1,"createdAt":"${AT}\n${ROWS.map((each) => JSON.stringify(each)).join('\n')}\n`,
      [1, 2],
      1,
    ],
    ['a broken last line', `${ROWS.map((each) => JSON.stringify(each)).join('\n')}\n{"id":3,`, [1, 2], 1],
  ])('%s', async ([_, content, ids, rejected], { read }) => {
    const { sent, counts } = await read(content);
    expect(sent.map(({ id }) => id)).toEqual(ids);
    expect(counts).toMatchObject({ rejected, recognised: [{ format: 'ndjson' }] });
  });
});

test.for(['{id},createdAt\n', '[id],createdAt\n'])(
  'a header that begins as JSON does is one of csv: %s',
  async (header, { read }) => {
    const { sent } = await read(`${header}1,${AT}\n`, { id: header.slice(0, 4) });
    expect(sent).toMatchObject([{ id: 1 }]);
  },
);

test('any rows in any form are the same rows', async ({ read }) => {
  const value = fc.jsonValue({ maxDepth: 3 });
  const tickets = fc.array(fc.record({ topic: fc.string({ unit: 'grapheme', minLength: 1 }), other: value }), {
    minLength: 1,
    maxLength: 6,
  });
  const forms: ((rows: readonly object[], beside: unknown) => string)[] = [
    (rows) => JSON.stringify(rows),
    (rows) => JSON.stringify(rows, null, 1),
    (rows) => rows.map((each) => JSON.stringify(each)).join('\n'),
    (rows, beside) => JSON.stringify({ beside, data: rows }),
    (rows, beside) => JSON.stringify({ data: rows, beside }, null, 2),
  ];
  await fc.assert(
    fc.asyncProperty(tickets, fc.constantFrom(...forms), value, async (rows, form, beside) => {
      const content = form(
        rows.map((each, index) => ({ ...each, ...row(index) })),
        beside,
      );
      const { sent } = await read(content);
      expect(sent.map(({ topic }) => topic)).toEqual(rows.map(({ topic }) => topic));
    }),
    { numRuns: 200 },
  );
});
