import { z } from 'zod';
import { sql, type TicketEngine } from './engine';
import { TICKETS } from './tableWrites';
import {
  type BuildRun,
  CLUSTER_OWNER,
  type Filling,
  type TableForm,
  TicketsReplaced,
  type TicketTables,
} from './ticketTables';

const ON_A_CLUSTER =
  'CLICKHOUSE_DATABASE: its tickets lie on a cluster, and CLICKHOUSE_CLUSTER is not set. Nothing was changed. Set it, or name another CLICKHOUSE_DATABASE.';

/** Each table is one: in the embedded engine, and on a server. */
export class SingleTables implements TicketTables {
  readonly mendsItself = false;
  readonly hasUpkeep = false;
  readonly #engine: TicketEngine;
  /** The table that is built from, on a server, where other processes may put another in its place meanwhile. */
  #base: string | undefined;

  constructor(engine: TicketEngine) {
    this.#engine = engine;
  }

  async current(): Promise<string> {
    return TICKETS;
  }

  async base(): Promise<string> {
    if (this.#engine.folder === undefined) this.#base = await this.#idOf(TICKETS);
    return TICKETS;
  }

  beside(table: string): string {
    return table;
  }

  listedAs(table: string): string {
    return table;
  }

  opening(work: () => Promise<void>): Promise<void> {
    return work();
  }

  async create(form: TableForm): Promise<void> {
    await this.#command(singleTableText(form));
  }

  /** @throws Error where the database's tickets lie on a cluster: they would seem to be gone. */
  async createFirst(form: TableForm): Promise<void> {
    const text = 'SELECT name FROM system.tables WHERE database = currentDatabase() AND name = {name:String}';
    if (this.#engine.folder !== undefined) return this.create(form);
    if ((await this.#engine.query(sql(text, { name: CLUSTER_OWNER }))).length > 0) throw new Error(ON_A_CLUSTER);
    return this.create(form);
  }

  async fill(table: string, { columns, select }: Filling, run?: BuildRun): Promise<void> {
    await this.#command(`INSERT INTO ${table} (${columns}) ${select}`, run);
  }

  async settle(): Promise<void> {}

  async empty(table: string): Promise<void> {
    await this.#command(`TRUNCATE TABLE ${table}`);
  }

  async clone(from: string, into: string): Promise<void> {
    await this.#command(`ALTER TABLE ${into} ATTACH PARTITION tuple() FROM ${from}`);
  }

  async remove(table: string, listed: string, run?: BuildRun): Promise<void> {
    await this.#command(`DELETE FROM ${table} WHERE id IN (SELECT id FROM ${listed})`, run);
  }

  async publish(built: string): Promise<void> {
    const base = this.#base;
    if (base !== undefined && (await this.#idOf(TICKETS)) !== base) throw new TicketsReplaced();
    // From here on the old tickets have the built table's name.
    const exchange = `EXCHANGE TABLES ${TICKETS} AND ${built}`;
    await this.#command(exchange);
    if (base !== undefined && (await this.#idOf(built)) !== base) {
      // Another process was as quick: what it put in place goes back there.
      await this.#command(exchange);
      throw new TicketsReplaced();
    }
    await this.drop(built);
  }

  /** Resolves once the table is gone from the disk. */
  async drop(table: string): Promise<void> {
    this.#base = undefined;
    await this.#command(`DROP TABLE IF EXISTS ${table} SYNC`);
  }

  /** Only while no import runs. */
  async dropLeftovers(prefixes: readonly string[]): Promise<void> {
    const isLeftover = prefixes.map((_, index) => `startsWith(name, {prefix${index}:String})`);
    const text = `SELECT name FROM system.tables WHERE database = currentDatabase() AND (${isLeftover.join(' OR ')})`;
    const params = Object.fromEntries(prefixes.map((prefix, index) => [`prefix${index}`, prefix]));
    for (const { name } of await this.#engine.rows(nameSchema, sql(text, params))) await this.drop(name);
  }

  async alter(commands: readonly string[]): Promise<void> {
    await this.#command(`ALTER TABLE ${TICKETS} ${commands.join(', ')}`);
  }

  async #idOf(table: string): Promise<string> {
    const text =
      'SELECT toString(uuid) AS id FROM system.tables WHERE database = currentDatabase() AND name = {name:String}';
    const [found] = await this.#engine.rows(idSchema, sql(text, { name: table }));
    return found?.id ?? '';
  }

  #command(text: string, run?: BuildRun): Promise<void> {
    return this.#engine.command(sql(text), run);
  }
}

const idSchema = z.object({ id: z.string() });
const nameSchema = z.object({ name: z.string().regex(/^\w+$/) });

export function singleTableText({
  name,
  columns,
  besides = [],
  version,
  settings = '',
  comment = '',
}: TableForm): string {
  const engine = version === undefined ? 'MergeTree' : `ReplacingMergeTree(${version})`;
  return `CREATE TABLE IF NOT EXISTS ${name} (${[...columns, ...besides].join(', ')}) ENGINE = ${engine} ORDER BY id${settings} COMMENT '${comment}'`;
}
