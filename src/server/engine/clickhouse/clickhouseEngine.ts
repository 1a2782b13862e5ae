import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { addAbortSignal, Readable } from 'node:stream';
import type { ClickHouseSettings } from '@clickhouse/client';
import { z } from 'zod';
import type { ClickhouseSettings } from '../../config/clickhouseSettings';
import type { EngineLimits } from '../../config/engineSettings';
import { requireBound } from '../boundValues';
import type { EngineFormat, FileOptions, RunOptions, Sql, TicketEngine } from '../engine';
import type { TicketTables } from '../ticketTables';
import { orAwayError, withBackOff } from './backOff';
import { counterOf } from './countRows';
import { ANSWER_SETTINGS, fileFormat, streamFormat } from './formats';
import { makeDatabase } from './makeDatabase';
import { SERVER_OPTIONS, Server, type ServerOptions } from './server';
import { engineError } from './serverError';
import { type Request, type Run, requireNothing, StatementRuns } from './statementRuns';
import { wholeAnswer } from './wholeAnswer';
import { wholeBody, wholeLines } from './wholeBody';
import { wholeParquetRows, writeBody } from './writeBody';

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

class ClickhouseEngine implements TicketEngine {
  readonly folder = undefined;
  readonly own: TicketEngine;
  readonly tables: TicketTables;
  readonly writes = undefined;
  readonly #server: Server;
  readonly #limits: EngineLimits | undefined;
  readonly #runs: StatementRuns;
  readonly caller: string | undefined;

  constructor(server: Server, limits: EngineLimits | undefined, of?: { own: TicketEngine; caller: string }) {
    this.own = of?.own ?? this;
    this.tables = of?.own.tables ?? server.options.layout.tablesOf(this);
    this.#server = server;
    this.#limits = limits;
    this.caller = of?.caller;
    this.#runs = new StatementRuns(server, limits, this.caller);
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
      return wholeAnswer(answer.stream(), { most: this.#runs.answerBytes, whose: this.caller });
    };
    return this.#runs.run({ sql, user: 'reader', isLong: false, repeatable: true, ask }, options);
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
    return this.#runs.run({ sql, user: 'importer', isLong: true, repeatable: false, ask }, options);
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
    return this.#runs.run({ sql, user: 'reader', isLong: true, awaitsStop: true, repeatable: true, ask }, options);
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
      const request = await this.#runs.request({
        id,
        attempt,
        sql,
        signal: signal ?? new AbortController().signal,
        seconds: 'fileSeconds',
      });
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
      if (!isWhole) await this.#runs.untilGone('reader', id);
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
    return this.#runs.run({ sql: statement, user: 'importer', isLong: true, repeatable: true, ask }, {});
  }

  makeDatabase(): Promise<void> {
    return makeDatabase(this.#server);
  }

  async close(): Promise<void> {
    await this.#server.close();
  }
}

/** A mark that no row holds, since nobody knows it beforehand. */
function markOf({ query_id }: Request): string {
  return `end of ${query_id}-${randomUUID()}`;
}
