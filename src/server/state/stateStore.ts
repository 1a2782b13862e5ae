/** The store of jobs and settings: Postgres SQL, whether PGlite or a PostgreSQL server runs it. */

export type StateValue = string | number | boolean | null | Date | object;

export interface StateQuery {
  /** Rows of one statement, unvalidated: the caller parses them with zod. */
  query(text: string, values?: readonly StateValue[]): Promise<unknown[]>;
}

export interface StateStore extends StateQuery {
  /** All or nothing; the work must use only the query that it is given. */
  transaction<T>(work: (query: StateQuery) => Promise<T>): Promise<T>;
  /**
   * Calls back with the payload of every `pg_notify` on a channel, from this process or another, once its
   * transaction is committed. Some may be missed while a server's connection is down: never rely on it alone.
   */
  listen(channel: string, onPayload: (payload: string) => void): Promise<void>;
  /** Whether other processes may work on this store at the same time. */
  readonly shared: boolean;
  close(): Promise<void>;
}
