import { type NewEntry, NO_ORIGIN } from './newEntry';

const MINUTE_MS = 60_000;
/**
 * Different ones of one user, or of all who are not signed in, in one minute. What comes beyond that is counted without
 * where it came from: nobody can so hide where another's came from.
 */
const MOST_KEYS = 200;
/** Of those, so many with what was asked, which can be long. */
const MOST_QUERIES = 20;

/**
 * Refusals, counted per minute, so that a program that knocks a thousand times makes one entry. The first one of
 * somebody who is signed in is written at once, and only its repetitions are counted.
 */
export class RefusalCounts {
  readonly #add: (entry: NewEntry) => void;
  #counts = new Map<string, { entry: NewEntry; times: number }>();
  #keysOf = new Map<string | null, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(add: (entry: NewEntry) => void) {
    this.#add = add;
  }

  count(given: NewEntry): void {
    this.#timer ??= setTimeout(() => this.flush(), MINUTE_MS).unref();
    const { query: _, ...rest } = given;
    const keys = this.#keysOf.get(given.userId) ?? 0;
    const shown: NewEntry = keys < MOST_QUERIES ? given : rest;
    const entry = keys < MOST_KEYS ? shown : { ...rest, ...NO_ORIGIN };
    const { userId, address, program, detail, query } = entry;
    const key = JSON.stringify([userId, address, program, detail, query]);
    const known = this.#counts.get(key);
    if (known === undefined) this.#keysOf.set(userId, keys + 1);
    const isWritten = userId !== null && known === undefined;
    if (isWritten) this.#add(entry);
    this.#counts.set(key, { entry, times: (known?.times ?? 0) + (isWritten ? 0 : 1) });
  }

  /** Writes what was counted. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const counts = [...this.#counts.values()];
    this.#counts = new Map();
    this.#keysOf = new Map();
    for (const { entry, times } of counts) if (times > 0) this.#add({ ...entry, times });
  }
}
