import { ApiError } from '../../contract/errors';
import type { AuditList } from '../../contract/responses/auditResponses';
import type { Config } from '../config/config';
import { logger } from '../log/logger';
import { DiskFullError } from '../process/diskFullError';
import { type StateQuery, type StateStore, stateQuery } from '../state/stateStore';
import { entryValues, insertEntries, pruneEntries } from './auditStore';
import { EntryBatch } from './entryBatch';
import { EntryBudget, OF_LINK } from './entryBudget';
import { GroupCommit } from './groupCommit';
import type { NewEntry } from './newEntry';
import { OncePerHour } from './oncePerHour';
import { type AuditFilter, type AuditPage, readEntries } from './readEntries';
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
  readonly #recorded = new GroupCommit((entries) => this.#insert(entries));
  readonly #noted = new EntryBatch((entries) => this.#insert(entries));
  readonly #refusals = new RefusalCounts((entry) => this.#noted.add({ at: this.#services.now(), ...entry }));
  readonly #budget = new EntryBudget();
  readonly #budgetOfLinks = new EntryBudget(OF_LINK);
  readonly #store: StateQuery;
  readonly #pruner: NodeJS.Timeout;
  #pruning: Promise<void>;

  constructor(services: AuditServices) {
    this.#services = services;
    this.#once = new OncePerHour(services.secret);
    this.#store = inTurn(services.state);
    this.#pruning = this.#prune();
    this.#pruner = setInterval(() => {
      this.#pruning = this.#prune();
    }, PRUNE_EVERY_MS).unref();
  }

  /** @throws ApiError tooManyRequests when somebody causes more entries than one user may. */
  requireBudget(userId: string): void {
    this.#budget.requireLeft(userId, this.#services.now());
  }

  /**
   * Counts a change as an entry, or as several where what was sent is long: what it stores takes room as well.
   * @param length in characters.
   */
  spend(userId: string, length: number): void {
    this.#budget.spend(userId, this.#services.now(), length);
  }

  /**
   * @throws ApiError unavailable when it cannot be written, tooManyRequests when it is one too many: what it is of must
   * not be given then.
   */
  async record(entry: NewEntry): Promise<void> {
    if (entry.userId !== null) this.requireBudget(entry.userId);
    try {
      await this.#recorded.write(this.#spent(entry));
    } catch (error) {
      logger.error({ err: error, kind: entry.kind }, 'refused, since the audit cannot be written');
      const retryAfter = RETRY_SECONDS;
      const reason = error instanceof DiskFullError ? ` (${error.message})` : '';
      throw new ApiError('unavailable', `This cannot be recorded in the audit now${reason}; try again soon`, {
        retryAfter,
      });
    }
  }

  /** Written within a second. */
  note(entry: NewEntry): void {
    this.#noted.add(this.#spent(entry));
  }

  /**
   * Before what whoever holds a link does: nobody else's share is spent on it, and least of all that of the user whom it
   * is about, who may know nothing of it.
   * @returns what notes it. @throws ApiError tooManyRequests when it was done too often with the same link.
   */
  ofLink(link: string): (entry: NewEntry) => void {
    const { now } = this.#services;
    this.#budgetOfLinks.requireLeft(link, now());
    return (entry) => {
      this.#budgetOfLinks.spend(link, now());
      this.#noted.add({ at: now(), ...entry });
    };
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

  /** What was noted in this process is part of it. @throws AbortError once the signal is aborted. */
  async read(filter: AuditFilter, page: AuditPage, signal?: AbortSignal): Promise<AuditList> {
    await this.#noted.flush();
    return readEntries(this.#store, filter, page, signal);
  }

  #spent(entry: NewEntry): NewEntry {
    const now = this.#services.now();
    if (entry.userId !== null) this.#budget.spend(entry.userId, now, entry.query?.length);
    return { at: now, ...entry };
  }

  #insert(entries: readonly NewEntry[]): Promise<void> {
    return insertEntries(this.#services.state, this.values(entries));
  }

  /** Removes entries whose time is over. */
  async #prune(): Promise<void> {
    const { config } = this.#services;
    await pruneEntries(this.#store, config.auditDays).catch((error: unknown) => {
      logger.error({ err: error }, 'old entries of the audit stay for now');
    });
  }

  /** Writes whatever was noted or counted. */
  async stop(): Promise<void> {
    clearInterval(this.#pruner);
    this.#refusals.flush();
    await Promise.all([this.#pruning, this.#noted.flush()]);
  }
}

/** One statement after the other: however many read the audit, others wait for one of them at most. */
function inTurn(store: StateQuery): StateQuery {
  let last: Promise<unknown> = Promise.resolve();
  return stateQuery((text, values) => {
    const rows = last.then(() => store.query(text, values));
    last = rows.catch(() => undefined);
    return rows;
  });
}
