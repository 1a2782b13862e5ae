import { setMaxListeners } from 'node:events';
import { Session } from 'chdb';
import { FairLine, type Waiting } from './fairLine';

/** The engine's own limit is 256 KiB, less than the values of a request can be once they are written out. */
const SESSION_SETTINGS = 'SET max_query_size = 67108864';

/** Whose work it is, and of which kind; see FairLine. */
export interface Share {
  caller?: string | undefined;
  isLong?: boolean;
  /** Aborting gives up waiting. */
  signal?: AbortSignal | undefined;
}

/**
 * chDB runs one query per Session at a time; several Sessions on one folder run side by side. More than a
 * few would only make each other slower: the engine itself uses every core.
 */
export class SessionPool {
  readonly #sessions: readonly Session[];
  readonly #line: FairLine<Session>;
  #idle: (() => void) | undefined;

  constructor(folder: string, size: number) {
    this.#sessions = Array.from({ length: size }, () => new Session(folder));
    for (const session of this.#sessions) session.query(SESSION_SETTINGS);
    this.#line = new FairLine(this.#sessions);
  }

  /** Runs `work` with a Session of its own; waits for a free one, in a line of its caller's. */
  async use<T>(work: (session: Session) => Promise<T>, share: Share = {}): Promise<T> {
    const { session, waiting } = await this.#wait(share);
    try {
      return await work(session);
    } finally {
      this.#line.giveBack(session, waiting);
      if (this.#line.isIdle) this.#idle?.();
    }
  }

  #wait({ caller, isLong = false, signal }: Share): Promise<{ session: Session; waiting: Waiting<Session> }> {
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.#line.leave(waiting);
        reject(signal?.reason);
      };
      const start = (session: Session) => {
        signal?.removeEventListener('abort', giveUp);
        resolve({ session, waiting });
      };
      const waiting: Waiting<Session> = { caller, isLong, start };
      // One signal stops all questions of a report.
      if (signal !== undefined) setMaxListeners(0, signal);
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#line.enter(waiting);
    });
  }

  placeOf(caller: string | undefined): { waiting: number; running: number; others: number } {
    return this.#line.placeOf(caller);
  }

  /** Waits for running work, then closes: a process that exits with an open Session dies with a segmentation fault. */
  async close(): Promise<void> {
    if (!this.#line.isIdle) {
      await new Promise<void>((resolve) => {
        this.#idle = resolve;
      });
    }
    for (const session of this.#sessions) session.close();
  }
}
