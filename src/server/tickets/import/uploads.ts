import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ColumnMapping } from '../../../contract/columnMapping';
import { ApiError, badParameter } from '../../../contract/errors';
import type { Upload } from '../../../contract/importAnswers';
import type { Services } from '../../services';
import { type DryRun, dryRun } from './dryRun';
import { ImportError } from './importError';
import { type ImportOptions, importTickets } from './importTickets';
import type { ImportSource } from './source';
import { spool } from './spool';

/** An upload that nobody touched for so long is removed. */
const KEEP_MS = 60 * 60_000;
/** Of all callers together, so that they cannot fill the disk. */
const MAX_UPLOADS = 10;

interface Held {
  userId: string;
  files: ImportSource[];
  rejectPath: string;
  view: Upload;
  /** Set while it is being imported. */
  running?: { controller: AbortController; ended: Promise<void> };
  timer?: NodeJS.Timeout;
}

/** A file as it arrives. */
export interface SentFile {
  name: string;
  body: AsyncIterable<Uint8Array> | null;
  /** Aborted when its sender goes away. */
  signal: AbortSignal;
}

export interface StartOptions {
  mapping: ColumnMapping;
  /** Removes the tickets that are there, in the same step. */
  replace: boolean;
}

/**
 * Files that were sent to be imported, one or several together, each seen by its sender alone. They are work in progress, not records:
 * a restart removes them, and what a cut import had read was never stored.
 */
export class Uploads {
  readonly #services: Pick<Services, 'config' | 'engine'>;
  readonly #folder: string;
  readonly #read: ImportOptions['read'];
  readonly #held = new Map<string, Held>();
  readonly #receiving = new Set<string>();

  private constructor(services: Pick<Services, 'config' | 'engine'>, read: ImportOptions['read']) {
    this.#services = services;
    this.#folder = join(services.config.dataDir, 'uploads');
    this.#read = read;
  }

