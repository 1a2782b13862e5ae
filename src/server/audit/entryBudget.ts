import { ApiError } from '../../contract/errors';

interface Bounds {
  atOnce: number;
  perSecond: number;
  /** Told to whoever has nothing left. */
  words: string;
}

/**
 * Pages of a thousand tickets that a program may take one after the other without waiting. Beyond that: 400 MB a day of
 * entries that nobody can remove before their time, by one user who means harm.
 */
const OF_USER: Bounds = {
  atOnce: 3000,
  perSecond: 5,
  words: 'You do more at once than the audit records of one user',
};
/** Whoever reads a mail changes their mind a few times. */
export const OF_LINK: Bounds = {
  atOnce: 20,
  perSecond: 1 / 60,
  words: 'This link was used too often in a short time',
};
/** A longer query counts as several entries. */
const ENTRY_CHARACTERS = 1000;
const RETRY_SECONDS = 5;
const MOST_KNOWN = 10_000;

/** How many entries each user may cause, or each holder of a link. */
export class EntryBudget {
  readonly #bounds: Bounds;
  readonly #spent = new Map<string, { entries: number; at: number }>();

  constructor(bounds = OF_USER) {
    this.#bounds = bounds;
  }

  /** @param length of the entry's query in characters. */
  spend(userId: string, now: Date, length = 0): void {
    const entries = this.#spentBy(userId, now) + 1 + Math.floor(length / ENTRY_CHARACTERS);
    // Whoever spent last stands last, and whoever is forgotten has most likely regained everything.
    this.#spent.delete(userId);
    this.#spent.set(userId, { entries, at: now.getTime() });
    for (const oldest of this.#spent.keys()) {
      if (this.#spent.size <= MOST_KNOWN) break;
      this.#spent.delete(oldest);
    }
  }

  /** @throws ApiError tooManyRequests when nothing is left. */
  requireLeft(userId: string, now: Date): void {
    const { atOnce, perSecond, words } = this.#bounds;
    if (this.#spentBy(userId, now) + 1 <= atOnce) return;
    throw new ApiError('tooManyRequests', words, {
      allowed: `${atOnce} at once, then ${perSecond < 1 ? `one in ${1 / perSecond} seconds` : `${perSecond} a second`}`,
      retryAfter: Math.max(RETRY_SECONDS, 1 / perSecond),
    });
  }

  #spentBy(userId: string, now: Date): number {
    const spent = this.#spent.get(userId);
    if (spent === undefined) return 0;
    const seconds = Math.max(0, now.getTime() - spent.at) / 1000;
    return Math.max(0, spent.entries - seconds * this.#bounds.perSecond);
  }
}
