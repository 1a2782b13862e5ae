import { z } from 'zod';
import { sql, type TicketEngine } from '../../engine';
import { TICKETS } from '../../tableWrites';
import type { BuildRun, Filling, TableForm, TicketTables } from '../../ticketTables';
import type { Generations } from './generations';
import { type ClusterStatements, OWNER, shardOf } from './statements';

export interface ClusterOptions {
  /** Seconds after which no question is left that began on the tickets of before. */
  retiredSeconds: number;
}

const nameSchema = z.object({ name: z.string().regex(/^\w+$/) });
const commentSchema = z.object({ comment: z.string() });
const countSchema = z.object({ n: z.int() });

/**
 * Each table is one on every shard, with copies on its replicas, and one over them. What has been published is never written
 * to again, and every replica has all of it by then: so whichever is asked gives the same.
 */
export class ClusterTables implements TicketTables {
  readonly mendsItself = true;
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
    return (await this.#generations.current()) ?? TICKETS;
  }

  beside(table: string): string {
    return shardOf(table);
  }

  /** @throws Error when the database has tables that another PostgreSQL knows of. */
  opening(work: () => Promise<void>): Promise<void> {
    return this.#generations.alone(async () => {
      const id = await this.#generations.owner();
      await this.#command(this.#statements.own(id));
      const comment = 'SELECT comment FROM system.tables WHERE database = currentDatabase() AND name = {name:String}';
      const [found] = await this.#engine.rows(commentSchema, sql(comment, { name: OWNER }));
      if (found?.comment === id) return work();
      throw new Error(
        'CLICKHOUSE_CLUSTER: the tables in CLICKHOUSE_DATABASE are those of another PostgreSQL than DATABASE_URL names. Nothing was changed. Name that one, or another CLICKHOUSE_DATABASE.',
      );
    });
  }

  async create(form: TableForm): Promise<void> {
    await this.#generations.begin(form.name);
    for (const text of this.#statements.create(form)) await this.#command(text);
  }

  async createFirst(form: TableForm, name: string): Promise<void> {
    const lost = await this.#generations.current();
    if (lost !== undefined) {
      throw new Error(
        `CLICKHOUSE_CLUSTER: the cluster has no table ${lost}, in which the tickets are. Nothing was changed. Name the CLICKHOUSE_DATABASE that has it.`,
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
    if (await this.#generations.release(table)) await this.#dropEverywhere(table);
  }

  async dropLeftovers(prefixes: readonly string[]): Promise<void> {
    // In this order: a table that is listed has had its row by then, and before it.
    const listed = await this.#listed(prefixes);
    const known = new Set(await this.#generations.known());
    for (const name of listed) if (!known.has(name)) await this.#dropEverywhere(name);
    for (const name of await this.#generations.retired(this.#options.retiredSeconds)) {
      if (await this.#isRead(name)) continue;
      await this.#dropEverywhere(name);
      await this.#generations.forgetRetired(name);
    }
  }

  /** Tables that are made beside the tickets, as a whole; of one that is half made one of its two is there. */
  async #listed(prefixes: readonly string[]): Promise<string[]> {
    const rows = await this.#engine.rows(
      nameSchema,
      sql('SELECT name FROM system.tables WHERE database = currentDatabase()'),
    );
    const names = rows.map(({ name }) => name.replace(/_shard$/, ''));
    return [...new Set(names)].filter((name) => prefixes.some((prefix) => name.startsWith(prefix)));
  }

  /** The server's own reading of all tickets has no bound. Elsewhere it holds the rows until it ends, dropped or not. */
  async #isRead(name: string): Promise<boolean> {
    const text = `SELECT count() AS n FROM system.processes
      WHERE position(query, {name:String}) > 0 AND position(query, 'system.processes') = 0`;
    return (await this.#engine.row(countSchema, sql(text, { name }))).n > 0;
  }

  async #dropEverywhere(table: string): Promise<void> {
    for (const text of this.#statements.drop(table)) await this.#command(text);
  }

  #command(text: string, run?: BuildRun): Promise<void> {
    return this.#engine.command(sql(text), run);
  }
}
