import { expect, vi } from 'vitest';
import { z } from 'zod';
import { linesOf, stored, storedOf, tablesIn, test, ticket, ticketsOf } from '../testing/clickhouse/clusterDesk';
import { randomTickets } from '../testing/ticketFactory';
import { copyTickets } from './backup/copyRows';
import { ClusterStatements } from './engine/clickhouse/cluster/statements';
import { sql } from './engine/engine';
import { ImportError } from './imports/importError';
import { runExclusive } from './imports/importTickets';
import { openTickets } from './tickets/schema/openTickets';
import { dropLeftovers } from './tickets/schema/sideTables';
import { TICKET_SCHEMA } from './tickets/schema/ticketSchema';
import { TABLE, ticketForm } from './tickets/schema/ticketTable';
import { readStoreFacts, readTable } from './tickets/storeFacts';

/** Tickets on a cluster of two shards, by several processes: what is built, published, read meanwhile and dropped. */

const TIMEOUT = { timeout: 240_000 };

test('every statement is one that the engine reads', async ({ engine }) => {
  const statements = new ClusterStatements({ cluster: 'desk', database: 'ticketlens' });
  const staged = { name: 'staged', columns: ['id Int64'], besides: ['v UInt64 MATERIALIZED id'], version: 'v' };
  const texts = [
    ...statements.create(ticketForm('built', 'mirror')),
    ...statements.create(staged),
    ...statements.drop('built'),
    statements.empty('staged'),
    statements.clone('tickets', 'built'),
    statements.remove('built', 'changes'),
    statements.settle('built'),
    statements.own('id'),
  ];
  for (const text of texts) {
    expect(text).toMatch(/ ON CLUSTER desk\b/);
    // Whatever is between has its database: a node that does another one's statement is in none.
    expect(text.match(/\bticketlens\.\w+/g)?.length, text).toBe(text.includes(' FROM ') ? 2 : 1);
    await engine.command(sql(`EXPLAIN AST ${text}`));
  }
  expect(texts[0]).toContain(
    "ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/built_shard', '{replica}') ORDER BY id",
  );
  expect(texts[1]).toContain('ENGINE = Distributed(desk, ticketlens, built_shard, intHash64(id))');
  expect(texts[2]).toContain("'{replica}', v)");
  const { text, params } = statements.shards();
  expect(await engine.query(sql(text, params))).toEqual([{ shards: '' }]);
});

test('tickets are copied from one machine, and read the same there', TIMEOUT, async ({ store, first }) => {
  await store.insert(randomTickets(7, 60));
  const copied = await copyTickets(store.engine, first);
  expect(copied.rows).toBe(60);
  // Once more finds them there.
  expect(await copyTickets(store.engine, first)).toEqual(copied);
});

test(
  'rows lie on both shards, and another process sees an import at once',
  TIMEOUT,
  async ({ first, other, importAll }) => {
    expect(await importAll(first, ticketsOf('old'), true)).toMatchObject({ stored: 20, replaced: 0 });
    const places = await first.query(sql(`SELECT shardNum() AS shard, count() AS n FROM ${TABLE} GROUP BY shard`));
    expect(places).toHaveLength(2);
    expect(await stored(other)).toEqual(storedOf('old'));
    const { id, version } = await readTable(other);
    const some = [ticket(2, 'new', { modifiedAt: '2024-06-01 00:00:00' }), ticket(30, 'new')];
    expect(await importAll(first, some)).toMatchObject({ stored: 2, replaced: 1, outdated: 0 });
    const expected = storedOf('old').map((row) => (row === '2 old' ? '2 new' : row));
    expect(await stored(other)).toEqual([...expected, '30 new']);
    const after = await readTable(other);
    expect([after.id === id, after.version === version]).toEqual([false, false]);
  },
);

test('what a file lacks is kept, and a whole replacement keeps nothing', TIMEOUT, async ({ first, importAll }) => {
  const known = [ticket(1, 'a', { email: 'a@example.com' }), ticket(2, 'b', { email: 'b@example.com' })];
  await importAll(first, known, true);
  await importAll(first, [ticket(1, 'c')]);
  expect(await first.query(sql(`SELECT id, topic, email FROM ${TABLE} ORDER BY id`))).toEqual([
    { id: 1, topic: 'c', email: 'a@example.com' },
    { id: 2, topic: 'b', email: 'b@example.com' },
  ]);
});

test('small changes of a mirror go into a clone', TIMEOUT, async ({ first, other, importAll, mirror }) => {
  await importAll(first, ticketsOf('old', 50), true);
  const changes = [ticket(7, 'changed'), ticket(8, 'old'), ticket(90, 'added')];
  expect(await mirror(first, changes)).toEqual({ changed: 2, rejected: 0 });
  expect(await stored(other)).toEqual([
    ...storedOf('old', 50).map((row) => (row === '7 old' ? '7 changed' : row)),
    '90 added',
  ]);
  expect((await readStoreFacts(other)).mirror).toBe(true);
  expect(await mirror(first, ticketsOf('whole', 30), true)).toEqual({ changed: 30, rejected: 0 });
  expect(await stored(other)).toEqual(storedOf('whole', 30));
});

