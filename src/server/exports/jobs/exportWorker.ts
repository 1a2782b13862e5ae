import { logger } from '../../log/logger';
import type { ExportServices } from '../exportServices';
import type { Attempt } from './attempt';
import { recordUnmade, recordUnmailed } from './failedAttempts';
import type { JobQueue } from './jobQueue';
import { giveBack } from './jobRecords';
import type { JobRow } from './jobStore';
import { heldLeases, type Lease, renewLeases } from './leases';
import { mailExport } from './mailExport';
import { makeExport } from './makeExport';
import type { RetryPolicy } from './retryPolicy';
import { requireSigned } from './storedExport';

/** Why work was broken off: the job is cancelled or somebody else's, or this process is stopping. */
const NOT_WANTED = new Error('the work is no longer wanted');
const STOPPING = new Error('the server is stopping');

/** How a task is done, and what is recorded when it could not be. */
interface Work {
  perform(attempt: Attempt): Promise<void>;
  recordFailure(attempt: Attempt, error: unknown): Promise<number | undefined>;
}

const MAKING: Work = { perform: makeExport, recordFailure: recordUnmade };
const MAILING: Work = { perform: mailExport, recordFailure: recordUnmailed };

/** Works on the jobs that the queue leases to this process, and renews their leases meanwhile. */
export class ExportWorker {
  readonly #services: ExportServices;
  readonly #queue: JobQueue;
  readonly #policy: RetryPolicy;
  /** Attempts under way, each with what resolves at its end. */
  readonly #attempts = new Map<Attempt, Promise<void>>();
  readonly #heartbeat: NodeJS.Timeout;
  #stopping = false;

  constructor(services: ExportServices, queue: JobQueue, policy: RetryPolicy) {
    this.#services = services;
    this.#queue = queue;
    this.#policy = policy;
    this.#heartbeat = setInterval(() => void this.#renew(), (policy.leaseSeconds * 1000) / 4).unref();
  }

  start(): void {
    this.#queue.start({
      make: (job, lease) => this.#attempt(MAKING, job, lease),
      mail: (job, lease) => this.#attempt(MAILING, job, lease),
    });
  }

  /** Stops what this process does for a job that it has cancelled; resolves once no file of it is being written. */
  async abort(jobId: string): Promise<void> {
    const unwanted = [...this.#attempts].filter(([{ job }]) => job.id === jobId);
    for (const [{ controller }] of unwanted) controller.abort(NOT_WANTED);
    await Promise.all(unwanted.map(([, ended]) => ended));
  }

  /** Reads whose a job is of which something was told, and stops what is not this process's to do any more. */
  async recheck(jobId: string): Promise<void> {
    const attempts = [...this.#attempts.keys()].filter(({ job }) => job.id === jobId);
    if (attempts.length === 0) return;
    await this.#dropLost(attempts, (ids) => heldLeases(this.#services.state, ids));
  }

  /** Gives everything back; others, or the next start, take it up. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const { controller } of this.#attempts.keys()) controller.abort(STOPPING);
    await this.#queue.stop();
    clearInterval(this.#heartbeat);
  }

  async #attempt(work: Work, job: JobRow, lease: Lease): Promise<void> {
    const controller = new AbortController();
    const attempt: Attempt = { services: this.#services, policy: this.#policy, job, lease, controller };
    if (this.#stopping) controller.abort(STOPPING);
    const ended = this.#perform(work, attempt)
      // The store is away: the lease expires, and the job is in line again.
      .catch((error: unknown) => logger.error({ err: error, jobId: job.id }, 'an export waits for the store'))
      .finally(() => this.#attempts.delete(attempt));
    this.#attempts.set(attempt, ended);
    await ended;
  }

  async #perform({ perform, recordFailure }: Work, attempt: Attempt): Promise<void> {
    const { signal } = attempt.controller;
    try {
      signal.throwIfAborted();
      requireSigned(attempt.services.keys, attempt.job);
      await perform(attempt);
    } catch (thrown) {
      // What the engine or a stream throws when it is broken off is not why it was.
      const error = signal.aborted ? signal.reason : thrown;
      if (error === NOT_WANTED) return;
      if (error === STOPPING) return void (await giveBack(this.#services.state, attempt.lease));
      const delay = await recordFailure(attempt, error);
      if (delay !== undefined) this.#queue.wakeIn(delay);
    }
  }

  async #renew(): Promise<void> {
    const attempts = [...this.#attempts.keys()];
    if (attempts.length === 0) return;
    await this.#dropLost(attempts, (ids) => renewLeases(this.#services.state, ids, this.#policy.leaseSeconds));
  }

  /** @param readHeld gives those of the leases that are still held. */
  async #dropLost(
    attempts: readonly Attempt[],
    readHeld: (ids: readonly string[]) => Promise<readonly string[]>,
  ): Promise<void> {
    try {
      const held = await readHeld(attempts.map(({ lease }) => lease.id));
      for (const { lease, controller } of attempts) if (!held.includes(lease.id)) controller.abort(NOT_WANTED);
    } catch (error) {
      // While the store is away nothing is lost yet; should the lease pass to somebody else, no record is taken.
      logger.warn({ err: error }, 'leases of exports are not renewed');
    }
  }
}
