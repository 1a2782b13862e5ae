import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ColumnId, isColumnId } from '../../contract/columns/columns';
import type { User } from '../access/principal';
import { type AuditedQuery, auditedQuery } from '../audit/auditedQuery';
import { logger } from '../log/logger';
import { openFile } from '../process/openFile';
import { removeWhenGone } from '../process/removeWhenGone';
import { selectedColumns } from '../tickets/rows';
import { readTable } from '../tickets/storeFacts';
import type { ExportServices, FileInMaking } from './exportServices';
import { type FileRequest, fileName, makeFile } from './files/exportFile';
import { sha256Of } from './files/intactFile';
import { assertQuota, expectedBytes } from './jobs/diskQuota';
import { recordDownloaded } from './jobs/downloads';
import { pageOf } from './jobs/requestText';

/** A whole file that waits for its download. */
export interface PreparedFile {
  id: string;
  userId: string;
  path: string;
  fileName: string;
  format: FileRequest['format'];
  /** Every column that it holds, is filtered or ordered by: who downloads it must see them all. */
  names: readonly ColumnId[];
  asOf: string;
  rows: number;
  bytes: number;
  /** The request and the tickets that it is the answer to; null where nobody can say. */
  answers: string | null;
  /** What was asked for. */
  request: FileRequest;
  /** Whether it waits to be fetched; else it is the answer that is being sent. */
  waits: boolean;
  /** What its download is recorded with. */
  audited: AuditedQuery;
}

/** Long enough for the browser to start the download, short enough not to fill the disk. */
const KEEP_MS = 10 * 60_000;
/** A user's older ones make way: nobody has so many downloads waiting to start. */
const KEPT_OF_USER = 10;

/**
 * Files that are made while the caller waits. They are downloads in progress, not records: a restart
 * removes them and the page asks again.
 */
