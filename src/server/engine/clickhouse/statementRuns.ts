import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import type { EngineLimits } from '../../config/engineSettings';
import { RESULT_OF_ANSWER, requireBound } from '../boundValues';
import type { RunOptions, Sql } from '../engine';
import { stopOnAbort } from '../stopOnAbort';
import { withBackOff } from './backOff';
import type { Server, User } from './server';
import { engineError, serverError } from './serverError';

/** After so many, a tenth of a second apart, the connection is cut. */
const KILLS = 30;
const GONE_INTERVAL_MS = 50;
/** One try of a statement, as the client takes it. */
export interface Request {
  query: string;
  query_id: string;
  query_params: Record<string, unknown>;
  abort_signal: AbortSignal;
  clickhouse_settings: ClickHouseSettings;
}

export interface Run<T> {
  sql: Sql;
  user: User;
  isLong: boolean;
  /** An abort rejects only once the server has stopped. */
  awaitsStop?: boolean;
  /** Doing it twice is as good as once. */
  repeatable: boolean;
  ask(client: ClickHouseClient, request: Request): Promise<T>;
}

/** Of a statement that may be tried several times. */
interface Try {
  id: string;
  attempt: number;
  sql: Sql;
  signal: AbortSignal;
  /** Which of the engine's bounds it has. */
  seconds: 'seconds' | 'fileSeconds';
}

/** How a statement is asked: in its turn, within its bounds, again where the connection failed, and stopped when nobody wants it. */
export class StatementRuns {
  readonly #server: Server;
  readonly #limits: EngineLimits | undefined;
  readonly #caller: string | undefined;

  constructor(server: Server, limits: EngineLimits | undefined, caller: string | undefined) {
    this.#server = server;
    this.#limits = limits;
    this.#caller = caller;
  }

  async run<T>(run: Run<T>, { signal, isPrompt = false, onTurn }: RunOptions): Promise<T> {
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
        return await run.ask(
          clients[user],
          await this.request({ id, attempt: count, sql, signal: cut.signal, seconds }),
        );
      } catch (error) {
        throw engineError(error, seconds);
      }
    };
    const work = async () => {
      onTurn?.();
      return withBackOff(attempt, { repeatable, signal, pauses: options.pauses });
    };
    const running = (isPrompt ? prompt : questions).use(work, { caller: this.#caller, isLong, signal });
    if (signal === undefined) return running;
    const stop = async (count: number) => {
      const found = await this.#server.kill(user, id);
      // What it had sent by then is on its way, and nobody wants it.
      if (count > KILLS || (!found && count > 1)) cut.abort();
    };
    return stopOnAbort(running, { signal, awaitsStop, stop });
  }

  async request({ id, attempt, sql: { text, params }, signal, seconds }: Try): Promise<Request> {
    const { layout } = this.#server.options;
    return {
      query: await layout.named(text),
      // A query whose connection broke may still run under its id.
      query_id: `${id}-${attempt}`,
      query_params: { ...params },
      abort_signal: signal,
      clickhouse_settings: { ...layout.settings, ...this.#limitsOf(seconds) },
    };
  }

  /** Undefined without a bound. */
  get answerBytes(): number | undefined {
    return this.#caller === undefined ? undefined : this.#limits?.answerBytes;
  }

  #limitsOf(seconds: 'seconds' | 'fileSeconds'): ClickHouseSettings {
    if (this.#caller === undefined || this.#limits === undefined) return {};
    const bounds = { max_execution_time: this.#limits[seconds], max_memory_usage: String(this.#limits.memoryBytes) };
    if (seconds === 'fileSeconds') return bounds;
    return { ...bounds, max_result_bytes: String(RESULT_OF_ANSWER * this.#limits.answerBytes) };
  }

  /** A query that is not read to its end holds the tables that it reads. */
  async untilGone(user: User, id: string): Promise<void> {
    for (let kills = 0; kills < KILLS; kills += 1) {
      const found = await this.#server.kill(user, id).catch(() => false);
      if (!found) return;
      await setTimeout(GONE_INTERVAL_MS);
    }
  }
}

/** @throws Error with what the server says behind the status 200. */
export async function requireNothing(stream: Readable): Promise<void> {
  const body = await text(stream);
  if (body !== '') throw serverError(body);
}
