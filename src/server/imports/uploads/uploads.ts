import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ColumnMapping, Wording } from '../../../contract/columns/columnMapping';
import type { StoredColumnId } from '../../../contract/columns/columns';
import { ApiError, badParameter } from '../../../contract/errors';
import type { Dialect } from '../../../contract/responses/fileDialect';
import type { Upload } from '../../../contract/responses/importResponses';
import type { Audit } from '../../audit/audit';
import type { Actor } from '../../audit/newEntry';
import type { Config } from '../../config/config';
import { EngineAwayError, type TicketEngine } from '../../engine/engine';
import { logger } from '../../log/logger';
import { DiskFullError, orDiskFullError } from '../../process/diskFullError';
import type { SuggestedRun } from '../dryRun/dryRunFiles';
import { ImportError } from '../importError';
import { ImportRefused } from '../importGuard';
import { importTickets } from '../importTickets';
import { dryRunInWorker } from '../worker/dryRunInWorker';
import { DryRunSlots } from './dryRunSlots';
import { beingImported, type Held, HeldUploads, removeFiles, requireIdle } from './heldUploads';
import { type SentFile, UploadReceiver } from './uploadReceiver';

/** How the files are to be read. */
export interface ReadingOptions {
  /** Undefined for what their names suggest. */
  mapping: ColumnMapping | undefined;
  /** Those that a name can be suggested for. */
  columns: readonly StoredColumnId[];
  /** What their words mean. */
  wording: Wording;
  /** What is said of how the files are written. */
  dialect: Dialect;
}

interface PreviewOptions extends ReadingOptions {
  /** Reads all of the files, for as long as a preview may take. */
  isWhole: boolean;
}

export interface StartOptions extends ReadingOptions {
  /** Removes the stored tickets in the same step. */
  replace: boolean;
  /** Does so also when most rows are rejected, or most tickets would be gone. */
  allowRejects: boolean;
  actor: Actor;
}

type MappedStart = StartOptions & { mapping: ColumnMapping };

interface UploadServices {
  audit: Audit;
  config: Config;
  engine: TicketEngine;
}

/**
 * Uploads of one or more files to be imported, each visible to its sender alone. They are temporary: a restart removes
 * them, and an import that it interrupts stores nothing.
 */
export class Uploads {
  readonly #services: UploadServices;
  readonly #held = new HeldUploads();
  readonly #dryRuns = new DryRunSlots();
  readonly #receiver: UploadReceiver;

  private constructor(services: UploadServices, folder: string) {
    this.#services = services;
    this.#receiver = new UploadReceiver(this.#held, folder, services.config.uploadBytes);
  }

  static async open(services: UploadServices): Promise<Uploads> {
    const folder = join(services.config.dataDir, 'uploads');
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new Uploads(services, folder);
  }

  /** @throws ApiError as UploadReceiver does, and conflict on a mirror. */
  async receive(userId: string, file: SentFile): Promise<Upload> {
    // Checked before gigabytes are sent in vain.
    this.#requireNoMirror();
    return await this.#receiver.receive(userId, file);
  }

  /** @throws ApiError as UploadReceiver does. */
  async add(id: string, userId: string, file: SentFile): Promise<Upload> {
    return await this.#receiver.add(id, userId, file);
  }

  list(userId: string): Upload[] {
    return this.#held.ownedBy(userId).map(({ view }) => view);
  }

  /** @throws ApiError notFound for an unknown id and for another caller's upload alike. */
  get(id: string, userId: string): Upload {
    return this.#held.own(id, userId).view;
  }

  /**
   * A dry run. @param signal aborted when its requester has gone.
   * @throws ApiError tooManyRequests, and tooLarge for a file that takes more time or memory than it may.
   */
  async preview(id: string, userId: string, options: PreviewOptions, signal: AbortSignal): Promise<SuggestedRun> {
    const held = this.#held.own(id, userId);
    requireIdle(held);
    this.#held.touch(held);
    return await this.#dryRun(held, options, signal);
  }

  /** Starts the import, whose result is in the upload. @throws ApiError when a file is broken as a whole, and as preview does. */
  async start(id: string, userId: string, options: StartOptions): Promise<Upload> {
    const held = this.#held.own(id, userId);
    this.#requireNoMirror();
    requireIdle(held);
    if (held.isStarting === true) throw beingImported();
    held.isStarting = true;
    try {
      return await this.#start(held, options);
    } finally {
      held.isStarting = false;
    }
  }

