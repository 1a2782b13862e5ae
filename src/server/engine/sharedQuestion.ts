import { setMaxListeners } from 'node:events';
import type { RunOptions } from './engine';

/** Asks in the line of one who wants to know. */
export type AskInLine<T> = (turn: Required<Pick<RunOptions, 'signal' | 'onTurn'>>) => Promise<T>;

/**
 * One question that several ask. It stands in the line of each of them, so that nobody waits for the line of another,
 * and the first turn that comes asks it for all. It is stopped once nobody waits for it any more.
 */
export class SharedQuestion<T> {
  /** What it comes to, for whoever keeps it. */
  readonly answer: Promise<T>;
  #resolve: (answer: T) => void = () => undefined;
  #reject: (why: unknown) => void = () => undefined;
  readonly #waiting = new Set<AbortController>();
  #asking: AbortController | undefined;
  #isSettled = false;
  #isGivenUp = false;

  constructor() {
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    const settled = () => {
      this.#isSettled = true;
    };
    this.answer.then(settled, settled);
  }

  /** Nobody waited for it any more: whoever comes now has to ask anew. */
  get isGivenUp(): boolean {
    return this.#isGivenUp;
  }

  /** @throws what the question throws, to everybody who shares it; the signal's reason to whom it is of. */
  ask(inLine: AskInLine<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    if (this.#isSettled) return this.answer;
    const line = new AbortController();
    this.#waiting.add(line);
    if (this.#asking === undefined) this.#stand(line, inLine);
    if (signal === undefined) return this.answer;
    return new Promise<T>((resolve, reject) => {
      const leave = () => {
        reject(signal.reason);
        this.#leave(line, signal.reason);
      };
      // One signal stops all questions of a report.
      setMaxListeners(0, signal);
      signal.addEventListener('abort', leave, { once: true });
      const stay = () => signal.removeEventListener('abort', leave);
      this.answer.finally(stay).then(resolve, reject);
    });
  }

  async #stand(line: AbortController, inLine: AskInLine<T>): Promise<void> {
    try {
      this.#resolve(await inLine({ signal: line.signal, onTurn: () => this.#take(line) }));
    } catch (error) {
      // Another line's turn came first, or who stood in this one is gone.
      const isOver = this.#asking === undefined ? line.signal.aborted : this.#asking !== line;
      if (!isOver) this.#reject(error);
    }
  }

  #take(line: AbortController): void {
    if (this.#asking !== undefined) throw new Error('this question is asked in another line');
    this.#asking = line;
  }

  #leave(line: AbortController, reason: unknown): void {
    this.#waiting.delete(line);
    if (this.#asking !== line) line.abort(reason);
    if (this.#waiting.size > 0) return;
    this.#isGivenUp = true;
    this.#reject(reason);
    this.#asking?.abort(reason);
  }
}
