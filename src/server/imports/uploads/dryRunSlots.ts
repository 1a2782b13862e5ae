import { ApiError } from '../../../contract/errors';

/** Each dry run has a thread, and up to a quarter of a gigabyte. */
const MAX_OF_USER = 2;
const MAX_OF_ALL = 4;
/** Most take less than a second. */
const RETRY_SECONDS = 2;

/** Bounds the dry runs at once, of a user and of all. */
export class DryRunSlots {
  /** The user of each that runs. */
  readonly #users: string[] = [];

  /** @throws ApiError tooManyRequests when there is none left. */
  async run<T>(userId: string, work: () => Promise<T>): Promise<T> {
    this.#requireFree(userId);
    this.#users.push(userId);
    try {
      return await work();
    } finally {
      this.#users.splice(this.#users.indexOf(userId), 1);
    }
  }

  #requireFree(userId: string): void {
    const own = this.#users.filter((user) => user === userId).length;
    if (own >= MAX_OF_USER) {
      throw tooMany('Previews of yours are still being made', `at most ${MAX_OF_USER} at once`);
    }
    if (this.#users.length >= MAX_OF_ALL) {
      throw tooMany('Previews of others are still being made', `at most ${MAX_OF_ALL} of all users at once`);
    }
  }
}

function tooMany(message: string, allowed: string): ApiError {
  return new ApiError('tooManyRequests', message, { allowed, retryAfter: RETRY_SECONDS });
}
