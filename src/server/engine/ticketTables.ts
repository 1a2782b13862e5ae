/** A table of a database whose tickets lie on a cluster; whose they are stands in its comment. */
export const CLUSTER_OWNER = 'ticketlens_owner';

/** Of a statement that may take long. */
export interface BuildRun {
  /** Aborting stops it. */
  signal?: AbortSignal;
}

/** What was built is not put in place: others have replaced the tickets that it began from, or it counts as left behind. */
export class TicketsReplaced extends Error {
  constructor(
    message = 'Another import or sync has replaced the tickets meanwhile, so nothing was changed. Start this one again.',
  ) {
    super(message);
  }
}

/** A table of rows with an id each, as CREATE TABLE lists its parts. */
export interface TableForm {
  name: string;
  /** Columns that are written and read. */
  columns: readonly string[];
  /** Columns that the engine works out, and indexes: they stand where the rows are. */
  besides?: readonly string[];
  /** Of rows with one id the one that has most in this column is kept; without it each id has one row. */
  version?: string;
  /** SETTINGS of the table, or nothing. */
  settings?: string;
  comment?: string;
}

/** What a table is filled with. */
export interface Filling {
  columns: string;
  /** A SELECT of them. */
  select: string;
}

/**
 * How the tickets, and the tables that they are built in, lie in the engine: one table each, or on a cluster a part of it on
 * each shard. Nothing else knows which. Names are those of tables as a whole.
 */
export interface TicketTables {
  /** The table that has the tickets now. */
  current(): Promise<string>;
  /**
   * The same, for what is built from its rows.
   * @throws Error where these do not lie as those of a table that is made now would.
   */
  base(): Promise<string>;
  /**
   * The rows of a table that lie where the rows with the same ids of every other table lie. A statement that looks up or joins
   * ids names all of its tables but the first like this, so that no row of theirs is sent anywhere.
   */
  beside(table: string): string;
  /** The name under which the engine's own tables list these rows. */
  listedAs(table: string): string;
  /** The work of a process that opens the tickets; of several one after the other. */
  opening(work: () => Promise<void>): Promise<void>;
  create(form: TableForm): Promise<void>;
  /** Makes the first table of tickets, without any. @param name that it has where the tickets have none of their own. */
  createFirst(form: TableForm, name: string): Promise<void>;
  /** Adds the rows of a SELECT; resolves once whoever asks finds them. */
  fill(table: string, filling: Filling, run?: BuildRun): Promise<void>;
  /** Resolves once whoever asks finds what was inserted. */
  settle(table: string): Promise<void>;
  /** Removes all rows. */
  empty(table: string): Promise<void>;
  /** Fills an empty table of the same form with all rows of another, at no cost. */
  clone(from: string, into: string): Promise<void>;
  /** Removes the rows whose ids another table lists. */
  remove(table: string, listed: string, run?: BuildRun): Promise<void>;
  /**
   * Makes a built table the tickets, in one step for whoever asks.
   * @param base what was current when the building began.
   * @throws TicketsReplaced where something else is by now; nothing has changed then.
   */
  publish(built: string, base: string): Promise<void>;
  /**
   * Drops a table that is not the tickets, if it is there. On a cluster one that cannot be dropped now is left to the upkeep, and
   * that is no error: what was published before is published.
   */
  drop(table: string): Promise<void>;
  /** Drops what killed processes left behind, and tickets of before that nobody reads. @param prefixes of the names. */
  dropLeftovers(prefixes: readonly string[]): Promise<void>;
  /** Brings the table of tickets to another form in place; undefined where that is no single step. */
  readonly alter: ((commands: readonly string[]) => Promise<void>) | undefined;
  /** Whether damaged rows are fetched from another copy without anybody's doing. */
  readonly mendsItself: boolean;
  /** Whether leftovers go while servers run (startUpkeep); elsewhere by whoever opens the tickets and is alone. */
  readonly hasUpkeep: boolean;
}
