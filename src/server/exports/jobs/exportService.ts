import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiError } from '../../../contract/errors';
import type { Principal } from '../../../contract/privacy';
import type { ExportRequest } from '../../../contract/query/requests';
import { wallTimeIn } from '../../../contract/time/wallTime';
import { ownerOf, requireVisible, type User } from '../../access/principal';
import { auditedQuery } from '../../audit/auditedQuery';
import type { Actor } from '../../audit/newEntry';
import { logger } from '../../log/logger';
import { expireAllLeases } from '../../state/turns';
import type { AsOf } from '../../tickets/asOf';
import { selectedColumns } from '../../tickets/rows';
import type { ExportServices } from '../exportServices';
import { assertQuota, expectedBytes } from './diskQuota';
import { requireOwnFolder } from './exportFolder';
import { sweepExports } from './exportSweep';
import { ExportWorker } from './exportWorker';
import { requireWritable, warnOfOthers } from './folderRights';
import { JobEvents } from './jobEvents';
import { JobFeeds } from './jobFeeds';
import { JobQueue } from './jobQueue';
import { addJob, cancelJob, findJob, findUnderWay, forgetFile, type JobRow, removeJob, reviveJob } from './jobStore';
import { keptFor } from './keptFiles';
import { removeMails } from './outboxMails';
import { requirePlace } from './placeInLine';
import { fingerprintOf, jobText, pageOf, requestKeyOf } from './requestText';
import { RETRY_POLICY, type RetryPolicy } from './retryPolicy';
import { requireSharedSecret } from './sharedSecret';
import { filePathOf, readStoredExport, requireSigned, whyHidden } from './storedExport';

/**
 * A cancelled job's part file takes room that the next export may need, so it is gone when the owner is answered. A job
 * that waits for the engine's other work to end has no part yet, and is not waited for.
 */
const CANCEL_WAIT_MS = 2000;

const ENDED: readonly JobRow['state'][] = ['sent', 'failed', 'cancelled'];

/** An export that is to be queued. */
export interface Submitted {
  user: User;
  actor: Actor;
  request: ExportRequest;
  /** Wall time of its request. */
  asOf: AsOf;
  /** Counted at the request. */
  rows: number;
  /** Owner of the schedule that asks for it: its room and its turns are theirs. */
  chargedTo?: string;
}

/**
 * Queued exports: accepted, worked on, cancelled, taken up again after a crash. The way of one: a request becomes a
 * row (jobStore), which is the queue's entry; the queue (jobQueue, nextJob) leases it to a worker (leases,
 * exportWorker), which makes its file (makeExport) and, as a second task, mails it (mailExport) and records what came
 * of it (jobRecords, failedAttempts); the sweep removes files and jobs whose time is over (exportSweep, endedJobs).
 */
export class ExportService {
  /** The lists of jobs that streams of events show. */
  readonly feeds: JobFeeds;
  /** Aborted when the service stops: streams of events end then. */
  readonly stopping = new AbortController();
  readonly #services: ExportServices;
  readonly #events: JobEvents;
  readonly #queue: JobQueue;
  readonly #worker: ExportWorker;
  #sweeping: Promise<void> = Promise.resolve();
  #sweeper: NodeJS.Timeout | undefined;

  private constructor(services: ExportServices, events: JobEvents, policy: RetryPolicy) {
    this.#services = services;
    this.#events = events;
    this.feeds = new JobFeeds(services, events);
    this.#queue = new JobQueue(services.state, policy.leaseSeconds);
    this.#worker = new ExportWorker(services, this.#queue, policy);
  }

