import type { Upstream } from './requestUpstream';

export interface SyncRequest {
  upstream: Upstream;
  /** Makes the store a mirror, whatever tickets it has. */
  replace: boolean;
  /** Reads everything, to find deleted tickets. */
  whole: boolean;
}

/** Whether a run fulfils another request as well. Replacing reads everything. */
function covers(run: SyncRequest, asked: SyncRequest): boolean {
  return (run.replace || !asked.replace) && (run.replace || run.whole || !asked.whole);
}

interface QueuedSync<T> {
  request: SyncRequest;
  ended: Promise<T>;
}

/**
 * One sync at a time. A request that the running sync covers joins it; others are merged into one sync that follows.
 * All of them read one upstream.
 */
export class SyncQueue<T> {
  readonly #work: (request: SyncRequest) => Promise<T>;
  #running: QueuedSync<T> | undefined;
  #next: QueuedSync<T> | undefined;

  constructor(work: (request: SyncRequest) => Promise<T>) {
    this.#work = work;
  }

  /** The upstream of the running sync; undefined while none runs. */
  get upstream(): Upstream | undefined {
    return this.#running?.request.upstream;
  }

  run(request: SyncRequest): Promise<T> {
    if (this.#running === undefined) return this.#begin(request);
    if (covers(this.#running.request, request)) return this.#running.ended;
    if (this.#next !== undefined) {
      this.#next.request.replace ||= request.replace;
      this.#next.request.whole ||= request.whole;
      return this.#next.ended;
    }
    const next: SyncRequest = { ...request };
    const ended = this.#running.ended.catch(() => undefined).then(() => this.#begin(next));
    this.#next = { request: next, ended };
    return ended;
  }

  /** Resolves once nothing runs. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running.ended.catch(() => undefined);
  }

  #begin(request: SyncRequest): Promise<T> {
    this.#next = undefined;
    const ended = this.#work(request).finally(() => {
      if (this.#next === undefined) this.#running = undefined;
    });
    this.#running = { request, ended };
    return ended;
  }
}
