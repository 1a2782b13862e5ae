import { setTimeout as wait } from 'node:timers/promises';
import { RETRY_POLICY, type RetryPolicy } from '../exports/jobs/retryPolicy';
import { logger } from '../log/logger';
import { bringNearer as bringLeasesNearer, expireAllLeases } from '../state/turns';
import { attemptRun } from './attemptRun';
import { sweepOutbox } from './outbox';
import { bringNearer, planDue } from './planRuns';
import { leaseNextRun, RUN_LINE } from './runLeases';
import { followHanded, hasOpenRuns, pruneRuns } from './runStore';
import type { ScheduleServices } from './scheduleServices';

/** So many mails at once; of one owner one at a time (runLeases), so that it holds up nobody else's. */
const LANES = 2;
const POLL_MS = 5000;
const PRUNE_EVERY = 720;
const FAR_FUTURE = 8.64e15;

/**
 * Runs schedules: what is due becomes runs (planRuns), one for each recipient; each run is leased (runStore) and
 * delivered (attemptRun, deliver) by the rights of that moment (whoGets). Files are left to the queue of exports.
 */
export class ScheduleService {
  readonly #services: ScheduleServices;
  readonly #policy: RetryPolicy;
  readonly #stopping = new AbortController();
  readonly #lanes = new Set<Promise<void>>();
  #call = new AbortController();
  #looking: Promise<void> = Promise.resolve();
  #loop: Promise<void> = Promise.resolve();
  /** At the start nobody knows what the clock was before. */
  #lastLook = new Date(FAR_FUTURE);
  #looks = 0;

  private constructor(services: ScheduleServices, policy: RetryPolicy) {
    this.#services = services;
    this.#policy = policy;
  }

  static async start(services: ScheduleServices, policy: RetryPolicy = RETRY_POLICY): Promise<ScheduleService> {
    const service = new ScheduleService(services, policy);
    const { state } = services;
    // The data folder's lock makes this process the only one on an embedded store.
    if (!state.shared) await expireAllLeases(state, RUN_LINE.table);
    service.#loop = service.#poll();
    return service;
  }

  /** Looks at once for what is due. */
  wake(): void {
    this.#call.abort();
  }

  /** Plans what is due by now, and begins to deliver it. */
  look(): Promise<void> {
    this.#looking = this.#looking
      .then(() => this.#look())
      .catch((error: unknown) => logger.error({ err: error }, 'schedules'));
    return this.#looking;
  }

  /** Resolves once nothing is being delivered. */
  async idle(): Promise<void> {
    await Promise.all(this.#lanes);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.wake();
    await this.#loop;
    await this.#looking;
    await this.idle();
  }

  async #poll(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const call = new AbortController();
      this.#call = call;
      await this.look();
      if (this.#stopping.signal.aborted) return;
      await wait(POLL_MS, undefined, { signal: call.signal }).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    const { state, keys } = this.#services;
    const now = this.#services.now();
    if (now < this.#lastLook) await bringNearer(state, keys, now);
    this.#lastLook = now;
    await planDue(state, keys, now);
    if (this.#looks % PRUNE_EVERY === 0) await this.#prune(now);
    this.#looks += 1;
    // A server that idles asks no more than this.
    if (!(await hasOpenRuns(state))) return;
    await followHanded(state, now);
    await bringLeasesNearer(state, RUN_LINE, this.#policy.leaseSeconds);
    while (this.#lanes.size < LANES) this.#startLane();
  }

  #startLane(): void {
    const lane = this.#runLane().catch((error: unknown) => logger.error({ err: error }, 'scheduled mails'));
    this.#lanes.add(lane);
    void lane.finally(() => this.#lanes.delete(lane));
  }

  async #runLane(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const next = await leaseNextRun(this.#services.state, this.#policy.leaseSeconds);
      if (next === undefined) return;
      await attemptRun({
        services: this.#services,
        policy: this.#policy,
        ...next,
        stopping: this.#stopping.signal,
      });
    }
  }

  async #prune(now: Date): Promise<void> {
    await pruneRuns(this.#services.state, now);
    await sweepOutbox(this.#services, now);
  }
}
