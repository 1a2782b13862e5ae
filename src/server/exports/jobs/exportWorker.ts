import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { ApiError } from '../../../contract/errors';
import type { ExportServices } from '../exportServices';
import { MailDelayed, MailRefused } from '../mail/mailer';
import { NotWritten } from '../notWritten';
import { filePathOf } from './exportScope';
import {
  type Claim,
  claimForMailing,
  claimForMaking,
  deferMail,
  deferMaking,
  failJob,
  giveBack,
  renewClaims,
} from './jobClaims';
import type { JobRow } from './jobStore';
import { mailExport } from './mailExport';
import { makeExport } from './makeExport';
import type { Pace } from './pace';
import type { ExportQueue, QueueName } from './queue';

interface Running {
  claim: Claim;
  /** The store has recorded the claim, so from here on it can be lost. */
  taken: boolean;
  controller: AbortController;
  ended: Promise<void>;
}

/** Why work was broken off: the job is cancelled or somebody else's, or this process is stopping. */
const NOT_WANTED = new Error('the work is no longer wanted');
const STOPPING = new Error('the server is stopping');

/** Works on the jobs that the queues hand to this process, one try at a time. */
export class ExportWorker {
  readonly #services: ExportServices;
  readonly #queue: ExportQueue;
  readonly #pace: Pace;
  readonly #running = new Map<string, Running>();
  readonly #heartbeat: NodeJS.Timeout;
  #stopping = false;

  constructor(services: ExportServices, queue: ExportQueue, pace: Pace) {
    this.#services = services;
    this.#queue = queue;
    this.#pace = pace;
    this.#heartbeat = setInterval(() => void this.#renew(), (pace.leaseSeconds * 1000) / 4).unref();
  }

  start(): void {
    this.#queue.work('export-files', (jobId) => this.#run(jobId, claimForMaking, this.#make));
    this.#queue.work('export-mails', (jobId) => this.#run(jobId, claimForMailing, this.#mail));
  }

  /** Stops what this process does for a job that was cancelled, here or elsewhere; resolves once it does nothing for it. */
  async abort(jobId: string): Promise<void> {
    const theirs = [...this.#running.values()].filter(({ claim }) => claim.jobId === jobId);
    for (const { controller } of theirs) controller.abort(NOT_WANTED);
    await Promise.all(theirs.map(({ ended }) => ended));
  }

  /** Gives everything back; others, or the next start, take it up. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const { controller } of this.#running.values()) controller.abort(STOPPING);
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
    clearInterval(this.#heartbeat);
  }

  async #run(
    jobId: string,
    take: typeof claimForMaking,
    work: (job: JobRow, claim: Claim, controller: AbortController) => Promise<void>,
  ): Promise<void> {
    if (this.#stopping) return;
    const claim = { jobId, id: randomUUID() };
    const controller = new AbortController();
    const running: Running = { claim, taken: false, controller, ended: Promise.resolve() };
    const doIt = async () => {
      const job = await take(this.#services.state, claim, this.#pace.leaseSeconds);
      running.taken = true;
      if (job !== undefined) await work(job, claim, controller);
    };
    this.#running.set(claim.id, running);
    running.ended = doIt()
      // The store is away: the claim ends by itself, and the sweep puts the job back in line.
      .catch((error: unknown) => console.error(`export ${jobId} waits for the store:`, error))
      .finally(() => this.#running.delete(claim.id));
    await running.ended;
  }

  readonly #make = async (job: JobRow, claim: Claim, controller: AbortController): Promise<void> => {
    try {
      if (this.#stopping) throw STOPPING;
      await makeExport(this.#services, this.#queue, job, claim, controller);
    } catch (thrown) {
      // What the engine or a stream throws when it is broken off is not why it was.
      const error = controller.signal.aborted ? controller.signal.reason : thrown;
      await this.#unmade(job, claim, error);
    }
  };

  async #unmade(job: JobRow, claim: Claim, error: unknown): Promise<void> {
    const { state } = this.#services;
    if (error === NOT_WANTED) return;
    if (error === STOPPING) return void (await giveBack(state, claim));
    // A refusal (rights were withdrawn, no room) would be the same at every try.
    const delay = error instanceof ApiError ? undefined : this.#pace.makeDelays[job.tries - 1];
    if (!(error instanceof ApiError)) console.error(`export ${job.id}, try ${job.tries}:`, error);
    if (delay === undefined) return void (await failJob(state, claim, reason(error), false));
    await this.#again('export-files', claim, delay, (query) => deferMaking(query, claim, reason(error), delay));
  }

  readonly #mail = async (job: JobRow, claim: Claim, controller: AbortController): Promise<void> => {
    const { state } = this.#services;
    try {
      if (this.#stopping) throw STOPPING;
      // A mail server that hangs must not hold up a stop; a mail that was sent all the same is one duplicate.
      await Promise.race([
        mailExport(this.#services, job, claim, this.#pace, controller.signal),
        whenAborted(controller.signal),
      ]);
    } catch (error) {
      if (error === NOT_WANTED) return;
      if (error === STOPPING) return void (await giveBack(state, claim));
      if (error instanceof ApiError) return this.#withdraw(job, claim, error);
      await this.#unmailed(job, claim, error);
    }
  };

  /** The owner may not have the file any more. */
  async #withdraw(job: JobRow, claim: Claim, { message }: ApiError): Promise<void> {
    const path = filePathOf(this.#services, job);
    if (!(await failJob(this.#services.state, claim, message, false)) || path === undefined) return;
    await rm(path, { force: true });
  }

  async #unmailed(job: JobRow, claim: Claim, error: unknown): Promise<void> {
    const known = error instanceof MailDelayed || error instanceof MailRefused;
    const words = known ? error.message : 'The mail could not be made';
    if (!known) console.error(`mail of export ${job.id}:`, error);
    const { mailDelays, mailSeconds } = this.#pace;
    const delay = mailDelays[Math.min(job.mail_tries, mailDelays.length - 1)] ?? 0;
    const since = (job.made_at ?? job.requested_at).getTime();
    const tooLate = Date.now() + delay * 1000 - since > mailSeconds * 1000;
    if (error instanceof MailRefused || tooLate) {
      await failJob(this.#services.state, claim, words, true);
      return;
    }
    await this.#again('export-mails', claim, delay, (query) => deferMail(query, claim, words, delay));
  }

  /** Records why a try failed and puts the next one in line, both or neither. */
  async #again(
    name: QueueName,
    { jobId }: Claim,
    delay: number,
    record: (query: Parameters<typeof deferMail>[0]) => Promise<boolean>,
  ): Promise<void> {
    await this.#services.state.transaction(async (query) => {
      if (await record(query)) await this.#queue.send(query, name, jobId, delay);
    });
  }

  async #renew(): Promise<void> {
    const taken = [...this.#running.values()].filter((each) => each.taken);
    if (taken.length === 0) return;
    try {
      const ids = taken.map(({ claim }) => claim.id);
      const held = await renewClaims(this.#services.state, ids, this.#pace.leaseSeconds);
      for (const { claim, controller } of taken) if (!held.includes(claim.id)) controller.abort(NOT_WANTED);
    } catch (error) {
      // While the store is away nothing is lost yet; should the claim pass to somebody else, no record is taken.
      console.error('export claims:', error instanceof Error ? error.message : error);
    }
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** Words for the job's owner; inner text stays in the log. */
function reason(error: unknown): string {
  return error instanceof ApiError || error instanceof NotWritten ? error.message : 'The file could not be made';
}
