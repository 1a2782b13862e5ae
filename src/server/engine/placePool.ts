import { setMaxListeners } from 'node:events';
import { FairLine, type Waiting } from './fairLine';
import type { EngineLoad, ObserveWork, WorkKind } from './observedWork';

/** Whose work it is, and of which kind; see FairLine. */
export interface Share {
  caller?: string | undefined;
  isLong?: boolean;
  /** Aborting gives up waiting. */
  signal?: AbortSignal | undefined;
}

/** A place that is taken, and when it was asked for and given, in milliseconds. */
interface Taken<Place> {
  place: Place;
  waiting: Waiting<Place>;
  entered: number;
  begun: number;
}

/** Equal places at which an engine works, behind fair lines. */
export class PlacePool<Place> {
  readonly #line: FairLine<Place>;
  readonly #observe: ObserveWork | undefined;
  #idle: (() => void) | undefined;
  #isShut = false;

  /** @param observe told of each piece of work that has ended. */
  constructor(places: readonly Place[], observe?: ObserveWork) {
    this.#line = new FairLine(places);
    this.#observe = observe;
  }

  /** Does `work` at a place of its own; waits for a free one, in a line of its caller's. */
  async use<T>(work: (place: Place) => Promise<T>, share: Share = {}): Promise<T> {
    const taken = await this.#wait(share);
    try {
      return await work(taken.place);
    } finally {
      this.#giveBack(taken, share.isLong === true ? 'long' : 'short');
    }
  }

  /**
   * Does `work` at a place of its own and passes on what it yields. The place is held until the reader has come to the
   * end, or gives up.
   */
  async *stream<T>(work: (place: Place) => AsyncIterable<T>, share: Share = {}): AsyncIterable<T> {
    const taken = await this.#wait(share);
    try {
      yield* work(taken.place);
    } finally {
      this.#giveBack(taken, 'stream');
    }
  }

  #giveBack({ place, waiting, entered, begun }: Taken<Place>, kind: WorkKind): void {
    this.#line.giveBack(place, waiting);
    if (this.#line.isIdle) this.#idle?.();
    this.#observe?.({ kind, waitedSeconds: (begun - entered) / 1000, seconds: (performance.now() - begun) / 1000 });
  }

  #wait({ caller, isLong = false, signal }: Share): Promise<Taken<Place>> {
    if (this.#isShut) return Promise.reject(new Error('The engine is closed'));
    const entered = performance.now();
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.#line.leave(waiting);
        reject(signal?.reason);
      };
      const start = (place: Place) => {
        signal?.removeEventListener('abort', giveUp);
        resolve({ place, waiting, entered, begun: performance.now() });
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

  /** How much work of all callers waits and runs. */
  get load(): EngineLoad {
    return this.#line.load;
  }

  /** Resolves once no place is taken; whoever comes from then on is refused. */
  async shut(): Promise<void> {
    // Between the last one's end and this being told of it somebody else may have come.
    while (!this.#line.isIdle) {
      await new Promise<void>((resolve) => {
        this.#idle = resolve;
      });
    }
    this.#isShut = true;
  }
}