  /** Puts what dead processes left behind back in line, and works. */
  static async start(services: ExportServices, policy: RetryPolicy = RETRY_POLICY): Promise<ExportService> {
    const { state, config } = services;
    await requireWritable(config.exports.folder);
    await warnOfOthers(config.exports.folder);
    const inDataDir = !relative(config.dataDir, config.exports.folder).startsWith('..');
    await requireOwnFolder(state, config.exports.folder, inDataDir && !state.shared);
    await requireSharedSecret(state, services.keys);
    const events = await JobEvents.listen(state, services.keys);
    const service = new ExportService(services, events, policy);
    // Anybody on the database can send one: it only makes this process look at the rows.
    events.onAny(({ jobId, state: jobState }) => {
      if (jobState === 'cancelled') void service.#worker.recheck(jobId);
      if (jobState === 'queued' || jobState === 'mailing') service.#queue.wake();
    });
    // The data folder's lock makes this process the only one on an embedded store.
    if (!state.shared) await expireAllLeases(state, 'export_jobs');
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
   * @throws ApiError when there is no room for the file, or the user has too many under way.
   */
  async submit({ user, actor, request, asOf, rows }: Submitted): Promise<JobRow> {
    const { config } = this.#services;
    const fingerprint = fingerprintOf(request, wallTimeIn(config.timeZone, this.#services.now()));
    const underWay = await findUnderWay(this.#services.state, ownerOf(user), fingerprint);
    return underWay ?? this.#add(randomUUID(), fingerprint, { user, actor, request, asOf, rows });
  }

  /**
   * Accepts the file of a scheduled mail, under the mail's id: however often it is handed over, there is one job.
   * @throws ApiError as submit does.
   */
  async submitScheduled(id: string, submitted: Submitted): Promise<JobRow> {
    return (await findJob(this.#services.state, id)) ?? this.#add(id, `schedule ${id}`, submitted);
  }

  async #add(
    id: string,
    fingerprint: string,
    { user, actor, request, asOf, rows, chargedTo }: Submitted,
  ): Promise<JobRow> {
    const { config } = this.#services;
    const bytesExpected = await expectedBytes(this.#services, request.format, request, rows);
    await assertQuota(this.#services, config.exports.folder, chargedTo ?? ownerOf(user), bytesExpected);
    const job = {
      id,
      user,
      level: config.privacyLevel,
      query: jobText(request, asOf),
      fingerprint,
      format: request.format,
      rowsRequested: rows,
      bytesExpected,
      requestKey: requestKeyOf(this.#services, user, request),
      chargedTo: chargedTo ?? null,
    };
    const audited = auditedQuery(request.query, selectedColumns(request), pageOf(request));
    const entry = { kind: 'queued', ...actor, detail: request.format, rows, ...audited } as const;
    const { state, keys, audit } = this.#services;
    return addJob(state, keys, job, audit.values([entry]));
  }

  /** The job whose file is the answer to this request as well; undefined when there is none. */
  kept(caller: User, request: ExportRequest): Promise<JobRow | undefined> {
    return keptFor(this.#services, caller, request);
  }

  /** Removes the file of a job that has ended. @throws ApiError conflict while it is under way. */
  async removeFile(job: JobRow): Promise<JobRow> {
    const without = await forgetFile(this.#services.state, job);
    if (without === undefined) throw new ApiError('conflict', 'This export is still under way: cancel it');
    await this.#removeRest(job);
    return without;
  }

  /** Removes a job that has ended, with all that is kept of it. @throws ApiError conflict while it is under way. */
  async removeEntry(job: JobRow): Promise<JobRow> {
    // Once the job is gone nobody knows its mail any more.
    if (ENDED.includes(job.state)) await removeMails(this.#services, [job.id]);
    const removed = await removeJob(this.#services.state, job.id);
    if (removed === undefined) throw new ApiError('conflict', 'This export is still under way: cancel it');
    await this.#removeRest(removed);
    return removed;
  }

  /**
   * Ends a job, stops the engine's work for it and removes what was written.
   * @throws ApiError conflict when it has ended by itself: nobody has then said that its file may go.
   */
  async cancel(job: JobRow): Promise<JobRow> {
    const cancelled = await cancelJob(this.#services.state, job.id);
    if (cancelled === undefined) throw new ApiError('conflict', 'This export has already ended');
    await Promise.race([this.#worker.abort(job.id), pause(CANCEL_WAIT_MS, undefined, { ref: false })]);
    // Its mail is that of a try that ended between mail and record.
    await this.#removeRest(job);
    return cancelled;
  }

  /** The file, and the mail that holds a copy of it. */
  async #removeRest(job: JobRow): Promise<void> {
    const path = filePathOf(this.#services, job);
    if (path !== undefined) await rm(path, { force: true });
    await removeMails(this.#services, [job.id]);
  }

  /** @throws ApiError conflict unless the job failed or was cancelled; or as for a new one. */
  async retry(given: JobRow, user: User, principal: Principal): Promise<JobRow> {
    // What is put back in line is signed anew, and must not be what somebody else wrote.
    requireSigned(this.#services.keys, given);
    // Made and mailed with the rights of whoever asks now, which may be fewer than they were.
    const { privacyLevel: level } = this.#services.config;
    const job = { ...given, caller: user, deliver_to: user.email, level };
    const hidden = whyHidden(job, principal);
    if (hidden !== undefined) throw hidden;
    if (job.file_name === null) {
      // What is refused now is said at once, and not by the worker.
      const { request, scope } = readStoredExport(this.#services, job);
      requireVisible(selectedColumns(scope), principal);
      const bytes = await expectedBytes(this.#services, request.format, scope, job.rows_requested);
      await assertQuota(this.#services, this.#services.config.exports.folder, ownerOf(user), bytes);
    }
    const revived = await reviveJob(this.#services.state, this.#services.keys, job);
    if (revived !== undefined) return revived;
    await requirePlace(this.#services.state, ownerOf(user));
    const why = 'Only an export that failed or was cancelled, and is not under way again, can be retried';
    throw new ApiError('conflict', why);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.#sweeper);
    this.#events.close();
    await Promise.all([this.#worker.stop(), this.#sweeping]);
  }
}
