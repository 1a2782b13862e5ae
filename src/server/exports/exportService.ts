import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiError } from '../../contract/errors';
import { encodeQueryString } from '../../contract/queryString';
import type { ExportRequest } from '../../contract/requests';
import { formatTicketQuery } from '../../contract/ticketQuery';
import type { Caller } from '../access/caller';
import type { Services } from '../services';
import { jobPath, workOnJob } from './exportWorker';
import { addJob, cancelJob, type JobRow, jobsUnderWay, reviveJob } from './jobStore';
import { type ExportQueue, startQueue } from './queue';

/** Queued exports: accepted, worked on, cancelled, taken up again after a crash. */
export class ExportService {
  readonly #services: Services;
  readonly #queue: ExportQueue;
  /** One controller for each job that this process works on. */
  readonly #running = new Map<string, AbortController>();
  #stopping = false;

  private constructor(services: Services, queue: ExportQueue) {
    this.#services = services;
    this.#queue = queue;
  }

  /** Starts the queue, puts what a dead process left behind back in line, and works. */
  static async start(services: Services): Promise<ExportService> {
    const queue = await startQueue(services.state, (error) => console.error('export queue:', error));
    const service = new ExportService(services, queue);
    await service.#recover();
    await queue.work((item) => service.#work(item.jobId, item.lastTry));
    return service;
  }

  /** The data folder's lock makes this process the only one, so whatever is not ended is nobody's. */
  async #recover(): Promise<void> {
    await this.#queue.clear();
    for (const job of await jobsUnderWay(this.#services.state)) await this.#queue.send(this.#services.state, job.id);
    const folder = join(this.#services.config.dataDir, 'exports');
    await mkdir(folder, { recursive: true });
    for (const name of await readdir(folder)) {
      if (name.endsWith('.part')) await rm(join(folder, name), { force: true });
    }
  }

  /** Accepts an export: once this resolves, no crash loses it. A second request for the same gives the same job. */
  async submit(caller: Caller, request: ExportRequest, asOf: string, rows: number): Promise<JobRow> {
    const text = (query: ExportRequest['query']) =>
      encodeQueryString([...formatTicketQuery(query), ...exportParameters(request)]);
    return this.#services.state.transaction(async (query) => {
      const { job, added } = await addJob(query, {
        id: randomUUID(),
        caller,
        query: text({ ...request.query, asOf }),
        fingerprint: text(request.query),
        format: request.format,
        rowsRequested: rows,
      });
      if (added) await this.#queue.send(query, job.id);
      return job;
    });
  }

  async #work(jobId: string, lastTry: boolean): Promise<void> {
    const controller = new AbortController();
    this.#running.set(jobId, controller);
    if (this.#stopping) controller.abort();
    try {
      await workOnJob(this.#services, { jobId, lastTry }, controller.signal);
    } finally {
      this.#running.delete(jobId);
    }
  }

  /** Stops the engine's work and removes what was written. @throws ApiError conflict when it has ended. */
  async cancel(job: JobRow): Promise<JobRow> {
    const cancelled = await cancelJob(this.#services.state, job.id);
    if (cancelled === undefined) throw new ApiError('conflict', 'This export has already ended');
    this.#running.get(job.id)?.abort();
    await rm(jobPath(this.#services.config.dataDir, job), { force: true });
    return cancelled;
  }

  /** @throws ApiError conflict unless the job failed or was cancelled. */
  async retry(job: JobRow): Promise<JobRow> {
    return this.#services.state.transaction(async (query) => {
      const revived = await reviveJob(query, job.id);
      if (revived === undefined)
        throw new ApiError(
          'conflict',
          'Only an export that failed or was cancelled, and is not under way again, can be retried',
        );
      await this.#queue.send(query, revived.id);
      return revived;
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    for (const controller of this.#running.values()) controller.abort();
    await this.#queue.stop();
  }
}

function exportParameters({ format, limit, offset, csvSafe }: ExportRequest): { name: string; value: string }[] {
  return [
    { name: 'format', value: format },
    ...(limit === undefined ? [] : [{ name: 'limit', value: String(limit) }]),
    ...(offset === 0 ? [] : [{ name: 'offset', value: String(offset) }]),
    ...(csvSafe ? [] : [{ name: 'csvSafe', value: '0' }]),
  ];
}