  static async open(services: Pick<Services, 'config' | 'engine'>, read?: ImportOptions['read']): Promise<Uploads> {
    const uploads = new Uploads(services, read);
    await rm(uploads.#folder, { recursive: true, force: true });
    await mkdir(uploads.#folder, { recursive: true, mode: 0o700 });
    return uploads;
  }

  /**
   * Spools a body to the disk, in the place of what the caller sent before.
   * @throws ApiError tooLarge, conflict on a mirror, and while an earlier file of the caller is on its way or being imported.
   */
  async receive(userId: string, file: SentFile): Promise<Upload> {
    return await this.#alone(userId, async () => {
      const id = randomUUID();
      const path = join(this.#folder, id);
      const bytes = await this.#spool(file, path, 0);
      await Promise.all(this.#ownedBy(userId).map((held) => this.#remove(held)));
      const view: Upload = {
        id,
        fileNames: [file.name],
        bytes,
        state: 'uploaded',
        progress: null,
        summary: null,
        reason: null,
      };
      const held: Held = { userId, files: [{ name: file.name, path }], rejectPath: `${path}.rejects`, view };
      this.#held.set(id, held);
      this.#touch(held);
      return view;
    });
  }

  /** Spools one more file, to be imported together with those before it. @throws ApiError as receive does. */
  async add(id: string, userId: string, file: SentFile): Promise<Upload> {
    return await this.#alone(userId, async () => {
      const held = this.#own(id, userId);
      this.#requireIdle(held);
      clearTimeout(held.timer);
      try {
        const path = join(this.#folder, `${id}.${held.files.length}`);
        const bytes = await this.#spool(file, path, held.view.bytes);
        held.files.push({ name: file.name, path });
        const { view } = held;
        held.view = { ...view, fileNames: [...view.fileNames, file.name], bytes: view.bytes + bytes };
      } finally {
        this.#touch(held);
      }
      return held.view;
    });
  }

  list(userId: string): Upload[] {
    return this.#ownedBy(userId).map(({ view }) => view);
  }

  /** @throws ApiError notFound for an unknown id and for another caller's upload alike. */
  get(id: string, userId: string): Upload {
    return this.#own(id, userId).view;
  }

  /** The first rows of the first file as they would be stored. */
  async understood(id: string, userId: string, mapping: ColumnMapping): Promise<DryRun> {
    const held = this.#own(id, userId);
    this.#touch(held);
    const [first] = held.files;
    if (first === undefined) throw new Error('an upload has no file');
    return await this.#dryRun(held, first, mapping);
  }

  /** Begins to import it; how it ends is in the upload. @throws ApiError when a file does not fit as a whole. */
  async start(id: string, userId: string, { mapping, replace }: StartOptions): Promise<Upload> {
    const held = this.#own(id, userId);
    for (const file of held.files) {
      const { problem } = await this.#dryRun(held, file, mapping);
      if (problem !== null) throw badParameter('mapping', problem);
    }
    // The dry run took a moment, in which another request may have begun it, or be sending one more file.
    this.#requireIdle(held);
    if (this.#receiving.has(userId)) throw busy();
    const controller = new AbortController();
    clearTimeout(held.timer);
    held.view = { ...held.view, state: 'running', progress: null, reason: null };
    held.running = { controller, ended: this.#import(held, { mapping, replace }, controller.signal) };
    return held.view;
  }

  /** The list of rejected rows. @throws ApiError notFound when there is none. */
  rejects(id: string, userId: string): string {
    const { view, rejectPath } = this.#own(id, userId);
    if ((view.summary?.rejected ?? 0) === 0) throw new ApiError('notFound', 'No row of this file was rejected');
    return rejectPath;
  }

  /** Removes it; an import that runs is stopped, and nothing of it is stored. */
  async remove(id: string, userId: string): Promise<void> {
    await this.#remove(this.#own(id, userId));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#held.values()].map((held) => this.#remove(held)));
  }

  async #import(held: Held, { mapping, replace }: StartOptions, signal: AbortSignal): Promise<void> {
    const { config, engine } = this.#services;
    const started = performance.now();
    try {
      const summary = await importTickets(engine, held.files, {
        timeZone: config.timeZone,
        replace,
        rejectPath: held.rejectPath,
        mapping,
        signal,
        onProgress: ({ rows, bytes, totalBytes }) => {
          const seconds = (performance.now() - started) / 1000;
          held.view = { ...held.view, progress: { rows, bytes, totalBytes, seconds } };
        },
        ...(this.#read === undefined ? {} : { read: this.#read }),
      });
      held.view = { ...held.view, state: 'done', summary };
      await removeFiles(held);
    } catch (error) {
      if (!(error instanceof ImportError) && !signal.aborted) console.error(`import of ${held.view.id} failed:`, error);
      const reason = error instanceof ImportError ? error.message : 'Something went wrong on the server';
      held.view = { ...held.view, state: 'failed', reason };
    } finally {
      delete held.running;
      this.#touch(held);
    }
  }

  async #remove(held: Held): Promise<void> {
    clearTimeout(held.timer);
    this.#held.delete(held.view.id);
    held.running?.controller.abort();
    await held.running?.ended;
    clearTimeout(held.timer);
    await removeFiles(held);
    await rm(held.rejectPath, { force: true });
  }

  /** The time that it is kept begins again. */
  #touch(held: Held): void {
    clearTimeout(held.timer);
    if (held.running !== undefined) return;
    const remove = () =>
      this.#remove(held).catch((error: unknown) => console.error(`upload ${held.view.id} stays:`, error));
    held.timer = setTimeout(remove, KEEP_MS).unref();
  }

  async #dryRun(held: Held, file: ImportSource, mapping: ColumnMapping): Promise<DryRun> {
    this.#requireIdle(held);
    try {
      return await dryRun(file, { timeZone: this.#services.config.timeZone, mapping });
    } catch (error) {
      if (error instanceof ImportError) throw badParameter('body', error.message);
      throw error;
    }
  }

  #requireIdle({ view }: Held): void {
    if (view.state !== 'running' && view.state !== 'done') return;
    throw new ApiError('conflict', 'This file is being imported already');
  }

  /** One file of a caller is on its way at a time. */
  async #alone<T>(userId: string, receive: () => Promise<T>): Promise<T> {
    this.#requireRoom(userId);
    this.#receiving.add(userId);
    try {
      return await receive();
    } finally {
      this.#receiving.delete(userId);
    }
  }

  async #spool({ body, signal }: SentFile, path: string, bytesBefore: number): Promise<number> {
    if (body === null) throw badParameter('body', 'The body holds no file', 'the bytes of a file');
    try {
      const bytes = await spool(body, path, { maxBytes: this.#services.config.uploadBytes, bytesBefore, signal });
      // Nobody would ever ask for it.
      signal.throwIfAborted();
      if (bytes === 0) throw badParameter('body', 'The file is empty', 'the bytes of a file');
      return bytes;
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  #own(id: string, userId: string): Held {
    const held = this.#held.get(id);
    if (held?.userId !== userId) {
      throw new ApiError('notFound', 'This upload is not, or no longer, among yours', {
        allowed: 'send the file again',
      });
    }
    return held;
  }

  #ownedBy(userId: string): Held[] {
    return [...this.#held.values()].filter((held) => held.userId === userId);
  }

  #requireRoom(userId: string): void {
    // Said before gigabytes are sent in vain.
    if (this.#services.config.sync !== undefined) {
      throw new ApiError('conflict', 'This server mirrors another instance, which its tickets come from');
    }
    const own = this.#ownedBy(userId);
    if (this.#receiving.has(userId) || own.some(({ running }) => running !== undefined)) {
      throw busy();
    }
    if (this.#held.size - own.length + this.#receiving.size >= MAX_UPLOADS) {
      throw new ApiError('tooManyRequests', 'Too many files wait to be imported', { retryAfter: 60 });
    }
  }
}

function busy(): ApiError {
  return new ApiError('conflict', 'An earlier file of yours is still on its way, or being imported');
}

async function removeFiles({ files }: Held): Promise<void> {
  for (const { path } of files) await rm(path, { force: true });
}
