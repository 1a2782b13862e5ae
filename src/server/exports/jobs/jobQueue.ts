import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { logger } from '../../log/logger';
import type { StateStore } from '../../state/stateStore';
import { bringNearer } from '../../state/turns';
import type { JobRow } from './jobStore';
import { hasJobsUnderWay, type Lease, leaseNextJob, reclaimExpiredLeases } from './leases';
import type { Task } from './nextJob';
import { UNDER_WAY } from './placeInLine';

/** So many jobs at once: a small file need not wait behind a large one, nor a mail behind one that hangs. */
const LANES: Record<Task, number> = { make: 2, mail: 2 };

/** Finds by itself what nobody was told of: a lost NOTIFY, a delay that has passed, the lease of a worker that died. */
const POLL_MS = 2000;
/** The store's clock decides whether a delay has passed. */
const WAKE_LATE_MS = 20;

/** Works on a job that is leased to it, and records what came of it. */
export type JobHandler = (job: JobRow, lease: Lease) => Promise<void>;

/**
 * The rows of export_jobs are the queue: this looks for the next one. Being told of a change only makes it look
 * sooner; whatever is lost on the way, the poll finds the job.
 */
export class JobQueue {
  readonly #store: StateStore;
  readonly #leaseSeconds: number;
  readonly #stopping = new AbortController();
  readonly #loops: Promise<void>[] = [];
  /** Aborted, and replaced, at each call. */
  #call = new AbortController();

  constructor(store: StateStore, leaseSeconds: number) {
    this.#store = store;
    this.#leaseSeconds = leaseSeconds;
  }

  start(handlers: Record<Task, JobHandler>): void {
    for (const task of ['make', 'mail'] as const) {
      for (let lane = 0; lane < LANES[task]; lane += 1) this.#loops.push(this.#runLane(task, handlers[task]));
    }
    this.#loops.push(this.#poll());
  }

  /** Looks for jobs at once. */
  wake(): void {
    this.#call.abort();
    this.#call = new AbortController();
  }

  /** Looks for jobs once a delay has passed that this process has set. */
  wakeIn(seconds: number): void {
    setTimeout(() => this.wake(), seconds * 1000 + WAKE_LATE_MS).unref();
  }

  /** Takes no more jobs, and waits for the handlers of those that are taken. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.wake();
    await Promise.all(this.#loops);
  }

  async #poll(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      // While the store is away there is nothing to look for.
      await this.#lookAgain().catch(logError);
      await pause(POLL_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Without jobs one cheap question: what the lanes ask takes a server that idles a fiftieth of a processor. */
  async #lookAgain(): Promise<void> {
    if (!(await hasJobsUnderWay(this.#store))) return;
    await bringNearer(this.#store, { table: 'export_jobs', states: UNDER_WAY }, this.#leaseSeconds);
    await reclaimExpiredLeases(this.#store);
    this.wake();
  }

  async #runLane(task: Task, handle: JobHandler): Promise<void> {
    // The poll finds what is there at the start.
    await once(this.#call.signal, 'abort');
    while (!this.#stopping.signal.aborted) {
      // Taken before the look: a call that comes during it is not missed.
      const { signal } = this.#call;
      const next = await leaseNextJob(this.#store, task, this.#leaseSeconds).catch(logError);
      if (next !== undefined) await handle(next.job, next.lease).catch(logError);
      else if (!signal.aborted) await once(signal, 'abort');
    }
  }
}

function logError(error: unknown): undefined {
  logger.error({ err: error }, 'export queue');
}
