import { logger } from '../log/logger';
import { MOST_WRITTEN } from './groupCommit';
import type { NewEntry } from './newEntry';

/** What a kill can lose at most: whoever gives data away does not wait here. */
const WRITE_EVERY_MS = 1000;
/** While the store is away; beyond that the oldest are given up, and the log says how many. */
const MOST_WAITING = 20_000;

/** Entries that are written together, soon. */
export class EntryBatch {
  readonly #write: (entries: readonly NewEntry[]) => Promise<void>;
  #waiting: NewEntry[] = [];
  #writing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(write: (entries: readonly NewEntry[]) => Promise<void>) {
    this.#write = write;
  }

  add(entry: NewEntry): void {
    this.#waiting.push(entry);
    if (this.#waiting.length > MOST_WAITING) this.#giveUp();
    if (this.#waiting.length === MOST_WRITTEN) void this.flush();
    this.#timer ??= setTimeout(() => void this.flush(), WRITE_EVERY_MS).unref();
  }

  /** Writes what waits; what cannot be written waits on. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#writeAll());
    return this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const entries = this.#waiting.splice(0, MOST_WRITTEN);
      try {
        await this.#write(entries);
      } catch (error) {
        this.#waiting = [...entries, ...this.#waiting];
        logger.error({ err: error, entries: this.#waiting.length }, 'audit entries wait for the store');
        this.#timer ??= setTimeout(() => void this.flush(), WRITE_EVERY_MS).unref();
        return;
      }
    }
  }

  #giveUp(): void {
    const lost = this.#waiting.splice(0, MOST_WAITING / 10).length;
    logger.error({ lost }, 'the store is away for too long: audit entries of views are lost');
  }
}
