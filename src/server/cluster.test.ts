import { join } from 'node:path';
import pg from 'pg';
import { expect, vi } from 'vitest';
import { z } from 'zod';
import { startCluster, type TestCluster } from '../testing/clickhouse/cluster';
import { test as base } from '../testing/fixtures';
import { randomTickets } from '../testing/ticketFactory';
import { copyTickets } from './backup/copyRows';
import { ClusterTables } from './engine/clickhouse/cluster/clusterTables';
import { Generations } from './engine/clickhouse/cluster/generations';
import { ClusterStatements } from './engine/clickhouse/cluster/statements';
import { sql, type TicketEngine } from './engine/engine';
import { TicketsReplaced } from './engine/ticketTables';
import { ImportError } from './imports/importError';
import { importTickets, runExclusive } from './imports/importTickets';
import { parsedRows } from './imports/read/parsedRows';
import { createStaging } from './imports/staging';
import { storeRun } from './sync/storeRun';
import { openTickets } from './tickets/schema/openTickets';
import { dropLeftovers } from './tickets/schema/sideTables';
import { TICKET_SCHEMA } from './tickets/schema/ticketSchema';
import { TABLE, ticketForm } from './tickets/schema/ticketTable';
import { readStoreFacts, readTable } from './tickets/storeFacts';

/** Tickets on a cluster of two shards: what is built, published and dropped, by several processes and killed ones. */

const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
  .extend('cluster', { scope: 'file' }, async ({}, { onCleanup }) => {
    const cluster = await startCluster();
    onCleanup(() => cluster.stop());
    return cluster;
  })
  /** One process, with an empty table of tickets or what tests before have left. */
  .extend('first', { scope: 'file' }, async ({ cluster }) => {
    const engine = await cluster.open();
    await openTickets(engine);
    return engine;
  })
  .extend('other', { scope: 'file' }, async ({ cluster, first }) => {
    const engine = await cluster.open();
    // As the second one to start.
    if (first !== undefined) await openTickets(engine);
    return engine;
  })
  .extend('importAll', { scope: 'file' }, ({ file, folder }) => {
    return (engine: TicketEngine, tickets: readonly object[], replace = false) => {
      const path = file(tickets.map((ticket) => JSON.stringify(ticket)).join('\n'));
      const rejectPath = join(folder, 'rejects.ndjson');
      return importTickets(engine, [{ name: 'tickets', path }], {
        timeZone: 'UTC',
        replace,
        allowRejects: true,
        rejectPath,
        read: parsedRows,
      });
    };
  });

const TIMEOUT = { timeout: 240_000 };
const ticket = (id: number, topic: string, more: object = {}) => ({
  id,
  createdAt: '2024-05-12 09:00:00',
  topic,
  ...more,
});
const ticketsOf = (topic: string, count = 20) => Array.from({ length: count }, (_, index) => ticket(index + 1, topic));

const topicSchema = z.object({ id: z.int(), topic: z.string().nullable() });

async function stored(engine: TicketEngine): Promise<string[]> {
  const rows = await engine.rows(topicSchema, sql(`SELECT id, topic FROM ${TABLE} ORDER BY id`));
  return rows.map(({ id, topic }) => `${id} ${topic}`);
}
const storedOf = (topic: string, count = 20) => ticketsOf(topic, count).map(({ id }) => `${id} ${topic}`);

const nameSchema = z.object({ name: z.string() });

/** Of those that are made beside the tickets, and of the tickets. */
async function tablesIn(engine: TicketEngine): Promise<string[]> {
  const text =
    "SELECT name FROM system.tables WHERE database = currentDatabase() AND match(name, '_(built|staged)_') ORDER BY name";
  return (await engine.rows(nameSchema, sql(text))).map(({ name }) => name);
}

async function inPostgres({ postgres }: TestCluster, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(text);
  await client.end();
}

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
});

test('tickets are copied from one machine, and read the same there', TIMEOUT, async ({ store, first }) => {
  await store.insert(randomTickets(7, 300));
  const copied = await copyTickets(store.engine, first);
  expect(copied.rows).toBe(300);
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
  await importAll(
    first,
    [ticket(1, 'a', { email: 'a@example.com' }), ticket(2, 'b', { email: 'b@example.com' })],
    true,
  );
  await importAll(first, [ticket(1, 'c')]);
  expect(await first.query(sql(`SELECT id, topic, email FROM ${TABLE} ORDER BY id`))).toEqual([
    { id: 1, topic: 'c', email: 'a@example.com' },
    { id: 2, topic: 'b', email: 'b@example.com' },
  ]);
});

