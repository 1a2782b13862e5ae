import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { ApiError } from '../../../contract/errors';
import type { Principal } from '../../../contract/privacy';
import type { ExportRequest } from '../../../contract/query/requests';
import { wallTimeIn } from '../../../contract/time/wallTime';
import { requireVisible, type User } from '../../access/principal';
import { selectedColumns } from '../../tickets/rows';
import { expectedBytes, requireRoom } from '../exportRoom';
import type { ExportServices } from '../exportServices';
import { filePathOf, readStoredExport, requireReadable } from './exportScope';
import { sweepExports } from './exportSweep';
import { ExportWorker } from './exportWorker';
import { dropClaims } from './jobClaims';
import { JobEvents } from './jobEvents';
import { addJob, cancelJob, findUnderWay, type JobRow, reviveJob } from './jobStore';
import { PACE, type Pace } from './pace';
import { type ExportQueue, startQueue } from './queue';
import { fingerprintOf, requestText } from './requestText';
import { requireSharedFolder } from './sharedFolder';

/** Queued exports: accepted, worked on, cancelled, taken up again after a crash. */
export class ExportService {
  readonly events: JobEvents;
  /** Aborted when the service stops: streams of events end then. */
  readonly stopping = new AbortController();
  readonly #services: ExportServices;
  readonly #queue: ExportQueue;
  readonly #worker: ExportWorker;
  #sweeping: Promise<void> = Promise.resolve();
  #sweeper: NodeJS.Timeout | undefined;

  private constructor(services: ExportServices, queue: ExportQueue, events: JobEvents, pace: Pace) {
    this.#services = services;
    this.#queue = queue;
    this.events = events;
    this.#worker = new ExportWorker(services, queue, pace);
  }

  /** Starts the queue, puts what dead processes left behind back in line, and works. */
  static async start(services: ExportServices, pace: Pace = PACE): Promise<ExportService> {
    const { state, config } = services;
    await mkdir(config.exports.folder, { recursive: true });
    if (state.shared) await requireSharedFolder(state, config.exports.folder);
    const queue = await startQueue(state, (error) => console.error('export queue:', error));
    const events = await JobEvents.listen(state);
    const service = new ExportService(services, queue, events, pace);
    events.onAny(({ jobId, state: jobState }) => {
      if (jobState === 'cancelled') service.#worker.abort(jobId);
      if (jobState === 'queued' || jobState === 'mailing') queue.wake();
    });
    // The data folder's lock makes this process the only one on an embedded store.
    if (!state.shared) await dropClaims(state);
    await sweepExports(services, queue);
    service.#worker.start();
    service.#sweeper = setInterval(() => void service.sweep(), pace.sweepSeconds * 1000).unref();
    return service;
  }

  /** Looks now for what it looks for now and then: expiry, and what crashes left behind. */
  sweep(): Promise<void> {
    this.#sweeping = this.#sweeping
      .then(() => sweepExports(this.#services, this.#queue))
      .catch((error: unknown) => console.error('export sweep:', error));
    return this.#sweeping;
  }

  /**
   * Accepts an export: once this resolves, no crash loses it. A second request for the same gives the same job.
   * @throws ApiError when there is no room for the file.
   */
  async submit(caller: User, request: ExportRequest, asOf: string, rows: number): Promise<JobRow> {
    const { config } = this.#services;
    const fingerprint = fingerprintOf(request, wallTimeIn(config.timeZone, this.#services.now()));
    const underWay = await findUnderWay(this.#services.state, caller.id, fingerprint);
    if (underWay !== undefined) return underWay;
    const bytesExpected = await expectedBytes(this.#services, request.format, request, rows);
    await requireRoom(this.#services, config.exports.folder, bytesExpected);
    return this.#services.state.transaction(async (query) => {
      const { job, added } = await addJob(query, {
        id: randomUUID(),
        caller,
        query: requestText(request, { ...request.query, asOf }),
        fingerprint,
        format: request.format,
        rowsRequested: rows,
        bytesExpected,
      });
      if (added) await this.#queue.send(query, 'export-files', job.id);
      return job;
    });
  }

  /** Stops the engine's work and removes what was written. @throws ApiError conflict when it has ended. */
  async cancel(job: JobRow): Promise<JobRow> {
    const cancelled = await cancelJob(this.#services.state, job.id);
    if (cancelled === undefined) throw new ApiError('conflict', 'This export has already ended');
    this.#worker.abort(job.id);
    const path = filePathOf(this.#services, job);
    if (path !== undefined) await rm(path, { force: true });
    return cancelled;
  }

  /** @throws ApiError conflict unless the job failed or was cancelled; or when there is no room for the file. */
  async retry(given: JobRow, caller: User, principal: Principal): Promise<JobRow> {
    // Made and mailed with the rights of whoever asks now, which may be fewer than they were.
    const job = { ...given, caller };
    requireReadable(job, principal);
    if (job.file_name === null) {
      // What is refused now is said at once, and not by the worker.
      const { scope } = readStoredExport(this.#services, job);
      requireVisible(selectedColumns(scope), principal);
      const bytes = await expectedBytes(this.#services, job.format, scope, job.rows_requested);
      await requireRoom(this.#services, this.#services.config.exports.folder, bytes);
    }
    return this.#services.state.transaction(async (query) => {
      const revived = await reviveJob(query, job.id, caller);
      if (revived === undefined)
        throw new ApiError(
          'conflict',
          'Only an export that failed or was cancelled, and is not under way again, can be retried',
        );
      await this.#queue.send(query, revived.state === 'mailing' ? 'export-mails' : 'export-files', revived.id);
      return revived;
    });
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.#sweeper);
    this.events.close();
    await Promise.all([this.#worker.stop(), this.#sweeping.then(() => this.#queue.stop())]);
  }
}
