import { ApiError } from '../../contract/errors';
import type { SyncStatus } from '../../contract/responses/syncStatus';
import { readStoreFacts } from '../tickets/storeFacts';
import type { Upstream } from './askUpstream';
import { type SyncOrder, SyncQueue } from './syncQueue';
import { reasonOf, type SyncOptions, type SyncServices, type SyncSummary, syncOnce } from './syncRun';
import { syncStatus } from './syncStatus';
import { newSync, readSync, type SyncRow } from './syncStore';

/** Syncs inside the server: now and then by itself, and when it is asked. */
export class SyncService {
  readonly #services: SyncServices;
  readonly #options: Partial<SyncOptions>;
  readonly #stopping = new AbortController();
  readonly #queue = new SyncQueue((order) => this.#runOnce(order));
  #timer: NodeJS.Timeout | undefined;
  /** The upstream of the newest run. */
  #url: string | undefined;
  /** The newest failure; the store has none of it when it knows another upstream. */
  #failure: { url: string; reason: string; since: Date } | undefined;

  /** @param options how pages are pulled and read, for tests. */
  constructor(services: SyncServices, options: Partial<SyncOptions> = {}) {
    this.#services = services;
    this.#options = options;
  }

  /** Syncs now and then every few minutes, for as long as the server runs. */
  start(): void {
    const { sync } = this.#services.config;
    if (sync !== undefined) void this.#repeat(sync.everyMinutes * 60_000);
  }

  async #repeat(everyMs: number): Promise<void> {
    const begun = performance.now();
    await this.run().catch(() => undefined);
    if (this.#stopping.signal.aborted) return;
    // From start to start; a run that took longer is followed by the next one at once.
    const left = Math.max(0, everyMs - (performance.now() - begun));
    this.#timer = setTimeout(() => void this.#repeat(everyMs), left);
  }

  /**
   * One sync, or the one that is under way if it does as much.
   * @param order its upstream is read where the settings name none.
   * @throws ApiError notFound when there is no upstream, conflict when another one is mirrored or being read.
   */
  run({ replace = false, whole = false, upstream }: Partial<SyncOrder> = {}): Promise<SyncSummary> {
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

  async #runOnce(order: SyncOrder): Promise<SyncSummary> {
    const { signal } = this.#stopping;
    signal.throwIfAborted();
    this.#url = order.upstream.url;
    try {
      const summary = await syncOnce(this.#services, { ...this.#options, ...order, signal });
      this.#failure = undefined;
      return summary;
    } catch (error) {
      if (!signal.aborted) this.#note(error, order.upstream);
      throw error;
    }
  }

  #note(error: unknown, { url }: Upstream): void {
    const reason = reasonOf(error);
    const before = this.#failure?.url === url ? this.#failure : undefined;
    this.#failure = { url, reason, since: before?.since ?? this.#services.now() };
    const isOurs = error instanceof Error && error.message === reason;
    console.error(`sync failed: ${reason}`, ...(isOurs ? [] : [error]));
  }

  /** Null unless the tickets are those of another instance, or are to be. */
  async status(): Promise<SyncStatus | null> {
    const { config, engine } = this.#services;
    const known = await readSync(this.#services);
    if (config.sync !== undefined) return this.#statusOf(config.sync.url, known);
    const isMirror = known !== undefined && (await readStoreFacts(engine)).mirror;
    return isMirror ? this.#statusOf(known.url, known) : null;
  }

  /** How the newest run stands, also where it has not made the store a mirror. */
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
