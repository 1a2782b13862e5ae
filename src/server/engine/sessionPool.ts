import { Session } from 'chdb';

interface Waiting {
  start: (session: Session) => void;
  isLong: boolean;
}

/** The engine's own limit is 256 KiB, less than the values of a request can be once they are written out. */
const SESSION_SETTINGS = 'SET max_query_size = 67108864';

/**
 * chDB runs one query per Session at a time; several Sessions on one folder run side by side. More than a
 * few would only make each other slower: the engine itself uses every core.
 */
export class SessionPool {
  readonly #free: Session[];
  readonly #all: Session[];
  readonly #waiting: Waiting[] = [];
  #runningLong = 0;
  #idle: (() => void) | undefined;

  constructor(folder: string, size: number) {
    this.#all = Array.from({ length: size }, () => new Session(folder));
    for (const session of this.#all) session.query(SESSION_SETTINGS);
    this.#free = [...this.#all];
  }

  /** Runs `work` with a Session of its own; waits for a free one. Long work always leaves one for the rest. */
  async use<T>(work: (session: Session) => Promise<T>, isLong = false): Promise<T> {
    const session = await new Promise<Session>((start) => {
      this.#waiting.push({ start, isLong });
      this.#startNext();
    });
    try {
      return await work(session);
    } finally {
      if (isLong) this.#runningLong -= 1;
      this.#free.push(session);
      this.#startNext();
      if (this.#free.length === this.#all.length) this.#idle?.();
    }
  }

  #startNext(): void {
    const longFits = this.#runningLong < this.#all.length - 1;
    const next = this.#waiting.findIndex(({ isLong }) => longFits || !isLong);
    const session = next < 0 ? undefined : this.#free.pop();
    if (session === undefined) return;
    for (const { start, isLong } of this.#waiting.splice(next, 1)) {
      if (isLong) this.#runningLong += 1;
      start(session);
    }
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
