import { Session } from 'chdb';

/**
 * chDB runs one query per Session at a time; several Sessions on one folder run side by side. More than a
 * few would only make each other slower: the engine itself uses every core.
 */
export class SessionPool {
  readonly #free: Session[];
  readonly #all: Session[];
  readonly #waiting: ((session: Session) => void)[] = [];
  #idle: (() => void) | undefined;

  constructor(folder: string, size: number) {
    this.#all = Array.from({ length: size }, () => new Session(folder));
    this.#free = [...this.#all];
  }

  /** Runs `work` with a Session of its own; waits for a free one. */
  async use<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const session = this.#free.pop() ?? (await new Promise<Session>((resolve) => this.#waiting.push(resolve)));
    try {
      return await work(session);
    } finally {
      this.#release(session);
    }
  }

  #release(session: Session): void {
    const next = this.#waiting.shift();
    if (next !== undefined) {
      next(session);
      return;
    }
    this.#free.push(session);
    if (this.#free.length === this.#all.length) this.#idle?.();
  }

  /** Waits for running work, then closes: a process that exits with an open Session dies with a segmentation fault. */
  async close(): Promise<void> {
    if (this.#free.length < this.#all.length) {
      await new Promise<void>((resolve) => {
        this.#idle = resolve;
      });
    }
    for (const session of this.#all) session.close();
  }
}
