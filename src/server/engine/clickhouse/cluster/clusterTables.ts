import { z } from 'zod';
import { logger } from '../../../log/logger';
import { sql, type TicketEngine } from '../../engine';
import { TICKETS } from '../../tableWrites';
import { type BuildRun, CLUSTER_OWNER, type Filling, type TableForm, type TicketTables } from '../../ticketTables';
import type { Generations } from './generations';
import { type ClusterStatements, shardOf } from './statements';

export interface ClusterOptions {
  /** Seconds after which no question is left that began on the tickets of before. */
  retiredSeconds: number;
}

const nameSchema = z.object({ name: z.string().regex(/^\w+$/) });
const commentSchema = z.object({ comment: z.string() });
const countSchema = z.object({ n: z.int() });
const shardsSchema = z.object({ shards: z.string() });

/**
 * Each table is one on every shard, with copies on its replicas, and one over them. What has been published is never written
 * to again, and every replica has all of it by then: so whichever is asked gives the same.
 */
export class ClusterTables implements TicketTables {
  readonly mendsItself = true;
  readonly hasUpkeep = true;
  /** Shards and the table over them would change one after the other. */
  readonly alter = undefined;
  readonly #engine: TicketEngine;
  readonly #statements: ClusterStatements;
  readonly #generations: Generations;
  readonly #options: ClusterOptions;

  constructor(engine: TicketEngine, statements: ClusterStatements, generations: Generations, options: ClusterOptions) {
    this.#engine = engine;
    this.#statements = statements;
    this.#generations = generations;
    this.#options = options;
  }

