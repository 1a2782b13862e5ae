import type { NewEntry } from './newEntry';

/** In one statement, which holds everybody else up for as long as it takes. */
export const MOST_WRITTEN = 500;

interface Waiting {
  entry: NewEntry;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Entries that somebody waits for, one statement at a time: those that come during one share the next, or the entries of
 * somebody who takes a file a hundred times a second would take a hundred statements.
 */
export class GroupCommit {
  readonly #insert: (entries: readonly NewEntry[]) => Promise<void>;
  #waiting: Waiting[] = [];
  #isWriting = false;

  constructor(insert: (entries: readonly NewEntry[]) => Promise<void>) {
    this.#insert = insert;
  }

  /** Resolves once the entry is stored. @throws what the store says; the entry is then given up. */
  write(entry: NewEntry): Promise<void> {
    const written = new Promise<void>((resolve, reject) => this.#waiting.push({ entry, resolve, reject }));
    if (!this.#isWriting) void this.#writeAll();
    return written;
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, MOST_WRITTEN);
      try {
        await this.#insert(group.map(({ entry }) => entry));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#isWriting = false;
  }
}
