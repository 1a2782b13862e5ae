import type { ZodType } from 'zod';
import type { CsvDialect } from '../../contract/query/requests';
import type { EngineLimits } from '../config/engineSettings';
import type { EngineLoad } from './observedWork';
import type { TableWrites } from './tableWrites';
import type { TicketTables } from './ticketTables';

/**
 * The engine behind the tickets, as the rest of the server sees it. chDB stands behind it in the embedded
 * default; a ClickHouse cluster speaks the same SQL and can stand behind the same interface.
 */

export type SqlValue = string | number | readonly (string | number)[];

/** SQL whose values are bound as `{name:Type}`; user text is only ever in `params`. */
export interface Sql {
  text: string;
  params: Readonly<Record<string, SqlValue>>;
}

/** Formats of files that the engine writes by itself. */
export type EngineFormat = 'csv' | 'json' | 'ndjson' | 'parquet';

/** A question that met one of its bounds. */
export class EngineLimitError extends Error {
  readonly limit: keyof EngineLimits;

  constructor(limit: keyof EngineLimits) {
    super(`the question met the bound of its ${limit}`);
    this.name = 'EngineLimitError';
    this.limit = limit;
  }
}

/** The server that holds the tickets cannot be reached, or was cut off; trying again later helps. */
export class EngineAwayError extends Error {
  constructor(options?: ErrorOptions) {
    super('The server that holds the tickets cannot be reached', options);
    this.name = 'EngineAwayError';
  }
}

export interface RunOptions {
  /** Aborting rejects at once and stops the engine's work. */
  signal?: AbortSignal;
  /** About the store rather than about tickets, and answered in milliseconds: it waits for no other question. */
  isPrompt?: boolean;
  /** Called when its turn in line has come, before anything is asked; what it throws ends it there. */
  onTurn?: () => void;
}

export interface FileOptions extends RunOptions {
  /** Of csv alone; RFC 4180 without it. */
  csvDialect?: CsvDialect;
}

/** @throws EngineLimitError from whatever is asked for a caller and meets a bound. */
export interface TicketEngine {
  /**
   * The same engine for what one caller asks: in a line of the caller's own, within the limits. What is asked without a
   * caller is the server's own.
   */
  forCaller(caller: string): TicketEngine;
  /** Whose share it is; undefined for the server's own. */
  readonly caller: string | undefined;
  /** The server's own share, which those of callers are made of. */
  readonly own: TicketEngine;
  /** How the tickets lie in it. */
  readonly tables: TicketTables;
  /** What is written to the tickets; undefined where others can write as well. */
  readonly writes: TableWrites | undefined;
  /** Where the tickets lie on this machine; undefined where a server holds them. */
  readonly folder: string | undefined;
  /** How many questions (no streams) of the caller wait and run, and how many of others run. */
  place(): { waiting: number; running: number; others: number };
  /** How much work of all callers waits and runs: questions, files and imports, and streams apart from them. */
  load(): { questions: EngineLoad; streams: EngineLoad };
  /** All rows of a small result as JSON objects, unvalidated: for results whose form nobody relies on. */
  query(sql: Sql, options?: RunOptions): Promise<unknown[]>;
  /** All rows of a small result, each as the schema says. @throws ZodError when one is not. */
  rows<T>(schema: ZodType<T>, sql: Sql, options?: RunOptions): Promise<T[]>;
  /** The first row of a result that has one. @throws ZodError when it has none, or another than the schema says. */
  row<T>(schema: ZodType<T>, sql: Sql, options?: RunOptions): Promise<T>;
  /** A statement without a result. */
  command(sql: Sql, options?: RunOptions): Promise<void>;
  /**
   * Writes the whole result to a new file without passing through JavaScript. An abort rejects once nothing writes
   * to the file any more. Times of parquet are wall times, which are of no zone.
   * @returns the rows of the result. The file may hold fewer: a disk that refuses them is not an error to the engine.
   */
  writeFile(sql: Sql, path: string, format: EngineFormat, options?: FileOptions): Promise<number>;
  /** Rows of a file that writeFile made, counted by reading the file back. */
  countFile(path: string, format: EngineFormat, options?: FileOptions): Promise<number>;
  /**
   * A large result as chunks of whole JSON lines, one array of values each, with backpressure.
   * @param options `isShort`: a thousand rows or so, which need no backpressure. The embedded engine begins a stream in the
   * main thread, which holds everybody up for as long as the statement takes to plan.
   */
  stream(sql: Sql, options?: RunOptions & { isShort?: boolean }): AsyncIterable<Uint8Array>;
  /**
   * Inserts a line a row, and resolves once the rows are durable: with `columns` tab-separated cells in that order
   * (as stagedLine writes them), without it JSON objects.
   */
  insert(table: string, rows: Uint8Array, columns?: readonly string[]): Promise<void>;
  /** Makes the database that the tickets are in, where there is none yet; every name without one is a name in it. */
  makeDatabase(): Promise<void>;
  close(): Promise<void>;
}

export function sql(text: string, params: Sql['params'] = {}): Sql {
  return { text, params };
}