  /** Before there is one, the name that questions have for it. */
  async current(): Promise<string> {
    return (await this.#generations.current())?.name ?? TICKETS;
  }

  async base(): Promise<string> {
    const [current, shards] = [await this.#generations.current(), await this.#shards()];
    if (current === undefined || current.shards === shards) return current?.name ?? TICKETS;
    throw new Error(
      'CLICKHOUSE_CLUSTER: the cluster has other shards, or other weights, than when the tickets were stored, and a ticket would be looked for where it is not. Nothing was changed. Give it those back, or replace all tickets (npm run import -- --replace).',
    );
  }

  beside(table: string): string {
    return this.#statements.named(shardOf(table));
  }

  listedAs(table: string): string {
    return shardOf(table);
  }

  /** @throws Error when the database has tables that another PostgreSQL knows of. */
  opening(work: () => Promise<void>): Promise<void> {
    return this.#generations.alone(async () => {
      if ((await this.#commentOf(CLUSTER_OWNER)) === undefined) await this.#makeOwn();
      if ((await this.#commentOf(CLUSTER_OWNER)) === (await this.#generations.owner())) return work();
      throw new Error(
        'CLICKHOUSE_CLUSTER: the tables in CLICKHOUSE_DATABASE are those of another PostgreSQL than DATABASE_URL names. Nothing was changed. Name that one, or another CLICKHOUSE_DATABASE.',
      );
    });
  }

  /** Only once: every node has to be up for it, and a server has to start while one is away. */
  async #makeOwn(): Promise<void> {
    if ((await this.#commentOf(TICKETS)) !== undefined) {
      throw new Error(
        'CLICKHOUSE_CLUSTER: CLICKHOUSE_DATABASE has tickets that lie on one server. Nothing was changed. Name another CLICKHOUSE_DATABASE, and bring them there with a back-up.',
      );
    }
    await this.#command(this.#statements.own(await this.#generations.make()));
  }

  async create(form: TableForm): Promise<void> {
    const { name } = form;
    await this.#generations.begin({ name, shards: await this.#shards() });
    try {
      for (const text of this.#statements.create(form)) await this.#command(text);
    } catch (error) {
      // Whoever asked for it has no table, and drops none.
      await this.drop(name);
      throw error;
    }
  }

  async createFirst(form: TableForm, name: string): Promise<void> {
    const lost = await this.#generations.current();
    if (lost !== undefined) {
      throw new Error(
        `CLICKHOUSE_CLUSTER: the cluster has no table ${lost.name}, in which the tickets are. Nothing was changed. Name the CLICKHOUSE_DATABASE that has it.`,
      );
    }
    await this.create({ ...form, name });
    await this.publish(name, TICKETS);
  }

  async fill(table: string, { columns, select }: Filling, run?: BuildRun): Promise<void> {
    await this.#command(`INSERT INTO ${table} (${columns}) ${select}`, run);
    await this.settle(table);
  }

  async settle(table: string): Promise<void> {
    await this.#command(this.#statements.settle(table));
  }

  async empty(table: string): Promise<void> {
    await this.#command(this.#statements.empty(table));
  }

  async clone(from: string, into: string): Promise<void> {
    await this.#command(this.#statements.clone(from, into));
    await this.settle(into);
  }

  async remove(table: string, listed: string, run?: BuildRun): Promise<void> {
    await this.#command(this.#statements.remove(table, listed), run);
  }

  async publish(built: string, base: string): Promise<void> {
    await this.settle(built);
    await this.#generations.publish(built, base === TICKETS ? undefined : base);
  }

  async drop(table: string): Promise<void> {
    try {
      if (await this.#generations.release(table)) await this.#dropEverywhere(table);
    } catch (error) {
      logger.warn({ err: error }, 'a table that nobody uses is still there, and is dropped later');
    }
  }

  async dropLeftovers(prefixes: readonly string[]): Promise<void> {
    // In this order: a table that is listed has had its row by then, and before it.
    const listed = await this.#listed(prefixes);
    const known = new Set(await this.#generations.known());
    const failures: unknown[] = [];
    // One that cannot be dropped keeps no other.
    const each = (name: string, work: (name: string) => Promise<void>) =>
      work(name).catch((error: unknown) => failures.push(error));
    for (const name of listed) if (!known.has(name)) await each(name, (left) => this.#dropEverywhere(left));
    for (const name of await this.#generations.retired(this.#options.retiredSeconds)) {
      await each(name, (old) => this.#dropRetired(old));
    }
    if (failures.length > 0) throw failures[0];
  }

  async #dropRetired(name: string): Promise<void> {
    if (await this.#isRead(name)) return;
    await this.#dropEverywhere(name);
    await this.#generations.forgetRetired(name);
  }

  /** Tables that are made beside the tickets, as a whole; of one that is half made one of its two is there. */
  async #listed(prefixes: readonly string[]): Promise<string[]> {
    const text = 'SELECT name FROM system.tables WHERE database = currentDatabase()';
    const rows = await this.#engine.rows(nameSchema, sql(text));
    const names = rows.map(({ name }) => name.replace(/_shard$/, ''));
    return [...new Set(names)].filter((name) => prefixes.some((prefix) => name.startsWith(prefix)));
  }

  /** The server's own reading of all tickets has no bound. Elsewhere it holds the rows until it ends, dropped or not. */
  async #isRead(name: string): Promise<boolean> {
    const text = `SELECT count() AS n FROM system.processes
      WHERE position(query, {name:String}) > 0 AND position(query, 'system.processes') = 0`;
    return (await this.#engine.row(countSchema, sql(text, { name }))).n > 0;
  }

  /** Which shards the cluster has, and which share of the rows each gets. */
  async #shards(): Promise<string> {
    const { text, params } = this.#statements.shards();
    const { shards } = await this.#engine.row(shardsSchema, sql(text, params));
    if (shards === '') throw new Error('CLICKHOUSE_CLUSTER: the ClickHouse server knows no cluster of this name');
    return shards;
  }

  /** Undefined without such a table. */
  async #commentOf(name: string): Promise<string | undefined> {
    const text = 'SELECT comment FROM system.tables WHERE database = currentDatabase() AND name = {name:String}';
    const [found] = await this.#engine.rows(commentSchema, sql(text, { name }));
    return found?.comment;
  }

  async #dropEverywhere(table: string): Promise<void> {
    for (const text of this.#statements.drop(table)) await this.#command(text);
  }

  #command(text: string, run?: BuildRun): Promise<void> {
    return this.#engine.command(sql(text), run);
  }
}
