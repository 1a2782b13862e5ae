import { setImmediate } from 'node:timers/promises';
import { TurnQueue } from './turnQueue';

/**
 * Work that holds the thread, one piece after the other, each in a turn of the event loop of its own: what many ask for at
 * once would else follow without a break, and everybody else would wait for all of it.
 */
export class OneByOne {
  readonly #waiting = new TurnQueue<() => Promise<void>>();
  #working: Promise<void> | undefined;

  /** @param whose these take turns, so that a hundred pieces of one hold up another's by one. */
  run<T>(whose: unknown, work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.add(whose, async () => {
        try {
          resolve(await work());
        } catch (error) {
          reject(error);
        }
      });
      this.#working ??= this.#work();
    });
  }

  async #work(): Promise<void> {
    for (let next = this.#waiting.take(); next !== undefined; next = this.#waiting.take()) {
      await next();
      await setImmediate();
    }
    this.#working = undefined;
  }

  /** Resolves once nothing waits or runs. */
  async drained(): Promise<void> {
    while (this.#working !== undefined) await this.#working;
  }
}
