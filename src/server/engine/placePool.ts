import { setMaxListeners } from 'node:events';
import { FairLine, type Waiting } from './fairLine';

/** Whose work it is, and of which kind; see FairLine. */
export interface Share {
  caller?: string | undefined;
  isLong?: boolean;
  /** Aborting gives up waiting. */
  signal?: AbortSignal | undefined;
}

/** Equal places at which an engine works, behind fair lines. */
export class PlacePool<Place> {
  readonly #line: FairLine<Place>;
  #idle: (() => void) | undefined;

  constructor(places: readonly Place[]) {
    this.#line = new FairLine(places);
  }

  /** Does `work` at a place of its own; waits for a free one, in a line of its caller's. */
  async use<T>(work: (place: Place) => Promise<T>, share: Share = {}): Promise<T> {
    const { place, waiting } = await this.#wait(share);
    try {
      return await work(place);
    } finally {
      this.#line.giveBack(place, waiting);
      if (this.#line.isIdle) this.#idle?.();
    }
  }

  /**
   * Does `work` at a place of its own and passes on what it yields. The place is held until the reader has come to the
   * end, or gives up.
   */
  async *stream<T>(work: (place: Place) => AsyncIterable<T>, share: Share = {}): AsyncIterable<T> {
    const { place, waiting } = await this.#wait(share);
    try {
      yield* work(place);
    } finally {
      this.#line.giveBack(place, waiting);
      if (this.#line.isIdle) this.#idle?.();
    }
  }

  #wait({ caller, isLong = false, signal }: Share): Promise<{ place: Place; waiting: Waiting<Place> }> {
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.#line.leave(waiting);
        reject(signal?.reason);
      };
      const start = (place: Place) => {
        signal?.removeEventListener('abort', giveUp);
        resolve({ place, waiting });
      };
      const waiting: Waiting<Place> = { caller, isLong, start };
      // One signal stops all questions of a report.
      if (signal !== undefined) setMaxListeners(0, signal);
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#line.enter(waiting);
    });
  }

  placeOf(caller: string | undefined): { waiting: number; running: number; others: number } {
    return this.#line.placeOf(caller);
  }

  /** Resolves once no place is taken. */
  async whenIdle(): Promise<void> {
    if (this.#line.isIdle) return;
    await new Promise<void>((resolve) => {
      this.#idle = resolve;
    });
  }
}
