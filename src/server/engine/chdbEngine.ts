import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { ChdbResult, Session } from 'chdb';
import { z } from 'zod';
import type { EngineLimits } from '../config/engineSettings';
import { bindStatement, type QueryLimits } from './boundValues';
import { type ChdbPools, openPools } from './chdbPools';
import {
  type EngineFormat,
  EngineLimitError,
  type FileOptions,
  type RunOptions,
  type Sql,
  type TicketEngine,
} from './engine';
import { jsonLines } from './jsonLines';
import { limitError, requireAnswerFits } from './limitError';
import { withNamelessFile } from './namelessFile';
import type { ObserveWork } from './observedWork';
import { markWallTimes } from './parquetFooter';
import { SingleTables } from './singleTables';
import {
  COUNT_FILE,
  ENGINE_FORMAT,
  EXCEL_SETTINGS,
  FORMAT_SETTINGS,
  quote,
  READ_SETTINGS,
  SETTINGS_OF_FILE,
  STREAM_SETTINGS,
  withSettings,
} from './statementSettings';
import { stopOnAbort } from './stopOnAbort';
import { TableWrites } from './tableWrites';
import type { TicketTables } from './ticketTables';

interface Run {
  format: string;
  /** Takes seconds where a question of the page takes milliseconds. */
  isLong?: boolean;
  isWrite?: boolean;
  /** An abort rejects only once the engine has stopped. */
  awaitsStop?: boolean;
}
const FILE_RUN: Run = { format: 'Null', isLong: true, awaitsStop: true };
/** The engine measures its time in steps of a few milliseconds. */
const COARSE_MS = 20;
const SHORT_RUN: Run = { format: 'JSONCompactEachRow', isLong: true };

/**
 * Opens the embedded ClickHouse on a folder.
 * @param limits of what is asked for a caller; without them there are none.
 * @param observe told of questions, files, imports and streams as they end.
 * @throws Error that names the folder when it is damaged, or open in another process.
 */
export function openChdb(folder: string, limits?: EngineLimits, observe?: ObserveWork): TicketEngine {
  return new ChdbEngine(folder, openPools(folder, observe), limits);
}

class ChdbEngine implements TicketEngine {
  readonly folder: string;
  readonly own: ChdbEngine;
  readonly tables: TicketTables;
  readonly writes: TableWrites;
  readonly #pools: ChdbPools;
  readonly #limits: EngineLimits | undefined;
  readonly caller: string | undefined;

  constructor(
    folder: string,
    pools: ChdbPools,
    limits: EngineLimits | undefined,
    of?: { own: ChdbEngine; caller: string },
  ) {
    this.folder = folder;
    this.own = of?.own ?? this;
    this.tables = of?.own.tables ?? new SingleTables(this);
    this.writes = of?.own.writes ?? new TableWrites();
    this.#pools = pools;
    this.#limits = limits;
    this.caller = of?.caller;
  }

