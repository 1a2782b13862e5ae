import { beforeEach, expect, vi } from 'vitest';
import { stored, storedOf, tablesIn, test, ticket, ticketsOf } from '../testing/clickhouse/clusterDesk';
import { openClickhouse } from './engine/clickhouse/clickhouseEngine';
import { ClusterTables } from './engine/clickhouse/cluster/clusterTables';
import { Generations } from './engine/clickhouse/cluster/generations';
import { ClusterStatements } from './engine/clickhouse/cluster/statements';
import { EngineAwayError, sql, type TicketEngine } from './engine/engine';
import { TicketsReplaced } from './engine/ticketTables';
import { createStaging } from './imports/staging';
import { logger } from './log/logger';
import { openTickets } from './tickets/schema/openTickets';
import { dropLeftovers } from './tickets/schema/sideTables';

/** Tickets on a cluster when something fails: processes that are killed, nodes and stores that are away, other settings. */

const TIMEOUT = { timeout: 240_000 };
const BUILDING_LONG_AGO = "UPDATE ticket_generations SET at = now() - interval '1 hour' WHERE state = 'building'";
const TABLES =
  "SELECT relname AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'";
const BUILDING = "SELECT name FROM ticket_generations WHERE state = 'building'";

beforeEach(() => {
  vi.spyOn(logger, 'warn').mockReturnValue(undefined);
});

/** A process as the tables see it, whose every call of either store is told of before it is made. */
function watched(engine: TicketEngine, generations: Generations, before: (call: string) => Promise<void>) {
  const watch = <T extends object>(target: T, own: Record<string, unknown> = {}): T =>
    new Proxy(target, {
      get(_, name) {
        if (typeof name === 'string' && Object.hasOwn(own, name)) return own[name];
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]): Promise<unknown> => {
          await before(String(name));
          return method.apply(target, args);
        };
      },
    });
  const statements = new ClusterStatements({ cluster: 'desk', database: 'ticketlens' });
  const tables = new ClusterTables(watch(engine), statements, watch(generations), { retiredSeconds: 0 });
  return watch(engine, { tables });
}

const CHANGES = [ticket(5, 'new'), ticket(40, 'new')];
const CHANGED = [...storedOf('old').map((row) => (row === '5 old' ? '5 new' : row)), '40 new'];

test(
  'between any two of its steps an import leaves the old tickets or the new ones',
  TIMEOUT,
  async ({ cluster, first, other, importAll }) => {
    const generations = await Generations.open(cluster.postgres.url);
    await importAll(first, ticketsOf('old'), true);
    const steps: string[] = [];
    let isNew = false;
    await importAll(
      watched(first, generations, async (step) => {
        const found = await stored(other);
        // Once they are new they stay so.
        isNew ||= found.length === CHANGED.length;
        expect(found, `before step ${steps.length}: ${step}`).toEqual(isNew ? CHANGED : storedOf('old'));
        steps.push(step);
      }),
      CHANGES,
    );
    expect(await stored(other)).toEqual(CHANGED);
    const published = steps.indexOf('publish');
    expect([steps.filter((step) => step === 'begin').length, published > 15]).toEqual([2, true]);

    // Nothing more is done by a process that was killed there.
    for (const at of [steps.indexOf('command') + 1, published, published + 1]) {
      await importAll(first, ticketsOf('old'), true);
      let count = 0;
      const killed = watched(first, generations, async () => {
        if (count === at) throw new Error('killed');
        count += 1;
      });
      const result = await importAll(killed, CHANGES).catch((error: unknown) => error);
      expect(result instanceof Error, `step ${at}`).toBe(at <= published);
      expect(await stored(other), `step ${at}`).toEqual(at <= published ? storedOf('old') : CHANGED);
    }
    await generations.close();
    const upkeep = await cluster.open({ retiredSeconds: 0 });
    expect((await tablesIn(first)).length).toBeGreaterThan(2);
    // Nobody gives a sign of life for what killed processes were building.
    await cluster.inPostgres(BUILDING_LONG_AGO);
    await dropLeftovers(upkeep);
    const current = await first.tables.current();
    expect(await tablesIn(first)).toEqual([current, `${current}_shard`]);
  },
);

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
    await cluster.inPostgres(BUILDING_LONG_AGO);
    await dropLeftovers(first);
    expect(await tablesIn(first)).not.toContain(staged);
    const generations = await Generations.open(cluster.postgres.url);
    const late = generations.publish(staged, base);
    await expect(late).rejects.toThrow(TicketsReplaced);
    await expect(late).rejects.toThrow(/^Nothing was heard of this import/);
    await generations.close();
    expect(await stored(other)).toEqual(storedOf('kept'));
  },
);

