import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { StoredColumn } from '../../../contract/columns/columnFacts';
import { STORED_COLUMNS } from '../../../contract/columns/columns';
import { test as base } from '../../../testing/fixtures';
import { oldTickets, unpackFolder } from '../../../testing/folders/unpackFolder';
import { openChdb } from '../../engine/chdbEngine';
import { sql, type TicketEngine } from '../../engine/engine';
import { SingleTables } from '../../engine/singleTables';
import { readStoreFacts } from '../storeFacts';
import { openTickets } from './openTickets';
import { TicketsRefused } from './planUpgrade';
import type { TicketSchema } from './ticketSchema';
import { createTableText, DEMO_COMMENT, TABLE } from './ticketTable';

/** The ticket table of a folder that schema 1 made, opened with other column tables than today's. */

/** `unpacked` is the folder as it was, of which each test has a copy. */
const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
  .extend('unpacked', { scope: 'file' }, ({}, { onCleanup }) => {
    const unpacked = unpackFolder('schema1');
    onCleanup(() => rmSync(unpacked, { recursive: true }));
    return unpacked;
  });

let engine: TicketEngine;
let told: string[];

test.beforeEach(({ unpacked, dataDir }) => {
  cpSync(join(unpacked, 'tickets'), join(dataDir, 'tickets'), { recursive: true });
  engine = openChdb(join(dataDir, 'tickets'));
  told = [];
});
test.afterEach(() => engine.close());

type Columns = Record<string, StoredColumn>;
const schemaOf = (columns: Columns, migrations: TicketSchema['migrations'] = []): TicketSchema => ({
  columns,
  migrations,
});

/** Today's columns with others put behind `id`. */
function withColumns(behind: string, added: Columns): Columns {
  const entries = Object.entries<StoredColumn>(STORED_COLUMNS).flatMap((entry) =>
    entry[0] === behind ? [entry, ...Object.entries(added)] : [entry],
  );
  return Object.fromEntries(entries);
}

function without(...ids: string[]): Columns {
  return Object.fromEntries(Object.entries<StoredColumn>(STORED_COLUMNS).filter(([id]) => !ids.includes(id)));
}

const changed = (id: keyof typeof STORED_COLUMNS, column: Partial<StoredColumn>): Columns => ({
  ...STORED_COLUMNS,
  [id]: { ...STORED_COLUMNS[id], ...column } as StoredColumn,
});

const SPAM: StoredColumn = { kind: 'enum', label: 'Spam', values: ['ham', 'spam'], since: 2 };
const COUNTED: StoredColumn = { kind: 'integer', label: 'Topic', unit: 'count', range: [0, 9], bits: 64 };
const WITH_SPAM = schemaOf(
  withColumns('priority', { spamStatus: SPAM, reviewedAt: { kind: 'timestamp', label: 'R' } }),
);

const open = (schema: TicketSchema, on = engine) => openTickets(on, { schema, onUpgrade: (words) => told.push(words) });
const rows = () => engine.query(sql(`SELECT * FROM ${TABLE} ORDER BY id`));

/** Everything that CREATE TABLE says of a table, but for its name. */
async function form(table = TABLE): Promise<unknown> {
  const [facts] = await engine.query(
    sql(
      'SELECT engine_full, comment, create_table_query FROM system.tables WHERE database = currentDatabase() AND name = {name:String}',
      { name: table },
    ),
  );
  // The engine writes an emptied comment, but not one that never was.
  return JSON.parse(JSON.stringify(facts).replaceAll(table, 'TABLE').replace(" COMMENT ''", ''));
}

async function freshForm(schema: TicketSchema, origin = ''): Promise<unknown> {
  const table = 'fresh';
  await engine.command(sql(createTableText(table, origin, schema)));
  const made = await form(table);
  await engine.command(sql(`DROP TABLE ${table} SYNC`));
  return made;
}

async function tables(): Promise<unknown[]> {
  return engine.query(sql('SELECT name FROM system.tables WHERE database = currentDatabase()'));
}

test('with the columns that it was made with nothing is done', async () => {
  await open(schemaOf(STORED_COLUMNS));
  expect(told).toEqual([]);
  expect(await form()).toEqual(await freshForm(schemaOf(STORED_COLUMNS)));
  expect(await rows()).toEqual(oldTickets('schema1'));
});

