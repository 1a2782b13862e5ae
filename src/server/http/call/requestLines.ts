import type { NamedEndpoint } from '../../../contract/endpoints/endpointList';
import { ApiError } from '../../../contract/errors';

/** A browser sends six requests to a server at once; this is room for a few of them. */
const MAX_OF_CALLER = 32;
const RETRY_SECONDS = 2;

/** Whether a caller's questions of it stand in a line. */
export function standsInLine({ readsTickets, takesLong }: NamedEndpoint): boolean {
  return readsTickets === true || takesLong === true;
}

/** Whether a call can be one too many of its caller's: of those under way, or of those that leave an entry in the audit. */
export function isBounded(endpoint: NamedEndpoint): boolean {
  return endpoint.access !== 'public' && (endpoint.method !== 'GET' || standsInLine(endpoint));
}

/** Counts the requests of each caller that are not answered yet, so that nobody's line grows without end. */
export class RequestLines {
  readonly #open = new Map<string, number>();

  /** Runs `work` as one of the caller's. @throws ApiError tooManyRequests when too many of them wait already. */
  async run<T>(caller: string, work: () => Promise<T>): Promise<T> {
    const open = this.#open.get(caller) ?? 0;
    if (open >= MAX_OF_CALLER) {
      throw new ApiError('tooManyRequests', 'Too many of your questions wait for an answer already', {
        allowed: `${MAX_OF_CALLER} at once`,
        retryAfter: RETRY_SECONDS,
      });
    }
    this.#open.set(caller, open + 1);
    try {
      return await work();
    } finally {
      const left = (this.#open.get(caller) ?? 1) - 1;
      if (left === 0) this.#open.delete(caller);
      else this.#open.set(caller, left);
    }
  }
}