test(
  'a server starts while a node is away, and a table that cannot be made is nobody’s',
  TIMEOUT,
  async ({ cluster, first, other }) => {
    await cluster.standIn.fault({ match: ' ON CLUSTER ', times: 1, kind: 'cut' });
    await openTickets(other);
    // So the fault is met here.
    await expect(createStaging(first)).rejects.toThrow(EngineAwayError);
    expect(await cluster.inPostgres(BUILDING)).toBe('[]');
  },
);

test(
  'what cannot be dropped is left to the upkeep, and the import is told as it ended',
  TIMEOUT,
  async ({ cluster, first, importAll }) => {
    await cluster.standIn.fault({ match: 'DROP TABLE IF EXISTS ', times: 1, kind: 'cut' });
    expect(await importAll(first, ticketsOf('kept'), true)).toMatchObject({ stored: 20 });
    expect((await tablesIn(first)).filter((name) => name.includes('staged'))).toHaveLength(2);
    const upkeep = await cluster.open({ retiredSeconds: 0 });
    await cluster.standIn.fault({ match: 'DROP TABLE IF EXISTS ', times: 1, kind: 'cut' });
    // One that fails keeps no other.
    await expect(dropLeftovers(upkeep)).rejects.toThrow(EngineAwayError);
    await dropLeftovers(upkeep);
    const current = await first.tables.current();
    expect(await tablesIn(first)).toEqual([current, `${current}_shard`]);
  },
);

test('ids are looked up only where tickets lie as they did', TIMEOUT, async ({ cluster, first, importAll, mirror }) => {
  await importAll(first, ticketsOf('kept'), true);
  await cluster.inPostgres("UPDATE ticket_generations SET shards = '1:1' WHERE state = 'current'");
  const refused = /^CLICKHOUSE_CLUSTER: the cluster has other shards/;
  await expect(importAll(first, [ticket(1, 'twice')])).rejects.toThrow(refused);
  await expect(mirror(first, [ticket(1, 'twice')])).rejects.toThrow(refused);
  expect(await stored(first)).toEqual(storedOf('kept'));
  await importAll(first, ticketsOf('all anew'), true);
  await importAll(first, [ticket(21, 'all anew')]);
  expect(await stored(first)).toEqual(storedOf('all anew', 21));
});

test('while PostgreSQL is away questions are refused as if the tickets were', TIMEOUT, async ({ cluster, first }) => {
  const before = await stored(first);
  await cluster.postgres.cut();
  await expect(stored(first)).rejects.toThrow(EngineAwayError);
  await cluster.postgres.restart();
  expect(await stored(first)).toEqual(before);
});

test(
  'tables of another PostgreSQL or of one server are refused, and a lost table is not made anew',
  TIMEOUT,
  async ({ cluster, first }) => {
    await cluster.inPostgres('CREATE DATABASE elsewhere');
    const databaseUrl = cluster.postgres.url.replace(/\/postgres$/, '/elsewhere');
    await expect(openTickets(await cluster.open({ databaseUrl }))).rejects.toThrow(
      /^CLICKHOUSE_CLUSTER: .* those of another PostgreSQL/,
    );
    const alone = (database: string) => openClickhouse({ ...cluster.standIn.settings, database });
    const [onCluster, single] = [alone('ticketlens'), alone('single')];
    await expect(openTickets(onCluster)).rejects.toThrow(/^CLICKHOUSE_DATABASE: its tickets lie on a cluster/);
    await openTickets(single);
    await expect(openTickets(await cluster.open({ databaseUrl, database: 'single' }))).rejects.toThrow(
      /^CLICKHOUSE_CLUSTER: CLICKHOUSE_DATABASE has tickets that lie on one server/,
    );
    // Which its own server finds as they were.
    await openTickets(single);
    await Promise.all([onCluster.close(), single.close()]);
    expect(await cluster.inPostgres(TABLES, databaseUrl)).toBe('[]');
    await cluster.inPostgres('CREATE TABLE customers (id int)', databaseUrl);
    await expect(openTickets(await cluster.open({ databaseUrl, database: 'fresh' }))).rejects.toThrow(
      /^DATABASE_URL: the database has tables of another program \(such as customers\)/,
    );
    expect(await cluster.inPostgres(TABLES, databaseUrl)).toBe('[{"name":"customers"}]');
    const current = await first.tables.current();
    const statements = new ClusterStatements({ cluster: 'desk', database: 'ticketlens' });
    for (const text of statements.drop(current)) await first.command(sql(text));
    await expect(openTickets(first)).rejects.toThrow(`the cluster has no table ${current}, in which the tickets are`);
  },
);
