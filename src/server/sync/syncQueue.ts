import type { Upstream } from './askUpstream';

/** What a sync is asked to do. */
export interface SyncOrder {
  upstream: Upstream;
  /** Makes the store a mirror, whatever it holds. */
  replace: boolean;
  /** Reads everything, to find what was deleted. */
  whole: boolean;
}

/** Whether a run does what another order asks as well. Replacing reads everything. */
function covers(run: SyncOrder, asked: SyncOrder): boolean {
  return (run.replace || !asked.replace) && (run.replace || run.whole || !asked.whole);
}

interface Turn<T> {
  order: SyncOrder;
  ended: Promise<T>;
}

/**
 * One sync at a time. Who asks for no more than the one under way joins it; for more, one that follows it. All
 * of them read one upstream.
 */
export class SyncQueue<T> {
  readonly #work: (order: SyncOrder) => Promise<T>;
  #running: Turn<T> | undefined;
  #next: Turn<T> | undefined;

  constructor(work: (order: SyncOrder) => Promise<T>) {
    this.#work = work;
  }

  /** The upstream that is being read; undefined while nothing runs. */
  get upstream(): Upstream | undefined {
    return this.#running?.order.upstream;
  }

  run(order: SyncOrder): Promise<T> {
    if (this.#running === undefined) return this.#begin(order);
    if (covers(this.#running.order, order)) return this.#running.ended;
    if (this.#next !== undefined) {
      this.#next.order.replace ||= order.replace;
      this.#next.order.whole ||= order.whole;
      return this.#next.ended;
    }
    const next: SyncOrder = { ...order };
    const ended = this.#running.ended.catch(() => undefined).then(() => this.#begin(next));
    this.#next = { order: next, ended };
    return ended;
  }

  /** Resolves once nothing runs. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running.ended.catch(() => undefined);
  }

  #begin(order: SyncOrder): Promise<T> {
    this.#next = undefined;
    const ended = this.#work(order).finally(() => {
      if (this.#next === undefined) this.#running = undefined;
    });
    this.#running = { order, ended };
    return ended;
  }
}
