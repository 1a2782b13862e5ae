import { ApiError } from '../../contract/errors';

/** Pages of a thousand tickets that a program may take one after the other without waiting. */
const MOST_AT_ONCE = 3000;
/** Beyond that: 400 MB a day of entries that nobody can remove before their time, by one user who means harm. */
const PER_SECOND = 5;
/** A longer query counts as several entries. */
const ENTRY_CHARACTERS = 1000;
const RETRY_SECONDS = 5;
const MOST_KNOWN = 10_000;

/** How many entries each user may cause. */
export class EntryBudget {
  readonly #spent = new Map<string, { entries: number; at: number }>();

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
    if (this.#spentBy(userId, now) + 1 <= MOST_AT_ONCE) return;
    throw new ApiError('tooManyRequests', 'You do more at once than the audit records of one user', {
      allowed: `${MOST_AT_ONCE} at once, then ${PER_SECOND} a second`,
      retryAfter: RETRY_SECONDS,
    });
  }

  #spentBy(userId: string, now: Date): number {
    const spent = this.#spent.get(userId);
    if (spent === undefined) return 0;
    const seconds = Math.max(0, now.getTime() - spent.at) / 1000;
    return Math.max(0, spent.entries - seconds * PER_SECOND);
  }
}