  async #start(held: Held, options: StartOptions): Promise<Upload> {
    const { userId } = held;
    const { problem, question, suggested } = await this.#dryRun(held, { ...options, isWhole: false });
    if (question !== null) throw badParameter(`dialect.${question.parameter}`, question.message, question.allowed);
    if (problem !== null) throw badParameter('mapping', problem);
    const detail = options.replace ? 'replaces the tickets' : undefined;
    await this.#services.audit.record({ kind: 'importBegun', ...options.actor, detail });
    // Meanwhile another request may have removed or started it, or begun to send another file.
    this.#held.own(held.view.id, userId);
    requireIdle(held);
    this.#receiver.requireNone(userId);
    const reading = { ...options, mapping: options.mapping ?? suggested };
    const controller = new AbortController();
    this.#held.keep(held);
    held.view = { ...held.view, state: 'running', progress: null, reason: null, doubt: null };
    held.running = { controller, ended: this.#import(held, reading, controller.signal) };
    return held.view;
  }

  /** Path of the reject file. @throws ApiError notFound when there is none. */
  rejects(id: string, userId: string): string {
    const { view, rejectPath } = this.#held.own(id, userId);
    if ((view.summary?.rejected ?? 0) === 0) throw new ApiError('notFound', 'No row of this file was rejected');
    return rejectPath;
  }

  /** Removes it; a running import is stopped and stores nothing. */
  async remove(id: string, userId: string): Promise<void> {
    await this.#held.remove(this.#held.own(id, userId));
  }

  async stop(): Promise<void> {
    await this.#held.removeAll();
  }

  async #import(held: Held, options: MappedStart, signal: AbortSignal): Promise<void> {
    const end = await this.#imported(held, options, signal);
    const kind = options.replace ? 'replaced' : 'imported';
    if (end.state === 'done') this.#services.audit.note({ kind, ...options.actor, rows: end.summary?.stored });
    // Told only once nothing of it is in use: whoever reads it may send the next file at once.
    delete held.running;
    held.view = { ...held.view, ...end };
    this.#held.touch(held);
  }

  /** How it ended; nothing where it is being removed. */
  async #imported(held: Held, options: MappedStart, signal: AbortSignal): Promise<Partial<Upload>> {
    const { config, engine } = this.#services;
    const started = performance.now();
    try {
      const summary = await importTickets(engine, held.files, {
        timeZone: config.timeZone,
        rejectPath: held.rejectPath,
        ...options,
        unpackedBytes: config.unpackedBytes,
        signal,
        onProgress: ({ phase, rows, bytes, totalBytes }) => {
          const seconds = (performance.now() - started) / 1000;
          held.view = { ...held.view, progress: { phase, rows, bytes, totalBytes, seconds } };
        },
      });
      // The tickets are stored whatever becomes of the files.
      await removeFiles(held).catch((error: unknown) =>
        logger.error({ err: error, upload: held.view.id }, 'files of an upload stay'),
      );
      return { state: 'done', summary };
    } catch (error) {
      if (signal.aborted) return {};
      const known = orDiskFullError(error);
      if (!(known instanceof ImportError)) logger.error({ err: error, upload: held.view.id }, 'import failed');
      if (known instanceof ImportError || known instanceof DiskFullError || known instanceof EngineAwayError) {
        const doubt = known instanceof ImportRefused ? known.doubt : null;
        return { state: 'failed', reason: known.message, doubt };
      }
      return { state: 'failed', reason: 'Something went wrong on the server' };
    }
  }

  #requireNoMirror(): void {
    if (this.#services.config.sync === undefined) return;
    throw new ApiError('conflict', 'This server mirrors another instance, which its tickets come from');
  }

  async #dryRun({ files, userId }: Held, reading: PreviewOptions, signal?: AbortSignal): Promise<SuggestedRun> {
    const { mapping, columns, wording, dialect, isWhole } = reading;
    const { timeZone } = this.#services.config;
    const options = { sources: files, timeZone, mapping, columns, wording, dialect, isWhole };
    try {
      return await this.#dryRuns.run(userId, () => dryRunInWorker(options, signal));
    } catch (error) {
      throw error instanceof ImportError ? new ApiError('tooLarge', error.message) : error;
    }
  }
}
