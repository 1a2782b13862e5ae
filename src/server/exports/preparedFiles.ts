import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ColumnId, isColumnId } from '../../contract/columns';
import type { TicketEngine } from '../tickets/engine';
import { selectedColumns } from '../tickets/rows';
import { type FileRequest, fileName, makeFile } from './exportFile';

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
}

/** Long enough for the browser to start the download, short enough not to fill the disk. */
const KEEP_MS = 10 * 60_000;

/**
 * Files that are made while the caller waits. They are downloads in progress, not records: a restart
 * removes them and the page asks again.
 */
export class PreparedFiles {
  readonly #folder: string;
  readonly #files = new Map<string, PreparedFile>();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(folder: string): Promise<PreparedFiles> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    return new PreparedFiles(folder);
  }

  /** Makes a file for one user; it exists in full once this resolves. */
  async prepare(
    engine: TicketEngine,
    request: FileRequest,
    userId: string,
    signal: AbortSignal,
  ): Promise<PreparedFile> {
    const id = randomUUID();
    const path = join(this.#folder, `${id}.${request.format}`);
    const facts = await makeFile(engine, request, path, signal);
    const { asOf } = request.scope.moment;
    const name = fileName(asOf, request.format);
    const { filters, order } = request.scope.query;
    const chosenBy = filters.flatMap(({ key }) => (isColumnId(key) ? [key] : []));
    const names = [...selectedColumns(request.scope), ...chosenBy, ...(order === undefined ? [] : [order.field])];
    const file = { id, userId, path, fileName: name, format: request.format, names, asOf, ...facts };
    this.#files.set(id, file);
    this.#timers.set(id, setTimeout(() => void this.remove(id), KEEP_MS).unref());
    return file;
  }

  /** Undefined for an unknown id and for another user's file alike. */
  find(id: string, userId: string): PreparedFile | undefined {
    const file = this.#files.get(id);
    return file?.userId === userId ? file : undefined;
  }

  async remove(id: string): Promise<void> {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    const file = this.#files.get(id);
    this.#files.delete(id);
    if (file !== undefined) await rm(file.path, { force: true });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#files.keys()].map((id) => this.remove(id)));
  }
}
