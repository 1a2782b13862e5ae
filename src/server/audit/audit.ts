import { ApiError } from '../../contract/errors';
import type { AuditList } from '../../contract/responses/auditResponses';
import type { Config } from '../config/config';
import { logger } from '../log/logger';
import type { StateStore } from '../state/stateStore';
import { entryValues, insertEntries, pruneEntries } from './auditStore';
import { EntryBatch } from './entryBatch';
import type { NewEntry } from './newEntry';
import { OncePerHour } from './oncePerHour';
import { type AuditFilter, readEntries } from './readEntries';
import { RefusalCounts } from './refusalCounts';

const PRUNE_EVERY_MS = 3_600_000;
/** Seconds after which a client may ask again for what cannot be recorded. */
const RETRY_SECONDS = 5;

interface AuditServices {
  config: Pick<Config, 'auditDays'>;
  state: StateStore;
  /** Of the tokens. */
  secret: Uint8Array;
  now(): Date;
}

/**
 * Who did what. What gives data away is recorded before it is given (`record`, or one statement with the change that it
 * tells of: insertEntriesSql); what a page asks for every moment is noted and written within a second (`note`), so a
 * killed process loses the views of its last second, the refusals that it was counting, and never a download.
 */
export class Audit {
  readonly #services: AuditServices;
  readonly #once: OncePerHour;
  readonly #batch = new EntryBatch((entries) => insertEntries(this.#services.state, this.values(entries)));
  readonly #refusals = new RefusalCounts((entry) => this.note(entry));
  readonly #pruner: NodeJS.Timeout;
  #pruning: Promise<void>;

  constructor(services: AuditServices) {
    this.#services = services;
    this.#once = new OncePerHour(services.secret);
    this.#pruning = this.#prune();
    this.#pruner = setInterval(() => {
      this.#pruning = this.#prune();
    }, PRUNE_EVERY_MS).unref();
  }

  /** @throws ApiError unavailable when it cannot be written: what it is of must not be given then. */
  async record(entry: NewEntry): Promise<void> {
    try {
      await insertEntries(this.#services.state, this.values([entry]));
    } catch (error) {
      logger.error({ err: error, kind: entry.kind }, 'refused, since the audit cannot be written');
      const retryAfter = RETRY_SECONDS;
      throw new ApiError('unavailable', 'This cannot be recorded in the audit now; try again soon', { retryAfter });
    }
  }

  /** Written within a second. */
  note(entry: NewEntry): void {
    this.#batch.add({ at: this.#services.now(), ...entry });
  }

  /** As note, and once an hour for the same user, level and `what`, which is nowhere kept. */
  noteOnce(entry: NewEntry, what: readonly string[]): void {
    const once = this.#once.first([entry.kind, entry.userId, entry.level, ...what], this.#services.now());
    if (once !== undefined) this.note({ ...entry, once });
  }

  /** A refusal, of which those alike are counted per minute. */
  noteRefused(entry: Omit<NewEntry, 'kind'>): void {
    this.#refusals.count({ ...entry, kind: 'refused' });
  }

  /** Of a statement with insertEntriesSql. */
  values(entries: readonly NewEntry[]): [object, number] {
    return entryValues(entries, this.#services.now(), this.#services.config.auditDays);
  }

  /** What was noted in this process is part of it. */
  async read(filter: AuditFilter, page: { limit: number; before?: number | undefined }): Promise<AuditList> {
    await this.#batch.flush();
    return readEntries(this.#services.state, filter, page);
  }

  /** Removes entries whose time is over. */
  async #prune(): Promise<void> {
    const { state, config } = this.#services;
    await pruneEntries(state, config.auditDays).catch((error: unknown) => {
      logger.error({ err: error }, 'old entries of the audit stay for now');
    });
  }

  /** Writes whatever was noted or counted. */
  async stop(): Promise<void> {
    clearInterval(this.#pruner);
    this.#refusals.flush();
    await Promise.all([this.#pruning, this.#batch.flush()]);
  }
}
