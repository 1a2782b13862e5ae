import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterEach, expect, vi } from 'vitest';
import { z } from 'zod';
import { COLUMN_IDS, type ColumnId, type Ticket } from '../../contract/columns/columns';
import type { Filter } from '../../contract/query/filters';
import { startStandIn } from '../../testing/clickhouse/standIn';
import { filterArbitrary } from '../../testing/filterArbitrary';
import { test } from '../../testing/fixtures';
import { matchesAll } from '../../testing/matchFilters';
import { insertTickets } from '../../testing/testEngine';
import { randomTickets } from '../../testing/ticketFactory';
import { openClickhouse } from '../engine/clickhouse/clickhouseEngine';
import { sql, type TicketEngine } from '../engine/engine';
import { keptRow } from './keptAnswers';
import { countRows, readRows, type TicketScope } from './rows';
import { openTickets } from './schema/openTickets';
import { replaceTickets, sideTable } from './schema/sideTables';
import { createTableText, TABLE } from './schema/ticketTable';

const TIMES = ['2024-09-15 12:00:00', '2024-03-01 08:30:00'] as const;
const COUNT = sql(`SELECT count() AS n FROM ${TABLE}`);
const countSchema = z.object({ n: z.int() });
const BATCH = 40;
const ID: ColumnId[] = ['id'];

afterEach(() => vi.restoreAllMocks());

function scopeOf(filters: readonly Filter[], time: string, hidesLaterClosings: boolean): TicketScope {
  return { query: { filters: [...filters] }, visible: COLUMN_IDS, asOf: { time, timeZone: 'UTC', hidesLaterClosings } };
}

/** Batch by batch, with ids that no other batch has. */
function batchOf(number: number): Ticket[] {
  return randomTickets(number, BATCH).map((ticket, index) => ({ ...ticket, id: number * 1000 + index }));
}

const STEP = fc.oneof(
  { arbitrary: fc.constant(null), weight: 1 },
  {
    arbitrary: fc.record({
      at: fc.nat(),
      time: fc.constantFrom(...TIMES),
      hides: fc.boolean(),
      // Beside one that is right it asks at once whatever else comes.
      copies: fc.integer({ min: 1, max: 3 }),
    }),
    weight: 5,
  },
);
const LIST = fc.array(fc.array(filterArbitrary(), { maxLength: 2 }), { minLength: 1, maxLength: 3 });

test('whatever is asked between whatever changes, answers are those of a plain filter', { timeout: 60_000 }, async ({
  store: { engine, insert },
}) => {
  const tickets: Ticket[] = [];
  const queries = vi.spyOn(engine, 'query');
  let batches = 0;
  await fc.assert(
    fc.asyncProperty(LIST, fc.array(STEP, { minLength: 10, maxLength: 14 }), async (lists, steps) => {
      for (const step of steps) {
        if (step === null) {
          batches += 1;
          tickets.push(...batchOf(batches));
          await insert(batchOf(batches));
          continue;
        }
        const filters = lists[step.at % lists.length] ?? [];
        const scope = scopeOf(filters, step.time, step.hides);
        const expected = tickets.filter((ticket) => matchesAll(ticket, filters, scope.asOf));
        const counted = Array.from({ length: step.copies }, () => countRows(engine, scope, {}));
        expect(await Promise.all(counted)).toEqual(counted.map(() => expected.length));
        const query = { ...scope.query, columns: ID };
        const read = () => readRows(engine, { ...scope, query }, { limit: 500, offset: 0 }, {});
        const ids = expected.map(({ id }) => Number(id)).sort((a, b) => a - b);
        expect((await read()).map(({ id }) => id)).toEqual(ids.slice(0, 500));
        queries.mockClear();
        expect(await countRows(engine, scope, {})).toBe(expected.length);
        expect((await read()).map(({ id }) => id)).toEqual(ids.slice(0, 500));
        expect(queries, 'what was asked is kept').not.toHaveBeenCalled();
      }
    }),
    { numRuns: 8 },
  );
});

test('the same question at the same time is one, and the next one none', async ({ engine }) => {
  const queries = vi.spyOn(engine, 'query');
  const scope = scopeOf([{ key: 'topic', comparator: 'contains', value: 'once' }], TIMES[0], true);
  await Promise.all([1, 2, 3].map(() => countRows(engine, scope, {})));
  await countRows(engine, scope, {});
  expect(queries).toHaveBeenCalledTimes(3);
  const [first, second] = [await readRows(engine, scope, { limit: 1, offset: 0 }, {}), queries.mock.calls.length];
  await readRows(engine, { ...scope, visible: ['id'] }, { limit: 1, offset: 0 }, {});
  expect(first).toEqual([]);
  // Other columns are another question, and so is another page.
  expect(queries).toHaveBeenCalledTimes(second + 1);
});

test('another moment is another question only where something depends on it', async ({ engine }) => {
  const queries = vi.spyOn(engine, 'query');
  const channel: Filter = { key: 'channel', comparator: '=', value: 'chat' };
  const closed: Filter = { key: 'closedAt', comparator: 'isEmpty' };
  for (const time of TIMES) await countRows(engine, scopeOf([channel], time, true), {});
  expect(queries).toHaveBeenCalledTimes(1);
  for (const time of TIMES) await countRows(engine, scopeOf([closed], time, true), {});
  expect(queries).toHaveBeenCalledTimes(3);
});