test('small changes of a mirror go into a clone', TIMEOUT, async ({ first, other, importAll, file, folder }) => {
  await importAll(first, ticketsOf('old', 50), true);
  const options = {
    timeZone: 'UTC',
    whole: false,
    received: 3,
    atLeast: 0,
    rejectPath: join(folder, 'rejects.ndjson'),
    missing: [],
    read: parsedRows,
  };
  const path = file(
    [ticket(7, 'changed'), ticket(8, 'old'), ticket(90, 'added')].map((row) => JSON.stringify(row)).join('\n'),
  );
  expect(await storeRun(first, path, options)).toEqual({ changed: 2, rejected: 0 });
  expect(await stored(other)).toEqual([
    ...storedOf('old', 50).map((row) => (row === '7 old' ? '7 changed' : row)),
    '90 added',
  ]);
  expect((await readStoreFacts(other)).mirror).toBe(true);
  const whole = file(
    ticketsOf('whole', 30)
      .map((row) => JSON.stringify(row))
      .join('\n'),
  );
  expect(await storeRun(first, whole, { ...options, whole: true, received: 30 })).toEqual({ changed: 30, rejected: 0 });
  expect(await stored(other)).toEqual(storedOf('whole', 30));
});

test(
  'of two builds on the same tickets the second is refused, and leaves nothing behind',
  TIMEOUT,
  async ({ first, other, importAll }) => {
    await importAll(first, ticketsOf('base'), true);
    const base = await first.tables.current();
    await importAll(other, ticketsOf('by the other'), true);
    await first.tables.create(ticketForm('import_built_00000000000000000000000000000001'));
    const publish = () => first.tables.publish('import_built_00000000000000000000000000000001', base);
    await expect(runExclusive(first, publish)).rejects.toThrow(ImportError);
    await first.tables.drop('import_built_00000000000000000000000000000001');
    expect(await stored(first)).toEqual(storedOf('by the other'));
    expect((await tablesIn(first)).filter((name) => name.includes('00000000000001'))).toEqual([]);
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
  const rows = Buffer.from(ids.map((id) => JSON.stringify(ticket(id, 'once'))).join('\n'));
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
    const many = 60_000;
    await importAll(first, ticketsOf('old', many), true);
    const rows = other.stream(sql(`SELECT id, topic, repeat('x', 500) FROM ${TABLE}`))[Symbol.asyncIterator]();
    let text = Buffer.from((await rows.next()).value ?? '').toString();
    await importAll(first, ticketsOf('new'), true);
    for (let next = await rows.next(); next.done !== true; next = await rows.next()) {
      text += Buffer.from(next.value).toString();
    }
    expect(text.split('"old"').length - 1).toBe(many);
    expect(await stored(other)).toEqual(storedOf('new'));
  },
);

test('tickets of before stay as long as they are read, and go then', TIMEOUT, async ({ cluster, first, importAll }) => {
  const upkeep = await cluster.open(0);
  await importAll(first, ticketsOf('old'), true);
  const old = await first.tables.current();
  const stopping = new AbortController();
  const endless = `SELECT count() FROM numbers(1000000000000) AS n CROSS JOIN (SELECT id FROM ${TABLE}) AS t WHERE n.number % 7 = t.id`;
  const reading = first.query(sql(endless), { signal: stopping.signal }).catch((error: unknown) => error);
  const running = `SELECT count() AS n FROM system.processes
    WHERE position(query, '1000000000000') > 0 AND position(query, 'system.processes') = 0`;
  await vi.waitFor(async () => expect(await upkeep.query(sql(running))).not.toEqual([{ n: 0 }]), 60_000);
  await importAll(first, ticketsOf('new'), true);
  await dropLeftovers(upkeep);
  expect(await tablesIn(first)).toContain(old);
  stopping.abort(new Error('given up'));
  expect(await reading).toMatchObject({ message: 'given up' });
  const current = await first.tables.current();
  await vi.waitFor(async () => {
    await dropLeftovers(upkeep);
    expect(await tablesIn(first)).toEqual([current, `${current}_shard`]);
  }, 60_000);
  expect(await stored(upkeep)).toEqual(storedOf('new'));
});

