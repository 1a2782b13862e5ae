import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { addAbortSignal, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import { z } from 'zod';
import type { ClickhouseSettings } from '../../config/clickhouseSettings';
import type { EngineLimits } from '../../config/engineSettings';
import { RESULT_OF_ANSWER, requireBound } from '../boundValues';
import type { EngineFormat, FileOptions, RunOptions, Sql, TicketEngine } from '../engine';
import { stopOnAbort } from '../stopOnAbort';
import type { TicketTables } from '../ticketTables';
import { orAwayError, withBackOff } from './backOff';
import { counterOf } from './countRows';
import { ANSWER_SETTINGS, fileFormat, streamFormat } from './formats';
import { SERVER_OPTIONS, Server, type ServerOptions, type User } from './server';
import { engineError, serverError } from './serverError';
import { wholeAnswer } from './wholeAnswer';
import { wholeBody, wholeLines } from './wholeBody';
import { wholeParquetRows, writeBody } from './writeBody';

/** After so many, a tenth of a second apart, the connection is cut. */
const KILLS = 30;
const GONE_INTERVAL_MS = 50;
/** Statements of which nothing is read but whether they failed. */
const WITHOUT_ROWS = { 'X-ClickHouse-Format': 'Null' };

/** Opens the tickets on a ClickHouse server. @param limits of what is asked for a caller; without them there are none. */
export function openClickhouse(
  settings: ClickhouseSettings,
  limits?: EngineLimits,
  options: Partial<ServerOptions> = {},
): TicketEngine {
  return new ClickhouseEngine(new Server(settings, { ...SERVER_OPTIONS, ...options }), limits);
}

/** One try of a statement, as the client takes it. */
interface Request {
  query: string;
  query_id: string;
  query_params: Record<string, unknown>;
  abort_signal: AbortSignal;
  clickhouse_settings: ClickHouseSettings;
}

interface Run<T> {
  sql: Sql;
  user: User;
  isLong: boolean;
  /** An abort rejects only once the server has stopped. */
  awaitsStop?: boolean;
  /** Doing it twice is as good as once. */
  repeatable: boolean;
  ask(client: ClickHouseClient, request: Request): Promise<T>;
}

class ClickhouseEngine implements TicketEngine {
  readonly folder = undefined;
  readonly own: TicketEngine;
  readonly tables: TicketTables;
  readonly writes = undefined;
  readonly #server: Server;
  readonly #limits: EngineLimits | undefined;
  readonly caller: string | undefined;

  constructor(server: Server, limits: EngineLimits | undefined, of?: { own: TicketEngine; caller: string }) {
    this.own = of?.own ?? this;
    this.tables = of?.own.tables ?? server.options.layout.tablesOf(this);
    this.#server = server;
    this.#limits = limits;
    this.caller = of?.caller;
  }

  forCaller(caller: string): TicketEngine {
    return new ClickhouseEngine(this.#server, this.#limits, { own: this.own, caller });
  }

  place(): ReturnType<TicketEngine['place']> {
    return this.#server.questions.placeOf(this.caller);
  }

  load(): ReturnType<TicketEngine['load']> {
    return { questions: this.#server.questions.load, streams: this.#server.streams.load };
  }

  async query(sql: Sql, options: RunOptions = {}): Promise<unknown[]> {
    const ask: Run<unknown[]>['ask'] = async (client, request) => {
      const settings = { ...request.clickhouse_settings, ...ANSWER_SETTINGS };
      const given = { ...request, clickhouse_settings: settings };
      const answer = await client.query({ ...given, format: 'JSONEachRow' });
      return wholeAnswer(answer.stream(), { most: this.#answerBytes, whose: this.caller });
    };
    return this.#run({ sql, user: 'reader', isLong: false, repeatable: true, ask }, options);
  }

  async rows<T>(schema: z.ZodType<T>, sql: Sql, options?: RunOptions): Promise<T[]> {
    return z.array(schema).parse(await this.query(sql, options));
  }

  async row<T>(schema: z.ZodType<T>, sql: Sql, options?: RunOptions): Promise<T> {
    const [row] = await this.query(sql, options);
    return schema.parse(row);
  }

  async command(sql: Sql, options: RunOptions = {}): Promise<void> {
    const ask: Run<void>['ask'] = async (client, request) => {
      const { stream } = await client.exec({ ...request, http_headers: WITHOUT_ROWS });
      await requireNothing(stream);
    };
    return this.#run({ sql, user: 'importer', isLong: true, repeatable: false, ask }, options);
  }

  async writeFile(sql: Sql, path: string, format: EngineFormat, options: FileOptions = {}): Promise<number> {
    const ask: Run<number>['ask'] = async (client, request) => {
      const body = fileFormat(format, options, markOf(request));
      const settings = { ...request.clickhouse_settings, ...body.settings };
      const given = { ...request, query: `${request.query} FORMAT ${body.name}`, clickhouse_settings: settings };
      const { stream } = await client.exec(given);
      // The client itself lets go of the signal once the rows begin.
      addAbortSignal(request.abort_signal, stream);
      return writeBody(wholeBody(stream, body), path, format, options);
    };
    return this.#run({ sql, user: 'reader', isLong: true, awaitsStop: true, repeatable: true, ask }, options);
  }

  async countFile(path: string, format: EngineFormat): Promise<number> {
    if (format === 'parquet') return wholeParquetRows(path);
    const counter = counterOf(format);
    for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) counter.add(chunk);
    return counter.rows;
  }

  stream(sql: Sql, { signal }: RunOptions = {}): AsyncIterable<Uint8Array> {
    return this.#server.streams.stream(() => this.#chunks(sql, signal), { caller: this.caller, signal });
  }

  async *#chunks(sql: Sql, signal: AbortSignal | undefined): AsyncIterable<Uint8Array> {
    requireBound(sql);
    const { clients, options } = this.#server;
    const id = randomUUID();
    const begin = async (attempt: number) => {
      const request = await this.#request(id, attempt, sql, signal ?? new AbortController().signal, 'fileSeconds');
      const body = streamFormat(markOf(request));
      const settings = { ...request.clickhouse_settings, ...body.settings };
      const given = { ...request, query: `${request.query} FORMAT ${body.name}`, clickhouse_settings: settings };
      try {
        return { stream: (await clients.reader.exec(given)).stream, body };
      } catch (error) {
        throw engineError(error, 'fileSeconds');
      }
    };
    let isWhole = false;
    try {
      const { stream, body } = await withBackOff(begin, { repeatable: true, signal, pauses: options.pauses });
      const giveUp = () => stream.destroy();
      signal?.addEventListener('abort', giveUp, { once: true });
      yield* wholeLines(wholeBody(stream, body));
      signal?.removeEventListener('abort', giveUp);
      isWhole = true;
    } catch (error) {
      throw signal?.aborted === true ? signal.reason : orAwayError(engineError(error, 'fileSeconds'));
    } finally {
      if (!isWhole) await this.#untilGone('reader', id);
    }
  }

  async insert(table: string, rows: Uint8Array, columns?: readonly string[]): Promise<void> {
    const format = columns === undefined ? 'JSONEachRow' : 'TabSeparated';
    const target = columns === undefined ? table : `${table} (${columns.join(', ')})`;
    // By it a server that keeps a log of blocks knows one that it got and that nobody heard of. In a staging table, which
    // keeps one row of each version, such a block is harmless without it.
    const settings: ClickHouseSettings = { insert_deduplication_token: randomUUID(), async_insert: 0 };
    const ask: Run<void>['ask'] = async (client, request) => {
      const { stream } = await client.exec({
        ...request,
        clickhouse_settings: { ...request.clickhouse_settings, ...settings },
        values: Readable.from([rows], { objectMode: false }),
      });
      await requireNothing(stream);
    };
    const statement = { text: `INSERT INTO ${target} FORMAT ${format}`, params: {} };
    return this.#run({ sql: statement, user: 'importer', isLong: true, repeatable: true, ask }, {});
  }

  async makeDatabase(): Promise<void> {
    const { control, database, options } = this.#server;
    const known = {
      query: 'SELECT 1 FROM system.databases WHERE name = {database:String}',
      query_params: { database },
    };
    await withBackOff(
      async () => {
        const answer = await control.reader.query({
          ...known,
          format: 'JSONEachRow',
          clickhouse_settings: ANSWER_SETTINGS,
        });
        if ((await wholeAnswer(answer.stream())).length > 0) return;
        const { stream } = await control.importer.exec({
          query: `CREATE DATABASE IF NOT EXISTS ${database}${options.layout.onCluster}`,
        });
        await requireNothing(stream);
      },
      { repeatable: true, pauses: options.pauses },
    );
  }

  async close(): Promise<void> {
    await this.#server.close();
  }

  async #run<T>(run: Run<T>, { signal, isPrompt = false, onTurn }: RunOptions): Promise<T> {
    const { sql, user, isLong, awaitsStop = false, repeatable } = run;
    signal?.throwIfAborted();
    requireBound(sql);
    const { clients, prompt, questions, options } = this.#server;
    const id = randomUUID();
    const cut = new AbortController();
    const seconds = isLong ? 'fileSeconds' : 'seconds';
    const attempt = async (count: number): Promise<T> => {
      signal?.throwIfAborted();
      try {
        return await run.ask(clients[user], await this.#request(id, count, sql, cut.signal, seconds));
      } catch (error) {
        throw engineError(error, seconds);
      }
    };
    const work = async () => {
      onTurn?.();
      return withBackOff(attempt, { repeatable, signal, pauses: options.pauses });
    };
    const running = (isPrompt ? prompt : questions).use(work, { caller: this.caller, isLong, signal });
    if (signal === undefined) return running;
    const stop = async (count: number) => {
      const found = await this.#server.kill(user, id);
      // What it had sent by then is on its way, and nobody wants it.
      if (count > KILLS || (!found && count > 1)) cut.abort();
    };
    return stopOnAbort(running, { signal, awaitsStop, stop });
  }

  async #request(
    id: string,
    attempt: number,
    { text, params }: Sql,
    abort_signal: AbortSignal,
    seconds: 'seconds' | 'fileSeconds',
  ): Promise<Request> {
    // A query whose connection broke may still run under its id.
    const query_id = `${id}-${attempt}`;
    const { layout } = this.#server.options;
    const clickhouse_settings = { ...layout.settings, ...this.#limitsOf(seconds) };
    return {
      query: await layout.named(text),
      query_id,
      query_params: { ...params },
      abort_signal,
      clickhouse_settings,
    };
  }

  /** Undefined without a bound. */
  get #answerBytes(): number | undefined {
    return this.caller === undefined ? undefined : this.#limits?.answerBytes;
  }

  #limitsOf(seconds: 'seconds' | 'fileSeconds'): ClickHouseSettings {
    if (this.caller === undefined || this.#limits === undefined) return {};
    const bounds = { max_execution_time: this.#limits[seconds], max_memory_usage: String(this.#limits.memoryBytes) };
    if (seconds === 'fileSeconds') return bounds;
    return { ...bounds, max_result_bytes: String(RESULT_OF_ANSWER * this.#limits.answerBytes) };
  }

  /** A query that is not read to its end holds the tables that it reads. */
  async #untilGone(user: User, id: string): Promise<void> {
    for (let kills = 0; kills < KILLS; kills += 1) {
      const found = await this.#server.kill(user, id).catch(() => false);
      if (!found) return;
      await setTimeout(GONE_INTERVAL_MS);
    }
  }
}

/** A mark that no row holds, since nobody knows it beforehand. */
function markOf({ query_id }: Request): string {
  return `end of ${query_id}-${randomUUID()}`;
}

/** @throws Error with what the server says behind the status 200. */
async function requireNothing(stream: Readable): Promise<void> {
  const body = await text(stream);
  if (body !== '') throw serverError(body);
}
