import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ObservedWork } from '../engine/observedWork';
import type { ServerFacts } from './serverFacts';

/** Up to the bounds of a page's question and of a file. */
const SECONDS = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1800];

/** A request that was answered. */
export interface AnsweredRequest {
  /** As it is declared, such as `GET /export/jobs/{id}`; undefined for an address that is none of the API. */
  endpoint: string | undefined;
  status: number;
  /** Until its answer began. */
  seconds: number;
}

/** Figures of one server, in the form that Prometheus reads. None of them is of a ticket or of a user. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #own = { registers: [this.#registry] };
  readonly #requests = new Counter({
    name: 'ticketlens_requests_total',
    help: 'Requests that were answered, by declared endpoint and status',
    labelNames: ['endpoint', 'status'],
    ...this.#own,
  });
  readonly #requestSeconds = new Histogram({
    name: 'ticketlens_request_seconds',
    help: 'Seconds until the answer of a request began, by declared endpoint',
    labelNames: ['endpoint'],
    buckets: SECONDS,
    ...this.#own,
  });
  readonly #waitedSeconds = new Histogram({
    name: 'ticketlens_engine_wait_seconds',
    help: 'Seconds in line before the engine',
    labelNames: ['kind'],
    buckets: SECONDS,
    ...this.#own,
  });
  readonly #engineSeconds = new Histogram({
    name: 'ticketlens_engine_seconds',
    help: 'Seconds that the engine took: short for the page, long for files and imports, stream for what is read bit by bit',
    labelNames: ['kind'],
    buckets: SECONDS,
    ...this.#own,
  });
  readonly #work = new Gauge({
    name: 'ticketlens_engine_work',
    help: 'Pieces of work that wait and run now',
    labelNames: ['line', 'state'],
    ...this.#own,
  });
  readonly #up = new Gauge({
    name: 'ticketlens_store_up',
    help: '1 while the store answers',
    labelNames: ['store'],
    ...this.#own,
  });
  readonly #jobs = new Gauge({
    name: 'ticketlens_export_jobs',
    help: 'Exports under way of all servers on this store',
    labelNames: ['state'],
    ...this.#own,
  });
  readonly #jobSeconds = new Gauge({
    name: 'ticketlens_export_oldest_seconds',
    help: 'Seconds since the oldest export under way was asked for',
    labelNames: ['state'],
    ...this.#own,
  });
  readonly #syncSeconds = new Gauge({
    name: 'ticketlens_sync_age_seconds',
    help: 'Seconds since the newest sync that was stored; nothing where none was, or nothing is mirrored',
    labelNames: ['mirror'],
    ...this.#own,
  });
  readonly #syncFailing = new Gauge({
    name: 'ticketlens_sync_failing',
    help: '1 while syncs fail',
    labelNames: ['mirror'],
    ...this.#own,
  });

  constructor() {
    // Memory, processor time, delays of the event loop.
    collectDefaultMetrics({ register: this.#registry });
  }

  countRequest({ endpoint = 'none', status, seconds }: AnsweredRequest): void {
    this.#requests.inc({ endpoint, status });
    this.#requestSeconds.observe({ endpoint }, seconds);
  }

  observeWork({ kind, waitedSeconds, seconds }: ObservedWork): void {
    this.#waitedSeconds.observe({ kind }, waitedSeconds);
    this.#engineSeconds.observe({ kind }, seconds);
  }

  /** The text that Prometheus reads, with these facts of now. What is not known of now is left out. */
  text({ load, ticketsUp, queue, sync }: ServerFacts): Promise<string> {
    for (const [line, { waiting, running }] of Object.entries(load)) {
      this.#work.set({ line, state: 'waiting' }, waiting);
      this.#work.set({ line, state: 'running' }, running);
    }
    this.#up.set({ store: 'tickets' }, ticketsUp ? 1 : 0);
    this.#up.set({ store: 'state' }, queue === undefined ? 0 : 1);
    for (const gauge of [this.#jobs, this.#jobSeconds, this.#syncSeconds, this.#syncFailing]) gauge.reset();
    if (queue !== undefined) for (const state of ['queued', 'running', 'mailing']) this.#jobs.set({ state }, 0);
    for (const { state, jobs, seconds } of queue ?? []) {
      this.#jobs.set({ state }, jobs);
      this.#jobSeconds.set({ state }, seconds);
    }
    const mirror = { mirror: 'upstream' };
    if (sync?.seconds !== undefined) this.#syncSeconds.set(mirror, sync.seconds);
    if (sync !== undefined) this.#syncFailing.set(mirror, sync.isFailing ? 1 : 0);
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }
}
