import { z } from 'zod';
import { DAY_SECONDS } from '../../contract/time/units';
import type { StateQuery, StateStore } from '../state/stateStore';

/** Ids of sessions that were signed out of and of API tokens that were revoked, before their end. */

/**
 * Clocks of servers that share a store, and of the store, may differ; and one that is wrong for a while must not make
 * valid again what it takes to be over.
 */
const MARGIN_DAYS = 7;
/** Finds what a lost NOTIFY did not tell. */
const POLL_MS = 2000;
/** A transaction that began before another may end after it: what is this old is read once more. */
const OVERLAP = "interval '1 minute'";

const rowSchema = z.object({ id: z.string(), until: z.date(), revoked_at: z.date() });

/**
 * Revokes an id on every server that shares the store. Forgets at the same time those that are over anyway.
 * @param until seconds since 1970 from which on its tokens are refused by their own time.
 */
export async function revoke(store: StateQuery, id: string, until: number): Promise<void> {
  await store.query(`DELETE FROM revocations WHERE until < now() - interval '${MARGIN_DAYS} days'`);
  await store.query(
    'INSERT INTO revocations (id, until) VALUES ($1, to_timestamp($2::float8)) ON CONFLICT (id) DO NOTHING',
    [id, until],
  );
}

/**
 * All of them in memory, so that no request has to ask the store. What this process revokes holds at once, what another
 * one does as soon as the store's NOTIFY is here: milliseconds, and at most POLL_MS should it be lost.
 */
export class Revocations {
  readonly #store: StateStore;
  /** When each is over, in seconds since 1970. */
  readonly #until = new Map<string, number>();
  #since = new Date(0);
  #poll: NodeJS.Timeout | undefined;

  private constructor(store: StateStore) {
    this.#store = store;
  }

  static async open(store: StateStore): Promise<Revocations> {
    const revocations = new Revocations(store);
    // While the store is away there is nothing to learn, and the queue of exports says so.
    const read = () => void revocations.read().catch(() => undefined);
    await store.listen('revocations', read);
    await revocations.read();
    revocations.#poll = setInterval(read, POLL_MS).unref();
    return revocations;
  }

  /** Whether one of them is revoked; an id that is undefined cannot be. */
  has(...ids: readonly (string | undefined)[]): boolean {
    return ids.some((id) => id !== undefined && this.#until.has(id));
  }

  async add(id: string, until: number): Promise<void> {
    await revoke(this.#store, id, until);
    this.#until.set(id, until);
  }

  /** Reads what was revoked since the last time. */
  async read(): Promise<void> {
    // The store's clock may have been put back since.
    const text = `SELECT id, until, revoked_at FROM revocations WHERE revoked_at > least($1, now()) - ${OVERLAP}
      ORDER BY revoked_at`;
    const rows = await this.#store.rows(rowSchema, text, [this.#since]);
    for (const { id, until } of rows) this.#until.set(id, until.getTime() / 1000);
    const newest = rows.at(-1);
    if (newest !== undefined) this.#since = newest.revoked_at;
    this.#forget(Date.now() / 1000 - MARGIN_DAYS * DAY_SECONDS);
  }

  #forget(before: number): void {
    for (const [id, until] of this.#until) if (until < before) this.#until.delete(id);
  }

  close(): void {
    clearInterval(this.#poll);
  }
}
