import { z } from 'zod';
import type { RunOptions, Sql, TicketEngine } from '../engine/engine';
import { SharedQuestion } from '../engine/sharedQuestion';
import { eventLoopTurn } from '../process/eventLoopTurn';
import { jsonSize } from '../process/jsonSize';
import { readTable } from './storeFacts';

/** All answers together, as text; a page of 100 whole tickets takes a tenth of a megabyte. */
const KEPT_BYTES = 16 * 1024 * 1024;
const ANSWER_BYTES = 1024 * 1024;

/**
 * Questions about tickets whose answer is kept. A statement and its values tell everything that the answer depends on but
 * the tickets: the filters as they were understood, as-of where something depends on it, and the columns, of which it
 * names none that the caller may not see. So it is right for everybody who comes to ask the same, as long as the
 * tickets are the same; who asks it at once shares it.
 * @throws ZodError when a row is not as the schema says.
 */
export async function keptRows<T>(
  engine: TicketEngine,
  schema: z.ZodType<T>,
  statement: Sql,
  options: RunOptions = {},
): Promise<T[]> {
  const rows = await answersOf(engine.own).ask(engine, statement, options);
  // Who shares an answer hears of it at once: each of them reads it in a turn of its own.
  await eventLoopTurn(engine.caller);
  // What is kept is never handed out: parsing makes it anew.
  return z.array(schema).parse(rows);
}

/** As keptRows, the first row of a result that has one. */
export async function keptRow<T>(
  engine: TicketEngine,
  schema: z.ZodType<T>,
  statement: Sql,
  options: RunOptions = {},
): Promise<T> {
  const [row] = await answersOf(engine.own).ask(engine, statement, options);
  return schema.parse(row);
}

const kept = new WeakMap<TicketEngine, KeptAnswers>();

function answersOf(own: TicketEngine): KeptAnswers {
  const answers = kept.get(own) ?? new KeptAnswers(own);
  kept.set(own, answers);
  return answers;
}

interface Answer {
  /** Of the tickets, known before the question was begun. */
  version: string;
  question: SharedQuestion<unknown[]>;
  /** 0 until it is there. */
  bytes: number;
}

class KeptAnswers {
  readonly #own: TicketEngine;
  /** Those that were asked for last stand last. */
  readonly #answers = new Map<string, Answer>();
  #bytes = 0;
  /** The newest that is known. */
  #version: string | undefined;

  constructor(own: TicketEngine) {
    this.#own = own;
  }

  async ask(engine: TicketEngine, statement: Sql, options: RunOptions): Promise<unknown[]> {
    const key = JSON.stringify([statement.text, statement.params]);
    const version = await this.#versionFor(key);
    if (version === undefined) return engine.query(statement, options);
    // What is begun here and asked by nobody would stand among the answers for good.
    options.signal?.throwIfAborted();
    const { question } = this.#find(key, version) ?? this.#begin(key, version);
    const { signal, ...rest } = options;
    return question.ask((turn) => engine.query(statement, { ...rest, ...turn }), signal);
  }

  /**
   * An answer that was begun at a version is right for who asks at the same one: versions never come back, so nothing
   * changed meanwhile. Where others can write as well, an answer that is there needs a version that is read now; a new
   * one is only ever taken for older than it is by one that was read before.
   */
  async #versionFor(key: string): Promise<string | undefined> {
    const { writes } = this.#own;
    if (writes !== undefined) return this.#note(writes.version);
    if (!this.#answers.has(key) && this.#version !== undefined) return this.#version;
    return this.#note((await readTable(this.#own)).version);
  }

  #note(version: string | undefined): string | undefined {
    if (version !== this.#version) {
      this.#answers.clear();
      this.#bytes = 0;
    }
    this.#version = version;
    return version;
  }

  #find(key: string, version: string): Answer | undefined {
    const found = this.#answers.get(key);
    if (found?.version !== version || found.question.isGivenUp) return undefined;
    this.#answers.delete(key);
    this.#answers.set(key, found);
    return found;
  }

  #begin(key: string, version: string): Answer {
    this.#remove(key, this.#answers.get(key));
    const answer: Answer = { version, question: new SharedQuestion(), bytes: 0 };
    this.#answers.set(key, answer);
    answer.question.answer.then(
      (rows) => this.#keep(key, answer, rows),
      () => this.#remove(key, answer),
    );
    return answer;
  }

  #keep(key: string, answer: Answer, rows: readonly unknown[]): void {
    if (this.#answers.get(key) !== answer) return;
    answer.bytes = key.length + jsonSize(rows, ANSWER_BYTES);
    this.#bytes += answer.bytes;
    if (answer.bytes > ANSWER_BYTES) this.#remove(key, answer);
    for (const [oldest, { bytes }] of this.#answers) {
      if (this.#bytes <= KEPT_BYTES) return;
      if (bytes > 0) this.#remove(oldest, this.#answers.get(oldest));
    }
  }

  #remove(key: string, answer: Answer | undefined): void {
    if (answer === undefined || this.#answers.get(key) !== answer) return;
    this.#answers.delete(key);
    this.#bytes -= answer.bytes;
  }
}