describe('what is brought over', () => {
  const old = oldTickets('schema1');
  test.each<[string, TicketSchema, string, object[]]>([
    [
      'new columns, in their documented places',
      WITH_SPAM,
      ' from schema 1 to 2: adds the column spamStatus; adds the column reviewedAt ...',
      old.map((ticket) => ({ ...ticket, spamStatus: null, reviewedAt: null })),
    ],
    [
      'values of an enum',
      schemaOf(changed('channel', { values: [...STORED_COLUMNS.channel.values, 'fax'] })),
      ': adds values to channel ...',
      old,
    ],
    [
      'a wider integer, with a new column',
      schemaOf({ ...changed('incomingMessages', { bits: 64 }), spamStatus: SPAM }),
      ' from schema 1 to 2: stores incomingMessages as Nullable(Int64); adds the column spamStatus ...',
      old.map((ticket) => ({ ...ticket, spamStatus: null })),
    ],
    [
      'a table in another form',
      schemaOf(STORED_COLUMNS, [{ schema: 2, why: 'rows are found in smaller blocks' }]),
      ' from schema 1 to 2: rows are found in smaller blocks ...',
      old,
    ],
    [
      'a column that leaves',
      schemaOf(without('manualWorkEntries'), [{ schema: 2, why: 'nobody counts work', leaves: ['manualWorkEntries'] }]),
      ' from schema 1 to 2: nobody counts work ...',
      old.map(({ manualWorkEntries: _, ...ticket }) => ticket),
    ],
  ])('%s', async (_name, schema, words, expected) => {
    await open(schema);
    expect(told).toEqual([`Upgrading the ticket table${words}`]);
    expect(await rows()).toEqual(expected);
    expect(await form()).toEqual(await freshForm(schema));
    await open(schema);
    expect(told).toHaveLength(1);
    expect(await tables()).toHaveLength(1);
  });

  test('where the tickets are from', async () => {
    await engine.command(sql(`ALTER TABLE ${TABLE} MODIFY COMMENT '${DEMO_COMMENT}'`));
    await open(WITH_SPAM);
    expect(await form()).toEqual(await freshForm(WITH_SPAM, DEMO_COMMENT));
    expect(await readStoreFacts(engine)).toMatchObject({ rows: 20, demo: true, mirror: false });
  });
});

describe('what is refused in words, the folder staying as it is', () => {
  const cannot = 'DATA_DIR: the tickets in this folder cannot be brought to this version: ';
  const [first, ...others] = STORED_COLUMNS.channel.values;
  test.each<[string, TicketSchema, string]>([
    [
      'a column that this version does not know',
      schemaOf(without('subTopic')),
      'DATA_DIR: this folder was made by a newer version of Ticketlens: its ticket table has columns that this version does not know (subTopic). Nothing was changed; start that version.',
    ],
    [
      'a value that went away',
      schemaOf(changed('channel', { values: others })),
      `${cannot}the column "channel" has values there that this version does not have: ${first}. Nothing was changed.`,
    ],
    [
      'values in another order',
      schemaOf(changed('channel', { values: [...others, first] })),
      `${cannot}the column "channel" has its values there in another order than this version. Nothing was changed.`,
    ],
    [
      'another kind, and what must be there',
      schemaOf({
        ...changed('topic', COUNTED),
        owner: { kind: 'text', label: 'Owner', content: 'reference', required: true },
      }),
      `${cannot}the column "topic" is LowCardinality(Nullable(String)) there, and Nullable(Int64) in this version; the column "owner", which every ticket needs, is not there. Nothing was changed.`,
    ],
    [
      'a narrower integer',
      schemaOf(changed('secondsToClose', { bits: 32 })),
      `${cannot}the column "secondsToClose" is Nullable(Int64) there, and Nullable(Int32) in this version. Nothing was changed.`,
    ],
    [
      'what may be empty there',
      schemaOf(changed('dueBy', { required: true })),
      `${cannot}the column "dueBy" can be empty there, and must not be in this version. Nothing was changed.`,
    ],
  ])('%s', async (_name, schema, words) => {
    const before = await form();
    await expect(open(schema)).rejects.toThrow(new TicketsRefused(words));
    expect(told).toEqual([]);
    expect(await form()).toEqual(before);
    expect(await rows()).toEqual(oldTickets('schema1'));
  });

  test('a table of a higher number', async () => {
    await open(schemaOf(STORED_COLUMNS, [{ schema: 7, why: 'something' }]));
    await expect(open(WITH_SPAM)).rejects.toThrow(
      'this folder was made by a newer version of Ticketlens: its ticket table has schema 7, and this version knows 2.',
    );
  });
});

/** As if the process were killed at its nth statement: neither that one nor a later one runs. */
function dying(at: number): TicketEngine {
  let count = 0;
  const proxy: TicketEngine = new Proxy(engine, {
    get(target, name) {
      if (name === 'tables') return new SingleTables(proxy);
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...args: unknown[]): Promise<unknown> => {
        count += 1;
        if (count >= at) throw new Error('killed');
        return method.apply(target, args);
      };
    },
  });
  return proxy;
}

test.for([
  ['by its metadata', WITH_SPAM],
  ['by a new table', schemaOf(WITH_SPAM.columns, [{ schema: 2, why: 'another form' }])],
] as const)(
  'an upgrade %s that is killed before any of its statements goes on',
  { timeout: 120_000 },
  async ([_name, schema], { unpacked, dataDir }) => {
    const expected = oldTickets('schema1').map((ticket) => ({ ...ticket, spamStatus: null, reviewedAt: null }));
    let killed = 0;
    for (let at = 1; ; at += 1) {
      cpSync(join(unpacked, 'tickets'), join(dataDir, `again${at}`), { recursive: true });
      await engine.close();
      engine = openChdb(join(dataDir, `again${at}`));
      const outcome = await open(schema, dying(at)).then(
        () => 'done',
        (error: Error) => error.message,
      );
      if (outcome === 'done') break;
      expect(outcome).toBe('killed');
      killed += 1;
      await open(schema);
      expect(await rows()).toEqual(expected);
      expect(await form()).toEqual(await freshForm(schema));
      expect(await tables()).toHaveLength(1);
    }
    expect(killed).toBeGreaterThan(5);
  },
);
