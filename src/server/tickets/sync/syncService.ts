import type { SyncStatus } from '../../../contract/answers';
import { ApiError } from '../../../contract/errors';
import type { Services } from '../../services';
import { readStoreFacts } from '../storeFacts';
import { reasonOf, type SyncOptions, type SyncServices, type SyncSummary, syncOnce } from './syncRun';
import { syncStatus } from './syncStatus';
import { newSync, readSync, type SyncRow } from './syncStore';

/** Repeats the sync inside the server; there is never more than one at a time. */
export class SyncService {
  readonly #services: SyncServices;
  readonly #options: Partial<SyncOptions>;
  readonly #stopping = new AbortController();
  #running: Promise<SyncSummary> | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** The newest failure; the store has none of it when it knows another upstream. */
  #failure: { reason: string; since: Date } | undefined;

  /** @param options how pages are pulled and read, for tests. */
  constructor(services: Services, options: Partial<SyncOptions> = {}) {
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

  /** One sync, or the one that is under way. @throws ApiError notFound when the server mirrors nothing. */
  run(options: Pick<SyncOptions, 'replace' | 'whole'> = {}): Promise<SyncSummary> {
    const { sync } = this.#services.config;
    if (sync === undefined) {
      throw new ApiError('notFound', 'This server mirrors no other instance', { allowed: 'set REPORTING_SYNC_URL' });
    }
    this.#running ??= this.#runOnce({
      ...this.#options,
      ...options,
      upstream: { url: sync.url, token: sync.token },
      signal: this.#stopping.signal,
    }).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #runOnce(options: SyncOptions): Promise<SyncSummary> {
    try {
      const summary = await syncOnce(this.#services, options);
      this.#failure = undefined;
      return summary;
    } catch (error) {
      if (!this.#stopping.signal.aborted) this.#note(error);
      throw error;
    }
  }

  #note(error: unknown): void {
    const reason = reasonOf(error);
    this.#failure = { reason, since: this.#failure?.since ?? this.#services.now() };
    const isOurs = error instanceof Error && error.message === reason;
    console.error(`sync failed: ${reason}`, ...(isOurs ? [] : [error]));
  }

  /** Null unless the tickets are those of another instance, or are to be. */
  async status(): Promise<SyncStatus | null> {
    const { config, engine, now } = this.#services;
    const known = await readSync(this.#services);
    if (config.sync === undefined && (known === undefined || !(await readStoreFacts(engine)).mirror)) return null;
    return syncStatus({
      row: this.#withFailure(known),
      running: this.#running !== undefined,
      everyMinutes: config.sync?.everyMinutes ?? null,
      timeZone: config.timeZone,
      now: now(),
    });
  }

  #withFailure(known: SyncRow | undefined): SyncRow | undefined {
    const { sync } = this.#services.config;
    if (sync === undefined) return known;
    const row = known?.url === sync.url ? known : newSync(sync.url);
    const failure = this.#failure;
    return failure === undefined
      ? row
      : { ...row, failure: failure.reason, failing_since: row.failing_since ?? failure.since };
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#running?.catch(() => undefined);
  }
}
