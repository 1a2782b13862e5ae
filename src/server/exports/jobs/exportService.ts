import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiError } from '../../../contract/errors';
import type { Principal } from '../../../contract/privacy';
import type { ExportRequest } from '../../../contract/query/requests';
import { wallTimeIn } from '../../../contract/time/wallTime';
import { requireVisible, type User } from '../../access/principal';
import { auditedQuery } from '../../audit/auditedQuery';
import type { Actor } from '../../audit/newEntry';
import { logger } from '../../log/logger';
import { selectedColumns } from '../../tickets/rows';
import type { ExportServices } from '../exportServices';
import { assertQuota, expectedBytes } from './diskQuota';
import { sweepExports } from './exportSweep';
import { ExportWorker } from './exportWorker';
import { JobEvents } from './jobEvents';
import { JobQueue } from './jobQueue';
import { addJob, cancelJob, findUnderWay, type JobRow, reviveJob } from './jobStore';
import { expireAllLeases } from './leases';
import { removeMails } from './outboxMails';
import { fingerprintOf, pageOf, requestText } from './requestText';
import { RETRY_POLICY, type RetryPolicy } from './retryPolicy';
import { requireSharedFolder } from './sharedFolder';
import { filePathOf, readStoredExport, requireReadable } from './storedExport';

/**
 * A cancelled job's part file takes room that the next export may need, so it is gone when the owner is answered. A job
 * that waits for the engine's other work to end has no part yet, and is not waited for.
 */
const CANCEL_WAIT_MS = 2000;

/** An export that is to be queued. */
export interface Submitted {
  user: User;
  actor: Actor;
  request: ExportRequest;
  /** Wall time of its request. */
  asOf: string;
  /** Counted at the request. */
  rows: number;
}

/**
 * Queued exports: accepted, worked on, cancelled, taken up again after a crash. The way of one: a request becomes a
 * row (jobStore), which is the queue's entry; the queue (jobQueue, nextJob) leases it to a worker (leases,
 * exportWorker), which makes its file (makeExport) and, as a second task, mails it (mailExport) and records what came
 * of it (jobRecords, failedAttempts); the sweep removes files and jobs whose time is over (exportSweep, endedJobs).
 */
export class ExportService {
  readonly events: JobEvents;
  /** Aborted when the service stops: streams of events end then. */
  readonly stopping = new AbortController();
  readonly #services: ExportServices;
  readonly #queue: JobQueue;
  readonly #worker: ExportWorker;
  #sweeping: Promise<void> = Promise.resolve();
  #sweeper: NodeJS.Timeout | undefined;

  private constructor(services: ExportServices, events: JobEvents, policy: RetryPolicy) {
    this.#services = services;
    this.events = events;
    this.#queue = new JobQueue(services.state, policy.leaseSeconds);
    this.#worker = new ExportWorker(services, this.#queue, policy);
  }

  /** Puts what dead processes left behind back in line, and works. */
  static async start(services: ExportServices, policy: RetryPolicy = RETRY_POLICY): Promise<ExportService> {
    const { state, config } = services;
    await mkdir(config.exports.folder, { recursive: true });
    if (state.shared) await requireSharedFolder(state, config.exports.folder);
    const events = await JobEvents.listen(state);
    const service = new ExportService(services, events, policy);
    events.onAny(({ jobId, state: jobState }) => {
      if (jobState === 'cancelled') void service.#worker.abort(jobId);
      if (jobState === 'queued' || jobState === 'mailing') service.#queue.wake();
    });
    // The data folder's lock makes this process the only one on an embedded store.
    if (!state.shared) await expireAllLeases(state);
    await sweepExports(services);
    service.#worker.start();
    service.#sweeper = setInterval(() => void service.sweep(), policy.sweepSeconds * 1000).unref();
    return service;
  }

  /** Looks now for what it looks for now and then: expiry, and what crashes left behind. */
  sweep(): Promise<void> {
    this.#sweeping = this.#sweeping
      .then(() => sweepExports(this.#services))
      .then(() => this.#queue.wake())
      .catch((error: unknown) => logger.error({ err: error }, 'export sweep'));
    return this.#sweeping;
  }

  /**
   * Accepts an export: once this resolves, no crash loses it or its audit entry. A second request for the same gives the
   * same job.
   * @throws ApiError when there is no room for the file.
   */
  async submit({ user, actor, request, asOf, rows }: Submitted): Promise<JobRow> {
    const { config } = this.#services;
    const fingerprint = fingerprintOf(request, wallTimeIn(config.timeZone, this.#services.now()));
    const underWay = await findUnderWay(this.#services.state, user.id, fingerprint);
    if (underWay !== undefined) return underWay;
    const bytesExpected = await expectedBytes(this.#services, request.format, request, rows);
    await assertQuota(this.#services, config.exports.folder, bytesExpected);
    const job = {
      id: randomUUID(),
      user,
      query: requestText(request, { ...request.query, asOf }),
      fingerprint,
      format: request.format,
      rowsRequested: rows,
      bytesExpected,
    };
    const audited = auditedQuery(request.query, selectedColumns(request), pageOf(request));
    const entry = { kind: 'queued', ...actor, detail: request.format, rows, ...audited } as const;
    return addJob(this.#services.state, job, this.#services.audit.values([entry]));
  }

  /** Stops the engine's work and removes what was written. @throws ApiError conflict when it has ended. */
  async cancel(job: JobRow): Promise<JobRow> {
    const cancelled = await cancelJob(this.#services.state, job.id);
    if (cancelled === undefined) throw new ApiError('conflict', 'This export has already ended');
    await Promise.race([this.#worker.abort(job.id), pause(CANCEL_WAIT_MS, undefined, { ref: false })]);
    const path = filePathOf(this.#services, job);
    if (path !== undefined) await rm(path, { force: true });
    // Of a try that ended between mail and record.
    await removeMails(this.#services, [job.id]);
    return cancelled;
  }

  /** @throws ApiError conflict unless the job failed or was cancelled; or when there is no room for the file. */
  async retry(given: JobRow, user: User, principal: Principal): Promise<JobRow> {
    // Made and mailed with the rights of whoever asks now, which may be fewer than they were.
    const job = { ...given, caller: user };
    requireReadable(job, principal);
    if (job.file_name === null) {
      // What is refused now is said at once, and not by the worker.
      const { request, scope } = readStoredExport(this.#services, job);
      requireVisible(selectedColumns(scope), principal);
      const bytes = await expectedBytes(this.#services, request.format, scope, job.rows_requested);
      await assertQuota(this.#services, this.#services.config.exports.folder, bytes);
    }
    const revived = await reviveJob(this.#services.state, job.id, user);
    if (revived !== undefined) return revived;
    const why = 'Only an export that failed or was cancelled, and is not under way again, can be retried';
    throw new ApiError('conflict', why);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.#sweeper);
    this.events.close();
    await Promise.all([this.#worker.stop(), this.#sweeping]);
  }
}
