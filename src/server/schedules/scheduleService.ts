import { rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { ApiError } from '../../contract/errors';
import { RETRY_POLICY, type RetryPolicy } from '../exports/jobs/retryPolicy';
import { MailDelayed, MailRefused } from '../exports/mail/mailer';
import { outboxPath } from '../exports/mail/outbox';
import { logger } from '../log/logger';
import { deliver } from './deliver';
import { bringNearer, planDue } from './planRuns';
import {
  deferRun,
  endRun,
  followHanded,
  freeRuns,
  giveBackRun,
  leaseNextRun,
  pruneRuns,
  type RunLease,
  type RunRow,
  renewRun,
} from './runStore';
import { runMessageId } from './scheduleMail';
import type { ScheduleServices } from './scheduleServices';

/** So many mails at once: one that hangs holds up no other. */
const LANES = 2;
const POLL_MS = 5000;
/** A run that keeps taking its server down does not go on for ever. */
const MAX_TRIES = 100;
const PRUNE_EVERY = 720;
const FAR_FUTURE = 8.64e15;
const STOPPING = new Error('the server is stopping');
const LOST = new Error('the run is somebody else’s');

/**
 * Runs schedules: what is due becomes runs (planRuns), one for each recipient; each run is leased (runStore) and
 * delivered (deliver) by the rights of that moment (whoGets). Files are left to the queue of exports.
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
    await freeRuns(state, policy.leaseSeconds, !state.shared);
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
    this.#stopping.abort(STOPPING);
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
    if (now < this.#lastLook) {
      await bringNearer(state, keys, now);
      await freeRuns(state, this.#policy.leaseSeconds, false);
    }
    this.#lastLook = now;
    await planDue(state, keys, now);
    await followHanded(state);
    if (this.#looks % PRUNE_EVERY === 0) await this.#prune(now);
    this.#looks += 1;
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
      await this.#attempt(next.run, next.lease);
    }
  }

  async #attempt(run: RunRow, lease: RunLease): Promise<void> {
    const controller = new AbortController();
    const stop = () => controller.abort(STOPPING);
    this.#stopping.signal.addEventListener('abort', stop, { once: true });
    const { leaseSeconds, recordDelay } = this.#policy;
    const heartbeat = setInterval(
      () => {
        renewRun(this.#services.state, lease, leaseSeconds).then(
          (isHeld) => isHeld || controller.abort(LOST),
          (error: unknown) => logger.warn({ err: error }, 'the lease of a scheduled mail is not renewed'),
        );
      },
      (leaseSeconds * 1000) / 4,
    );
    const { signal } = controller;
    try {
      // A mail server that hangs must not hold up a stop.
      await Promise.race([deliver({ services: this.#services, run, lease, signal, recordDelay }), whenAborted(signal)]);
    } catch (thrown) {
      await this.#recordFailure(run, lease, signal.aborted ? signal.reason : thrown);
    } finally {
      clearInterval(heartbeat);
      this.#stopping.signal.removeEventListener('abort', stop);
    }
  }

  async #recordFailure(run: RunRow, lease: RunLease, error: unknown): Promise<void> {
    const { state } = this.#services;
    if (error === LOST) return;
    if (error === STOPPING) return void (await giveBackRun(state, lease));
    const known = error instanceof MailDelayed || error instanceof MailRefused || error instanceof ApiError;
    if (!known) logger.error({ err: error, run: run.id }, 'scheduled mail not made');
    const words = known ? error.message : 'The report could not be made';
    const delay = this.#delayAfter(run, error);
    if (delay !== undefined) await deferRun(state, lease, words, delay);
    else await endRun(state, lease, { state: 'failed', error: words, at: this.#services.now() });
  }

  /** Seconds until the next try; undefined when this was the last one. */
  #delayAfter({ tries, due_at }: RunRow, error: unknown): number | undefined {
    const { mailDelays, mailSeconds, makeDelays } = this.#policy;
    if (tries >= MAX_TRIES || error instanceof MailRefused) return undefined;
    if (error instanceof ApiError && error.code !== 'tooManyRequests') return undefined;
    const isPatient = error instanceof MailDelayed || error instanceof ApiError;
    if (!isPatient) return makeDelays[tries - 1];
    const late = this.#services.now().getTime() - due_at.getTime();
    return late > mailSeconds * 1000 ? undefined : mailDelays[Math.min(tries, mailDelays.length) - 1];
  }

  async #prune(now: Date): Promise<void> {
    const { state, publicUrl, outboxFolder } = this.#services;
    for (const id of await pruneRuns(state, now)) {
      await rm(outboxPath(outboxFolder, runMessageId(id, publicUrl)), { force: true });
    }
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
