import { type ZodType, z } from 'zod';

/** The store of jobs and settings: Postgres SQL, whether PGlite or a PostgreSQL server runs it. */

export type StateValue = string | number | boolean | null | Date | object;

/** Whose statements wait for each other: a user's, an address's, or those of a part of the server, which is no name. */
export type StateCaller = string | symbol;

export interface StateQuery {
  /**
   * Rows of one statement, unvalidated: for statements whose rows nobody reads.
   * @param caller whose statement it is, where they wait for each other; the server's own without it.
   */
  query(text: string, values?: readonly StateValue[], caller?: StateCaller): Promise<unknown[]>;
  /** Rows of one statement, each as the schema says. @throws ZodError when one is not. */
  rows<T>(schema: ZodType<T>, text: string, values?: readonly StateValue[]): Promise<T[]>;
  /** The first of these rows, if there is one. */
  row<T>(schema: ZodType<T>, text: string, values?: readonly StateValue[]): Promise<T | undefined>;
}

/** What every store can do that can run a statement. */
export function stateQuery(query: StateQuery['query']): StateQuery {
  return {
    query,
    async rows(schema, text, values) {
      return z.array(schema).parse(await this.query(text, values));
    },
    async row(schema, text, values) {
      return (await this.rows(schema, text, values))[0];
    },
  };
}

export interface StateStore extends StateQuery {
  /** All or nothing; the work must use only the query that it is given. @param caller as for a query. */
  transaction<T>(work: (query: StateQuery) => Promise<T>, caller?: StateCaller): Promise<T>;
  /**
   * Calls back with the payload of every `pg_notify` on a channel, from this process or another, once its
   * transaction is committed. Some may be missed while a server's connection is down: never rely on it alone.
   */
  listen(channel: string, onPayload: (payload: string) => void): Promise<void>;
  /**
   * Takes a lock for as long as the store is open, beside others who share it or alone.
   * @param onLost called when a connection had broken and somebody else has the lock since.
   * @returns whether it was to be had.
   */
  occupy(share: 'shared' | 'alone', onLost: () => void): Promise<boolean>;
  /** Whether nobody beside this process has taken that lock. */
  isAlone(): Promise<boolean>;
  /** Whether other processes may work on this store at the same time. */
  readonly shared: boolean;
  close(): Promise<void>;
}

/** The same store for what one caller asks. */
export function stateFor(state: StateStore, caller: StateCaller): StateStore {
  return {
    ...state,
    ...stateQuery((text, values) => state.query(text, values, caller)),
    transaction: (work) => state.transaction(work, caller),
  };
}