test('who comes the moment that a question is given up asks it anew', async ({ engine }) => {
  const scope = scopeOf([{ key: 'topic', comparator: 'contains', value: 'given up' }], TIMES[0], false);
  const queries = vi.spyOn(engine, 'query');
  const given = new AbortController();
  const asked = new Promise<void>((begun) => {
    queries.mockImplementationOnce((_, { signal, onTurn } = {}) => {
      onTurn?.();
      begun();
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    });
  });
  const first = countRows(engine, scope, given);
  await asked;
  const second = countRows(engine, scope, {});
  given.abort(new Error('given up'));
  const third = countRows(engine, scope, {});
  await expect(first).rejects.toThrow('given up');
  expect(await Promise.all([second, third])).toEqual([0, 0]);
});

test('what nobody waits for any more when it would be begun takes no room', async ({ engine }) => {
  const gone = new AbortController();
  gone.abort(new Error('gone'));
  const before = usedMemory();
  for (let at = 0; at < 100; at += 1) {
    const statement = sql(`SELECT ${at} AS n`, { long: 'x'.repeat(1024 * 1024) });
    await expect(keptRow(engine, countSchema, statement, gone)).rejects.toThrow('gone');
  }
  expect(usedMemory() - before).toBeLessThan(50 * 1024 * 1024);
});

test('what is handed out can be changed without changing what is kept', async ({ store: { engine, insert } }) => {
  await insert([{ id: 9_000_001, createdAt: '2024-01-01 00:00:00' }]);
  const scope = scopeOf([{ key: 'id', comparator: '=', value: 9_000_001 }], TIMES[0], false);
  const read = () => readRows(engine, scope, { limit: 1, offset: 0 }, {});
  const [row] = await read();
  if (row !== undefined) row.topic = 'changed';
  expect((await read())[0]?.topic).toBe(null);
});

test('a change that fails or is given up counts as one', async ({ engine }) => {
  const { writes } = engine;
  const before = writes?.version;
  await expect(engine.command(sql(`ALTER TABLE ${TABLE} DROP COLUMN nowhere`))).rejects.toThrow('nowhere');
  expect(writes?.version).not.toBe(before);
  const known = writes?.version;
  const given = new AbortController();
  const slow = engine.command(
    sql(
      `INSERT INTO ${TABLE} (id, createdAt) SELECT number, '2024-01-01 00:00:00' FROM numbers(3) WHERE sleepEachRow(0.1) = 0`,
    ),
    given,
  );
  await vi.waitUntil(() => writes?.version === undefined);
  given.abort(new Error('given up'));
  await expect(slow).rejects.toThrow('given up');
  await vi.waitUntil(() => writes?.version !== undefined);
  expect(writes?.version).not.toBe(known);
});

test('what is written to other tables leaves answers where they are', async ({ engine }) => {
  const before = engine.writes?.version;
  await engine.command(sql('CREATE TABLE import_staged_x (id Int64) ENGINE = Memory'));
  await engine.command(sql(`INSERT INTO import_staged_x SELECT id FROM ${TABLE}`));
  await engine.command(sql('DROP TABLE import_staged_x'));
  expect(engine.writes?.version).toBe(before);
});

/** Bytes that something still refers to. */
function usedMemory(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

async function swap(engine: TicketEngine, tickets: readonly Partial<Ticket>[]): Promise<void> {
  const built = sideTable('built');
  await engine.command(sql(createTableText(built)));
  const rows = tickets.map((ticket) => JSON.stringify(ticket)).join('\n');
  await engine.insert(built, Buffer.from(rows));
  await replaceTickets(engine, { built, base: TABLE });
}

test('a table that takes the place of the tickets empties what is kept', async ({ store: { engine, insert } }) => {
  const count = async () => (await keptRow(engine, countSchema, COUNT)).n;
  const before = await count();
  await insert(batchOf(5000));
  expect(await count()).toBe(before + BATCH);
  await swap(engine, batchOf(1).slice(0, 7));
  expect(await count()).toBe(7);
  const queries = vi.spyOn(engine, 'query');
  expect(await count()).toBe(7);
  expect(queries).not.toHaveBeenCalled();
});

test('what another process writes to the server is seen', { timeout: 60_000 }, async ({ folder }) => {
  const server = await startStandIn(folder);
  // Two processes as one server sees them.
  const engine = openClickhouse(server.settings);
  const another = openClickhouse(server.settings);
  await openTickets(engine);
  const count = async (of: TicketEngine) => (await keptRow(of, countSchema, COUNT)).n;
  expect(await Promise.all([count(engine), count(another), count(engine)])).toEqual([0, 0, 0]);
  for (const [writer, reader] of [
    [engine, another],
    [another, engine],
  ] as const) {
    const before = await count(reader);
    await insertTickets(writer, batchOf(before + 1));
    expect(await Promise.all([count(reader), count(reader), count(writer)])).toEqual(Array(3).fill(before + BATCH));
    const queries = vi.spyOn(reader, 'query');
    expect(await count(reader)).toBe(before + BATCH);
    expect(queries.mock.calls.filter(([{ text }]) => text === COUNT.text)).toEqual([]);
  }
  await engine.close();
  await another.close();
  await server.stop();
});
