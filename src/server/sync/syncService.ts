import { ApiError } from '../../contract/errors';
import type { SyncStatus } from '../../contract/responses/syncStatus';
import { withoutValues } from '../log/describeError';
import { logger } from '../log/logger';
import { readStoreFacts } from '../tickets/storeFacts';
import type { Upstream } from './requestUpstream';
import { SyncQueue, type SyncRequest } from './syncQueue';
import { reasonOf, type SyncOptions, type SyncServices, type SyncSummary, syncOnce } from './syncRun';
import { syncStatus } from './syncStatus';
import { newSync, readSync, type SyncRow } from './syncStore';

/** How a mirror stands, without what was read. */
export interface SyncFacts {
  /** Since the newest run that was stored; undefined before there is one. */
  seconds: number | undefined;
  isFailing: boolean;
}

/** Syncs inside the server: periodically and on request. */
export class SyncService {
  readonly #services: SyncServices;
  readonly #options: Partial<SyncOptions>;
  readonly #stopping = new AbortController();
  readonly #queue = new SyncQueue((request) => this.#runOnce(request));
  #timer: NodeJS.Timeout | undefined;
  /** The upstream of the newest run. */
  #url: string | undefined;
  /** The newest failure, also of an upstream that the store has no state of. */
  #failure: { url: string; reason: string; since: Date } | undefined;

  /** @param options for tests. */
  constructor(services: SyncServices, options: Partial<SyncOptions> = {}) {
    this.#services = services;
    this.#options = options;
  }

  /** Starts the periodic syncs, if they are configured. */
  start(): void {
    const { sync } = this.#services.config;
    if (sync !== undefined) void this.#repeat(sync.everyMinutes * 60_000);
  }

  async #repeat(everyMs: number): Promise<void> {
    const begun = performance.now();
    await this.run().catch(() => undefined);
    if (this.#stopping.signal.aborted) return;
    // The interval is from start to start; after a longer run the next one follows at once.
    const left = Math.max(0, everyMs - (performance.now() - begun));
    this.#timer = setTimeout(() => void this.#repeat(everyMs), left);
  }

  /**
   * One sync, or the running one if it covers the request.
   * @param request its upstream is used where the settings name none.
   * @throws ApiError notFound when there is no upstream, conflict when another one is configured or being read.
   */
  run({ replace = false, whole = false, upstream }: Partial<SyncRequest> = {}): Promise<SyncSummary> {
    const { sync } = this.#services.config;
    const wanted = sync ?? upstream;
    if (wanted === undefined) {
      throw new ApiError('notFound', 'This server mirrors no other instance', { allowed: 'set REPORTING_SYNC_URL' });
    }
    if (upstream !== undefined && upstream.url !== wanted.url) {
      throw new ApiError('conflict', 'The server that runs mirrors another instance', {
        allowed: 'the instance that REPORTING_SYNC_URL names',
      });
    }
    if (this.#queue.upstream !== undefined && this.#queue.upstream.url !== wanted.url) {
      throw new ApiError('conflict', 'Another instance is being read; try again when that has ended');
    }
    return this.#queue.run({ replace, whole, upstream: { url: wanted.url, token: wanted.token } });
  }

  async #runOnce(request: SyncRequest): Promise<SyncSummary> {
    const { signal } = this.#stopping;
    signal.throwIfAborted();
    this.#url = request.upstream.url;
    try {
      const summary = await syncOnce(this.#services, { ...this.#options, ...request, signal });
      this.#failure = undefined;
      return summary;
    } catch (error) {
      if (!signal.aborted) this.#note(error, request.upstream);
      throw error;
    }
  }

  #note(error: unknown, { url }: Upstream): void {
    const reason = reasonOf(error);
    const before = this.#failure?.url === url ? this.#failure : undefined;
    this.#failure = { url, reason, since: before?.since ?? this.#services.now() };
    const isOurs = error instanceof Error && error.message === reason;
    logger.error({ reason: withoutValues(reason), ...(isOurs ? {} : { err: error }) }, 'sync failed');
  }

  /** Null unless the store is a mirror, or is configured to be one. */
  async status(): Promise<SyncStatus | null> {
    const { config, engine } = this.#services;
    const known = await readSync(this.#services);
    if (config.sync !== undefined) return this.#statusOf(config.sync.url, known);
    const isMirror = known !== undefined && (await readStoreFacts(engine)).mirror;
    return isMirror ? this.#statusOf(known.url, known) : null;
  }

  /** Undefined unless something is mirrored. */
  async facts(): Promise<SyncFacts | undefined> {
    const status = await this.status();
    if (status === null) return undefined;
    const at = (await readSync(this.#services))?.synced_at?.getTime();
    const seconds = at === undefined ? undefined : (this.#services.now().getTime() - at) / 1000;
    return { seconds, isFailing: status.state === 'failing' };
  }

  /** The status of the newest run, also when it has not made the store a mirror. */
  async newestRun(): Promise<SyncStatus | null> {
    return this.#url === undefined ? this.status() : this.#statusOf(this.#url, await readSync(this.#services));
  }

  #statusOf(url: string, known: SyncRow | undefined): SyncStatus {
    const { config, now } = this.#services;
    const row = known?.url === url ? known : newSync(url);
    const failure = this.#failure?.url === url ? this.#failure : undefined;
    return syncStatus({
      row:
        failure === undefined
          ? row
          : { ...row, failure: failure.reason, failing_since: row.failing_since ?? failure.since },
      running: this.#queue.upstream?.url === url,
      everyMinutes: config.sync?.everyMinutes ?? null,
      timeZone: config.timeZone,
      now: now(),
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#queue.idle();
  }
}