/** As if the process were killed at its nth call of either store: neither that one nor a later one is made. */
function dying(engine: TicketEngine, generations: Generations, at: number): TicketEngine {
  let count = 0;
  const mortal = <T extends object>(target: T, own: Record<string, unknown> = {}): T =>
    new Proxy(target, {
      get(_, name) {
        if (typeof name === 'string' && Object.hasOwn(own, name)) return own[name];
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]): Promise<unknown> => {
          count += 1;
          if (count >= at) throw new Error('killed');
          return method.apply(target, args);
        };
      },
    });
  const statements = new ClusterStatements({ cluster: 'desk', database: 'ticketlens' });
  const dead = mortal(engine);
  const tables = new ClusterTables(dead, statements, mortal(generations), { retiredSeconds: 0 });
  return mortal(engine, { tables });
}

test('killed before any of its steps an import leaves the old tickets or the new ones', { timeout: 600_000 }, async ({
  cluster,
  first,
  importAll,
}) => {
  const upkeep = await cluster.open(0);
  const generations = await Generations.open(cluster.postgres.url);
  await importAll(first, ticketsOf('old'), true);
  let steps = 0;
  for (let at = 1; ; at += 1) {
    const result = await importAll(dying(first, generations, at), [ticket(5, 'new'), ticket(40, 'new')]).catch(
      (error: unknown) => error,
    );
    const found = await stored(upkeep);
    const isNew = found.length === 21;
    if (!isNew) expect(found, `step ${at}`).toEqual(storedOf('old'));
    else
      expect(found, `step ${at}`).toEqual([
        ...storedOf('old').map((row) => (row === '5 old' ? '5 new' : row)),
        '40 new',
      ]);
    steps = at;
    if (!(result instanceof Error)) break;
    expect(result.message).toBe('killed');
    if (isNew) break;
  }
  expect(steps).toBeGreaterThan(20);
  // Nobody gives a sign of life for what killed processes were building.
  await inPostgres(cluster, "UPDATE ticket_generations SET at = now() - interval '1 hour' WHERE state = 'building'");
  await dropLeftovers(upkeep);
  const current = await first.tables.current();
  expect(await tablesIn(first)).toEqual([current, `${current}_shard`]);
  await generations.close();
});

test(
  'what somebody else builds is left alone, and is not published once it counts as left behind',
  TIMEOUT,
  async ({ cluster, first, other, importAll }) => {
    await importAll(first, ticketsOf('kept'), true);
    const base = await other.tables.current();
    const builder = await cluster.open();
    const { staged } = await createStaging(builder);
    await dropLeftovers(first);
    expect(await tablesIn(first)).toContain(staged);
    // It gives no sign of life any more.
    await builder.close();
    await inPostgres(cluster, "UPDATE ticket_generations SET at = now() - interval '1 hour' WHERE state = 'building'");
    await dropLeftovers(first);
    expect(await tablesIn(first)).not.toContain(staged);
    const generations = await Generations.open(cluster.postgres.url);
    await expect(generations.publish(staged, base)).rejects.toThrow(TicketsReplaced);
    await generations.close();
    expect(await stored(other)).toEqual(storedOf('kept'));
  },
);

test('tickets of an older form are brought to this one', TIMEOUT, async ({ first, other }) => {
  const older = { ...TICKET_SCHEMA, migrations: [] };
  const columns = Object.fromEntries(Object.entries(older.columns).filter(([id]) => id !== 'dueBy'));
  const built = 'import_built_00000000000000000000000000000003';
  const base = await first.tables.current();
  await first.tables.create(ticketForm(built, 'mirror', { columns, migrations: [] }));
  await first.insert(
    built,
    Buffer.from(
      ticketsOf('older')
        .map((row) => JSON.stringify(row))
        .join('\n'),
    ),
  );
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

test(
  'tables of another PostgreSQL are refused, and a table that is gone is not made anew',
  TIMEOUT,
  async ({ cluster, first }) => {
    await inPostgres(cluster, 'CREATE DATABASE elsewhere');
    const stranger = await cluster.open(0, cluster.postgres.url.replace(/\/postgres$/, '/elsewhere'));
    await expect(openTickets(stranger)).rejects.toThrow(/^CLICKHOUSE_CLUSTER: .* those of another PostgreSQL/);
    const current = await first.tables.current();
    const statements = new ClusterStatements({ cluster: 'desk', database: 'ticketlens' });
    for (const text of statements.drop(current)) await first.command(sql(text));
    await expect(openTickets(first)).rejects.toThrow(`the cluster has no table ${current}, in which the tickets are`);
  },
);