export class PreparedFiles {
  readonly #services: ExportServices;
  readonly #files = new Map<string, PreparedFile>();
  /** Downloads that are being put into the list. */
  readonly #noting = new Set<Promise<void>>();
  readonly #checksums = new WeakMap<PreparedFile, Promise<string | undefined>>();
  /** The last checksum that is being taken. */
  #hashing: Promise<unknown> = Promise.resolve();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  private constructor(services: ExportServices) {
    this.#services = services;
  }

  static async open(services: ExportServices): Promise<PreparedFiles> {
    const { downloadsFolder } = services;
    await rm(downloadsFolder, { recursive: true, force: true });
    await mkdir(downloadsFolder, { recursive: true });
    return new PreparedFiles(services);
  }

  /**
   * Makes a file for one user; it exists in full once this resolves.
   * @param rows how many it will hold, about.
   * @param key of the request, as requestKeyOf gives it.
   * @param waits to be fetched.
   * @param signal aborted when the caller goes away before the answer is sent.
   * @throws ApiError when there is no room for it.
   */
  async prepare(
    request: FileRequest,
    { rows, userId, key, waits }: { rows: number; userId: string; key: string | null; waits: boolean },
    signal: AbortSignal,
  ): Promise<PreparedFile> {
    const { engine, downloadsFolder, keys } = this.#services;
    const expected = await expectedBytes(this.#services, request.format, request.scope, rows);
    const id = randomUUID();
    const path = join(downloadsFolder, `${id}.${keys.userTag(userId)}.${request.format}`);
    const before = await this.#answers(key);
    const facts = await this.#withRoom({ userId, stem: id, bytes: expected }, () =>
      makeFile(engine.forCaller(userId), { ...request, expectedRows: rows }, path, signal),
    );
    const { time: asOf } = request.scope.asOf;
    const name = fileName(asOf, request.format);
    const { filters, order } = request.scope.query;
    const chosenBy = filters.flatMap(({ key }) => (isColumnId(key) ? [key] : []));
    const orderedBy = (order ?? []).map(({ field }) => field);
    const names = [...selectedColumns(request.scope), ...chosenBy, ...orderedBy];
    const audited = auditedQuery(request.scope.query, selectedColumns(request.scope), pageOf(request));
    // Tickets that came meanwhile may be in it or not.
    const answers = (await this.#answers(key)) === before ? before : null;
    const file = {
      id,
      userId,
      path,
      fileName: name,
      format: request.format,
      names,
      asOf,
      audited,
      answers,
      request,
      waits,
      ...facts,
    };
    this.#files.set(id, file);
    this.#keep(id);
    await removeWhenGone(signal, () => this.remove(id));
    await this.#makeWay(userId);
    return file;
  }

  /** Makes a file whose bytes count from now on, whoever asks for others meanwhile. @throws ApiError when there is no room. */
  async #withRoom<T>(file: FileInMaking, make: () => Promise<T>): Promise<T> {
    const { filesInMaking, downloadsFolder } = this.#services;
    filesInMaking.add(file);
    try {
      await assertQuota(this.#services, downloadsFolder, file.userId, 0, file);
      return await make();
    } finally {
      filesInMaking.delete(file);
    }
  }

  /** A file of the user that is the answer to the same request, and waits anew from now on; undefined when there is none. */
  async findSame(userId: string, key: string | null): Promise<PreparedFile | undefined> {
    const answers = await this.#answers(key);
    if (answers === null) return undefined;
    const same = [...this.#files.values()].find((file) => file.userId === userId && file.answers === answers);
    if (same !== undefined) this.#keep(same.id);
    return same;
  }

  async #answers(key: string | null): Promise<string | null> {
    return key === null ? null : `${key} ${(await readTable(this.#services.engine)).version}`;
  }

  #keep(id: string): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.set(id, setTimeout(() => void this.remove(id), KEEP_MS).unref());
  }

  /** Oldest first, as they were added. */
  async #makeWay(userId: string): Promise<void> {
    const theirs = [...this.#files.values()].filter((file) => file.userId === userId && file.waits);
    for (const { id } of theirs.slice(0, -KEPT_OF_USER)) await this.remove(id);
  }

  /** Undefined for an unknown id and for another user's file alike. */
  find(id: string, userId: string): PreparedFile | undefined {
    const file = this.#files.get(id);
    return file?.userId === userId ? file : undefined;
  }

  /**
   * Puts a download into its owner's list. Its checksum is taken while it is on its way, of what is opened here: the file
   * may be removed meanwhile.
   */
  async noteDownload(prepared: PreparedFile, user: User): Promise<void> {
    const { request, rows, bytes } = prepared;
    const sha256 = await this.#checksumOf(prepared);
    const noting = sha256()
      .then(async (hash) => {
        if (hash !== undefined) await recordDownloaded(this.#services, user, { request, rows, bytes, sha256: hash });
      })
      .catch((error: unknown) => logger.error({ err: error }, 'a download is not in the list of its owner'))
      .finally(() => this.#noting.delete(noting));
    this.#noting.add(noting);
  }

  /**
   * Taken once of each file, however often it is downloaded, and of one after the other: a file is read through for it,
   * whether or not anybody waits for the download. Resolves once the file is open.
   */
  async #checksumOf(prepared: PreparedFile): Promise<() => Promise<string | undefined>> {
    const known = this.#checksums.get(prepared);
    if (known !== undefined) return () => known;
    const opened = openFile(prepared.path).catch(() => undefined);
    const before = this.#hashing;
    const hash = opened.then(async (file) => {
      if (file === undefined) return undefined;
      try {
        await before;
        return await sha256Of(file);
      } finally {
        await file.close();
      }
    });
    this.#checksums.set(prepared, hash);
    this.#hashing = hash.catch(() => undefined);
    await opened;
    return () => hash;
  }

  async remove(id: string): Promise<void> {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    const file = this.#files.get(id);
    this.#files.delete(id);
    if (file !== undefined) await rm(file.path, { force: true });
  }

  async close(): Promise<void> {
    await Promise.all(this.#noting);
    await Promise.all([...this.#files.keys()].map((id) => this.remove(id)));
  }
}