  forCaller(caller: string): TicketEngine {
    return new ChdbEngine(this.folder, this.#pools, this.#limits, { own: this.own, caller });
  }

  place(): ReturnType<TicketEngine['place']> {
    return this.#pools.questions.placeOf(this.caller);
  }

  load(): ReturnType<TicketEngine['load']> {
    return { questions: this.#pools.questions.load, streams: this.#pools.streams.load };
  }

  async query(sql: Sql, options: RunOptions = {}): Promise<unknown[]> {
    const query = { text: withSettings(sql.text, FORMAT_SETTINGS), params: sql.params };
    const answer = (await this.#run(query, options, { format: 'JSONEachRow' })).bytes();
    requireAnswerFits(answer.length, this.#limitsOf('seconds')?.answerBytes);
    return jsonLines(answer, this.caller);
  }

  async rows<T>(schema: z.ZodType<T>, sql: Sql, options?: RunOptions): Promise<T[]> {
    return z.array(schema).parse(await this.query(sql, options));
  }

  async row<T>(schema: z.ZodType<T>, sql: Sql, options?: RunOptions): Promise<T> {
    const [row] = await this.query(sql, options);
    return schema.parse(row);
  }

  async command(sql: Sql, options: RunOptions = {}): Promise<void> {
    await this.#run(sql, options, { format: 'Null', isLong: true, isWrite: true });
  }

  async writeFile(sql: Sql, path: string, format: EngineFormat, options: FileOptions = {}): Promise<number> {
    const excel = format === 'csv' && options.csvDialect === 'excel';
    if (excel) await writeFile(path, '\uFEFF');
    const settings = excel ? `${SETTINGS_OF_FILE.csv}, ${EXCEL_SETTINGS}` : SETTINGS_OF_FILE[format];
    const target = `INTO OUTFILE ${quote(path)}${excel ? ' APPEND' : ''}`;
    const text = `${sql.text} ${target} FORMAT ${ENGINE_FORMAT[format]} SETTINGS ${settings}`;
    // Despite its name this counts what the SELECT gave, not what it read.
    const { rowsRead } = await this.#run({ text, params: sql.params }, options, FILE_RUN);
    if (format === 'parquet') await markWallTimes(path);
    return rowsRead;
  }

  async countFile(path: string, format: EngineFormat, { csvDialect }: FileOptions = {}): Promise<number> {
    const text = withSettings(COUNT_FILE[format](quote(path)), READ_SETTINGS);
    const excel = format === 'csv' && csvDialect === 'excel';
    const query = { text: excel ? withSettings(text, EXCEL_SETTINGS) : text, params: {} };
    const [row] = await jsonLines((await this.#run(query, {}, { format: 'JSONEachRow', isLong: true })).bytes());
    return z.object({ n: z.int() }).parse(row).n;
  }

  stream(sql: Sql, options: RunOptions & { isShort?: boolean } = {}): AsyncIterable<Uint8Array> {
    if (options.isShort === true) return this.#short(sql, options);
    const { signal } = options;
    return this.#pools.streams.stream((session) => this.#chunks(session, sql, signal), {
      caller: this.caller,
      signal,
    });
  }

  async *#short({ text, params }: Sql, options: RunOptions): AsyncIterable<Uint8Array> {
    const answer = await this.#run({ text: withSettings(text, STREAM_SETTINGS), params }, options, SHORT_RUN);
    const bytes = answer.bytes();
    if (bytes.length > 0) yield bytes;
  }

  async *#chunks(session: Session, sql: Sql, signal: AbortSignal | undefined): AsyncIterable<Uint8Array> {
    const limits = this.#limitsOf('fileSeconds');
    try {
      await session.queryAsync(bindStatement(sql, randomUUID(), limits));
      signal?.throwIfAborted();
      const started = performance.now();
      const chunks = session.queryStream(withSettings(sql.text, STREAM_SETTINGS), {
        format: 'JSONCompactEachRow',
        ...(signal === undefined ? {} : { signal }),
      });
      for await (const chunk of chunks) yield chunk.raw();
      // Where its time passes between two chunks, the engine ends a stream as if it were whole.
      if (limits !== undefined && performance.now() - started > limits.seconds * 1000 - COARSE_MS) {
        throw new EngineLimitError('fileSeconds');
      }
    } catch (error) {
      throw limitError(error, 'fileSeconds') ?? error;
    } finally {
      await releaseSession(session);
    }
  }

  async insert(table: string, rows: Uint8Array, columns?: readonly string[]): Promise<void> {
    const format = columns === undefined ? 'JSONEachRow' : 'TabSeparated';
    const target = columns === undefined ? table : `${table} (${columns.join(', ')})`;
    await withNamelessFile(rows, async (path) => {
      const infile = `FROM INFILE ${quote(path)} SETTINGS input_format_parallel_parsing = 0 FORMAT ${format}`;
      await this.command({ text: `INSERT INTO ${target} ${infile}`, params: {} });
    });
  }

  async makeDatabase(): Promise<void> {
    for (const pool of Object.values(this.#pools)) pool.makeDatabase();
  }

  async close(): Promise<void> {
    await this.#pools.questions.close();
    await this.#pools.streams.close();
    await this.#pools.prompt.close();
    await this.#pools.control.close();
  }

  async #run(
    sql: Sql,
    { signal, isPrompt = false, onTurn }: RunOptions,
    { format, isLong = false, isWrite = false, awaitsStop = false }: Run,
  ): Promise<ChdbResult> {
    signal?.throwIfAborted();
    // Aborting a query frees the caller but not the engine, so each carries an id by which it can be killed.
    const queryId = randomUUID();
    const seconds = isLong ? 'fileSeconds' : 'seconds';
    const ask = async (session: Session) => {
      signal?.throwIfAborted();
      onTurn?.();
      await session.queryAsync(bindStatement(sql, queryId, this.#limitsOf(seconds)));
      try {
        return await session.queryAsync(sql.text, { format });
      } catch (error) {
        await releaseSession(session);
        throw limitError(error, seconds) ?? error;
      }
    };
    const pool = isPrompt ? this.#pools.prompt : this.#pools.questions;
    // It goes on when its caller gives it up, so it is counted here and not where it is waited for.
    const work = isWrite ? (session: Session) => this.writes.during(sql.text, () => ask(session)) : ask;
    const running = pool.use(work, { caller: this.caller, isLong, signal });
    return signal === undefined
      ? running
      : stopOnAbort(running, { signal, awaitsStop, stop: () => this.#kill(queryId) });
  }

  #limitsOf(seconds: 'seconds' | 'fileSeconds'): QueryLimits | undefined {
    if (this.caller === undefined || this.#limits === undefined) return undefined;
    const { memoryBytes, answerBytes } = this.#limits;
    return { seconds: this.#limits[seconds], memoryBytes, answerBytes: seconds === 'seconds' ? answerBytes : 0 };
  }

  /** SYNC was seen to hang; ASYNC stopped a query within 60 ms. */
  async #kill(queryId: string): Promise<void> {
    // A Session keeps its query id until the SET of its next question, which is nobody's to stop.
    const text = `KILL QUERY WHERE Settings['log_comment'] = '${queryId}' AND NOT startsWith(query, 'SET') ASYNC`;
    await this.#pools.control.use((session) => session.queryAsync(text));
  }
}

/**
 * A Session keeps hold of a question that failed, or of a stream that was not read to its end, until its next one: a
 * table that it read could not be dropped meanwhile, and an import would wait for that.
 */
async function releaseSession(session: Session): Promise<void> {
  await session.queryAsync("SET log_comment = ''").catch(() => undefined);
}
