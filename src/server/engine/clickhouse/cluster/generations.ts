import type pg from 'pg';
import { z } from 'zod';
import { requireNoOthers } from '../../../postgres/otherTables';
import { inTransaction } from '../../../postgres/pool';
import { TicketsReplaced } from '../../ticketTables';
import { holdLock, openGenerationsPool } from './postgres';

/**
 * Which tables of a cluster are the tickets, in the PostgreSQL that all processes share: each import builds another
 * generation, and the row that is current changes in one step for all of them. The store of jobs has it too, and knows
 * nothing of it: a back-up is of the tickets, and not of where they lie.
 */

/** The number is arbitrary, and stands for nothing else in this database. */
const LOCK = 7437500;
const SIGN_OF_LIFE_MS = 30_000;
/** After so long without a sign of life whoever built a table is gone. */
const GONE = "interval '10 minutes'";
const FORGOTTEN =
  'Nothing was heard of this import or sync for ten minutes (it stood still, or PostgreSQL was away), so it counts as given up, and nothing was changed. Start it again.';

const MAKE = `
  CREATE TABLE ticket_generations (
    -- Of a table that is made beside the tickets, or is them.
    name text PRIMARY KEY,
    -- building, current or retired.
    state text NOT NULL,
    -- The cluster's shards when it was made: where a row lies follows from them.
    shards text NOT NULL,
    -- Sign of life of who builds it; since when it has been current, or retired.
    at timestamptz NOT NULL DEFAULT now()
  );
  CREATE UNIQUE INDEX ticket_generations_current ON ticket_generations (state) WHERE state = 'current';
  -- One row: whose tables they are.
  CREATE TABLE ticket_owner (id uuid NOT NULL);
  INSERT INTO ticket_owner (id) VALUES (gen_random_uuid());`;

const nameSchema = z.object({ name: z.string().regex(/^\w+$/) });
const generationSchema = nameSchema.extend({ shards: z.string() });
const ownerSchema = z.object({ id: z.uuid() });
const foundSchema = z.object({ found: z.boolean() });

/** A table, and the shards that the cluster had when it was made. */
export type Generation = z.infer<typeof generationSchema>;

export class Generations {
  readonly #pool: pg.Pool;
  readonly #own = new Set<string>();
  readonly #signs: NodeJS.Timeout;

  /** @throws Error in plain words when PostgreSQL cannot be used. */
  static async open(databaseUrl: string): Promise<Generations> {
    const pool = openGenerationsPool(databaseUrl);
    try {
      await pool.query('SELECT 1');
    } catch (error) {
      await pool.end();
      // The address may hold a password and stays out of the message.
      throw new Error(`DATABASE_URL: PostgreSQL cannot be used: ${error instanceof Error ? error.message : error}`);
    }
    return new Generations(pool);
  }

  private constructor(pool: pg.Pool) {
    this.#pool = pool;
    this.#signs = setInterval(() => void this.#giveSign(), SIGN_OF_LIFE_MS).unref();
  }

  /** The id of whose tables they are; undefined where nothing was made yet. */
  async owner(): Promise<string | undefined> {
    if (!(await this.#isMade())) return undefined;
    const { rows } = await this.#pool.query('SELECT id FROM ticket_owner');
    return ownerSchema.parse(rows[0]).id;
  }

  /**
   * Makes what stands here, by whoever is alone: only where it is not, since a role that has made it once has no other use for the right to.
   * @returns the id of whose tables they are.
   * @throws Error in plain words where the database is another program's.
   */
  async make(): Promise<string> {
    if (!(await this.#isMade())) {
      await requireNoOthers(async (text) => (await this.#pool.query(text)).rows);
      await this.#pool.query(MAKE);
    }
    return ownerSchema.parse({ id: await this.owner() }).id;
  }

  async #isMade(): Promise<boolean> {
    const { rows } = await this.#pool.query("SELECT to_regclass('ticket_generations') IS NOT NULL AS found");
    return foundSchema.parse(rows[0]).found;
  }

  /** Undefined before there is one. */
  async current(): Promise<Generation | undefined> {
    const { rows } = await this.#pool.query("SELECT name, shards FROM ticket_generations WHERE state = 'current'");
    return z.array(generationSchema).parse(rows)[0];
  }

  /** Before a table is made: one without a row here is nobody's. */
  async begin({ name, shards }: Generation): Promise<void> {
    const text = "INSERT INTO ticket_generations (name, state, shards) VALUES ($1, 'building', $2)";
    await this.#pool.query(text, [name, shards]);
    this.#own.add(name);
  }

  /**
   * One step for every process.
   * @throws TicketsReplaced when another one than `base` is current, or what was built counts as left behind.
   */
  async publish(built: string, base: string | undefined): Promise<void> {
    try {
      await inTransaction(this.#pool, (client) => publish(client, built, base));
    } catch (error) {
      // A connection can break behind the commit.
      if (error instanceof TicketsReplaced || (await this.current())?.name !== built) throw error;
    }
    this.#own.delete(built);
  }

  /** Gives up a table that was built. @returns whether it was one: what was published is not given up. */
  async release(name: string): Promise<boolean> {
    // First of all: what no more signs are given of goes by itself, whether PostgreSQL can be told or not.
    this.#own.delete(name);
    const text = "DELETE FROM ticket_generations WHERE name = $1 AND state = 'building' RETURNING name";
    return (await this.#names(text, [name])).length > 0;
  }

  /** The names that are somebody's, once those whose builders are gone are forgotten. */
  async known(): Promise<string[]> {
    await this.#pool.query(`DELETE FROM ticket_generations WHERE state = 'building' AND at < now() - ${GONE}`);
    return this.#names('SELECT name FROM ticket_generations');
  }

  /** The tickets of before that have been so for as many seconds. */
  retired(seconds: number): Promise<string[]> {
    const since = 'at <= now() - make_interval(secs => $1)';
    return this.#names(`SELECT name FROM ticket_generations WHERE state = 'retired' AND ${since}`, [seconds]);
  }

  async forgetRetired(name: string): Promise<void> {
    await this.#pool.query("DELETE FROM ticket_generations WHERE name = $1 AND state = 'retired'", [name]);
  }

  /** Waits until no other process is at what it does alone. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    return inTransaction(this.#pool, async (client) => {
      await holdLock(client, LOCK);
      return work();
    });
  }

  async close(): Promise<void> {
    clearInterval(this.#signs);
    await this.#pool.end();
  }

  async #giveSign(): Promise<void> {
    if (this.#own.size === 0) return;
    const text = "UPDATE ticket_generations SET at = now() WHERE state = 'building' AND name = ANY($1::text[])";
    await this.#pool.query(text, [[...this.#own]]).catch(() => undefined);
  }

  async #names(text: string, values: readonly (string | number)[] = []): Promise<string[]> {
    const { rows } = await this.#pool.query(text, [...values]);
    return z
      .array(nameSchema)
      .parse(rows)
      .map(({ name }) => name);
  }
}

async function publish(client: pg.PoolClient, built: string, base: string | undefined): Promise<void> {
  const { rows } = await client.query("SELECT name FROM ticket_generations WHERE state = 'current' FOR UPDATE");
  const [before] = z.array(nameSchema).parse(rows);
  if (before?.name !== base) throw new TicketsReplaced();
  await client.query("UPDATE ticket_generations SET state = 'retired', at = now() WHERE state = 'current'");
  const change = "UPDATE ticket_generations SET state = 'current', at = now() WHERE state = 'building' AND name = $1";
  const { rowCount } = await client.query(change, [built]);
  if (rowCount !== 1) throw new TicketsReplaced(FORGOTTEN);
}
