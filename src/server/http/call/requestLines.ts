import type { NamedEndpoint } from '../../../contract/endpoints/endpointList';
import { ApiError } from '../../../contract/errors';

/** A browser sends six requests to a server at once; this is room for a few of them. */
const MAX_OF_CALLER = 32;
/** Of what needs no engine: lists, names, settings. */
const OTHERS_AT_ONCE = 4;
/** Files that are sent to one: as many as wait to be fetched (exports/preparedFiles.ts); a browser itself asks for six at once. */
export const FILES_AT_ONCE = 10;
/** Of what anybody may ask of the store, from one address: a whole company may sign in from it at once. */
const STRANGERS = { atOnce: 2, most: 256 };
const RETRY_SECONDS = 2;

/** Whether a caller's questions of it stand in a line. */
function standsInLine({ readsTickets, takesLong }: NamedEndpoint): boolean {
  return readsTickets === true || takesLong === true;
}

/** Whether a call can leave an entry in the audit, of which a caller can cause too many. */
export function isRecorded(endpoint: NamedEndpoint): boolean {
  return endpoint.access !== 'public' && (endpoint.method !== 'GET' || standsInLine(endpoint));
}

/** The lines of a server, by what a request costs. */
export interface CallLines {
  /** Of questions to the engine, which has places of its own. */
  questions: RequestLines;
  /** Of everything else, so that who one is need not wait for one's questions. */
  others: RequestLines;
  /** Of files that are being sent. */
  files: RequestLines;
  /** Of those who are not signed in, by their addresses. */
  strangers: RequestLines;
}

export const callLines = (): CallLines => ({
  questions: new RequestLines(),
  others: new RequestLines(OTHERS_AT_ONCE),
  files: new RequestLines(FILES_AT_ONCE, Number.POSITIVE_INFINITY),
  strangers: new RequestLines(STRANGERS.atOnce, STRANGERS.most),
});

/** The line that a call stands in; none for files that are sent, which take as long as their sender likes. */
export function lineOf(endpoint: NamedEndpoint, { questions, others }: CallLines): RequestLines | undefined {
  if (standsInLine(endpoint)) return questions;
  return endpoint.takesFile === true ? undefined : others;
}

interface Line {
  open: number;
  running: number;
  waiting: (() => void)[];
}

/** The requests of each caller that are not answered yet: so many run, a few wait, and nobody's line grows without end. */
export class RequestLines {
  readonly #atOnce: number;
  readonly #most: number;
  readonly #lines = new Map<string, Line>();

  /** @param most that run and wait. */
  constructor(atOnce = MAX_OF_CALLER, most = MAX_OF_CALLER) {
    this.#atOnce = atOnce;
    this.#most = most;
  }

  /** Whether the next one of the caller's would wait. */
  isFull(caller: string): boolean {
    return (this.#lines.get(caller)?.running ?? 0) >= this.#atOnce;
  }

  /** Runs `work` as one of the caller's. @throws ApiError tooManyRequests when too many of them wait already. */
  async run<T>(caller: string, work: () => Promise<T>): Promise<T> {
    const leave = await this.enter(caller);
    try {
      return await work();
    } finally {
      leave();
    }
  }

  /**
   * Waits for a place of the caller's. @returns what gives it back, once.
   * @throws ApiError tooManyRequests when too many wait already.
   */
  async enter(caller: string): Promise<() => void> {
    const line = this.#lines.get(caller) ?? { open: 0, running: 0, waiting: [] };
    if (line.open >= this.#most) {
      throw new ApiError('tooManyRequests', 'Too many of your questions wait for an answer already', {
        allowed: `${this.#most} at once`,
        retryAfter: RETRY_SECONDS,
      });
    }
    this.#lines.set(caller, line);
    line.open += 1;
    // Whoever is done gives the place on, so that it counts as taken all the time.
    if (line.running >= this.#atOnce) await new Promise<void>((resolve) => line.waiting.push(resolve));
    else line.running += 1;
    let isLeft = false;
    return () => {
      if (isLeft) return;
      isLeft = true;
      line.open -= 1;
      const next = line.waiting.shift();
      if (next === undefined) line.running -= 1;
      else next();
      if (line.open === 0) this.#lines.delete(caller);
    };
  }
}