test(
  'of two builds on the same tickets the second is refused, and leaves nothing behind',
  TIMEOUT,
  async ({ first, other, importAll }) => {
    const base = await first.tables.base();
    await importAll(other, ticketsOf('by the other'), true);
    const built = 'import_built_00000000000000000000000000000001';
    await first.tables.create(ticketForm(built));
    await expect(runExclusive(first, () => first.tables.publish(built, base))).rejects.toThrow(ImportError);
    await first.tables.drop(built);
    expect(await stored(first)).toEqual(storedOf('by the other'));
    expect((await tablesIn(first)).filter((name) => name.startsWith(built))).toEqual([]);
  },
);

test('a block of rows that was stored and not heard of is stored once', TIMEOUT, async ({ cluster, first }) => {
  const built = 'import_built_00000000000000000000000000000002';
  await first.tables.create(ticketForm(built));
  // The log of blocks that replicated tables have. Here both shards share it, so the rows are of one.
  const log = 'MODIFY SETTING non_replicated_deduplication_window = 100';
  await first.command(sql(`ALTER TABLE ${first.tables.beside(built)} ${log}`));
  const ofOne = 'SELECT number + 1 AS id FROM numbers(20) WHERE intHash64(id) % 2 = 0';
  const ids = (await first.rows(z.object({ id: z.int() }), sql(ofOne))).map(({ id }) => id);
  await cluster.standIn.fault({ match: `INSERT INTO ${built}`, times: 1, kind: 'cutWhenDone' });
  const rows = Buffer.from(linesOf(ids.map((id) => ticket(id, 'once'))));
  await first.insert(built, rows);
  expect(await first.query(sql(`SELECT count() AS n FROM ${built}`))).toEqual([{ n: ids.length }]);
  // The same rows once more are no block that came twice.
  await first.insert(built, rows);
  expect(await first.query(sql(`SELECT count() AS n FROM ${built}`))).toEqual([{ n: 2 * ids.length }]);
  await first.tables.drop(built);
});

test(
  'a stream that began before others are published is of the old tickets, whole',
  TIMEOUT,
  async ({ first, other, importAll }) => {
    await importAll(first, ticketsOf('old'), true);
    // More than is on its way while nobody reads.
    const many = 300;
    const long = `SELECT t.topic, repeat('x', 1000) FROM ${TABLE} AS t CROSS JOIN numbers(${many}) AS n`;
    const rows = other.stream(sql(long))[Symbol.asyncIterator]();
    let text = Buffer.from((await rows.next()).value ?? '').toString();
    await importAll(first, ticketsOf('new'), true);
    for (let next = await rows.next(); next.done !== true; next = await rows.next()) {
      text += Buffer.from(next.value).toString();
    }
    expect(text.split('"old"').length - 1).toBe(20 * many);
    expect(await stored(other)).toEqual(storedOf('new'));
  },
);

test('tickets of before stay as long as they are read, and go then', TIMEOUT, async ({ cluster, first, importAll }) => {
  const upkeep = await cluster.open({ retiredSeconds: 0 });
  await importAll(first, ticketsOf('old'), true);
  const old = await first.tables.current();
  const stopping = new AbortController();
  // A second for each of its rows.
  const endless = `SELECT sum(sleepEachRow(1)) FROM numbers(86400) WHERE number NOT IN (SELECT id FROM ${TABLE}) SETTINGS max_block_size = 1`;
  const reading = first.query(sql(endless), { signal: stopping.signal }).catch((error: unknown) => error);
  const running = `SELECT count() AS n FROM system.processes
    WHERE position(query, 'numbers(86400)') > 0 AND position(query, 'system.processes') = 0`;
  const soon = { timeout: 60_000, interval: 250 };
  await vi.waitFor(async () => expect(await upkeep.query(sql(running))).not.toEqual([{ n: 0 }]), soon);
  await importAll(first, ticketsOf('new'), true);
  await dropLeftovers(upkeep);
  expect(await tablesIn(first)).toContain(old);
  stopping.abort(new Error('given up'));
  expect(await reading).toMatchObject({ message: 'given up' });
  const current = await first.tables.current();
  await vi.waitFor(async () => {
    await dropLeftovers(upkeep);
    expect(await tablesIn(first)).toEqual([current, `${current}_shard`]);
  }, soon);
  expect(await stored(upkeep)).toEqual(storedOf('new'));
});

test('tickets of an older form are brought to this one', TIMEOUT, async ({ first, other }) => {
  const columns = Object.fromEntries(Object.entries(TICKET_SCHEMA.columns).filter(([id]) => id !== 'dueBy'));
  const built = 'import_built_00000000000000000000000000000003';
  const base = await first.tables.base();
  await first.tables.create(ticketForm(built, 'mirror', { columns, migrations: [] }));
  await first.insert(built, Buffer.from(linesOf(ticketsOf('older'))));
  await first.tables.publish(built, base);
  const said: string[] = [];
  await openTickets(other, { onUpgrade: (words) => said.push(words) });
  expect(said).toHaveLength(1);
  expect(await stored(first)).toEqual(storedOf('older'));
  expect(await first.query(sql(`SELECT count(dueBy) AS n FROM ${TABLE}`))).toEqual([{ n: 0 }]);
  expect((await readStoreFacts(first)).mirror).toBe(true);
  await openTickets(first, { onUpgrade: (words) => said.push(words) });
  expect(said).toHaveLength(1);
});
