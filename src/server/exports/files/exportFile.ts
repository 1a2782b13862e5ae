import { constants } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FileHeaders } from '../../../contract/columns/fileHeaders';
import { SERVER_TEXTS } from '../../../contract/languages/serverTexts';
import type { CsvDialect, ExportFormat } from '../../../contract/query/requests';
import type { Language } from '../../../contract/texts/language';
import { spokenIn } from '../../../contract/texts/texts';
import type { EngineFormat, FileOptions, TicketEngine } from '../../engine/engine';
import { DiskFullError, orDiskFullError } from '../../process/diskFullError';
import { openFile } from '../../process/openFile';
import { fileSql, type Page, selectedColumns, type TicketScope } from '../../tickets/rows';
import { aboutFile, type FileMaker } from './aboutFile';
import { xlsxInWorker } from './xlsx/xlsxInWorker';

/** What a file is to hold. */
export interface FileRequest extends Page {
  scope: TicketScope;
  format: ExportFormat;
  csvSafe: boolean;
  csvDialect: CsvDialect;
  headers: FileHeaders;
  language: Language;
  maker: FileMaker;
  /** Rows that it will have, as far as they are known. */
  expectedRows?: number;
  /** Told the rows of a workbook that are on their way into it. */
  onRows?(rows: number): void;
}

/** Workbooks of so many are made while their caller waits, many of them at once. */
const SHORT_ROWS = 1000;

export interface FileFacts {
  /** Counted in the finished file, not taken from the request. */
  rows: number;
  bytes: number;
}

/**
 * Makes a whole file at `path`: it is written beside its final name, its rows are counted, and only then it
 * gets the name. A file that exists is therefore never half.
 * @throws DiskFullError when the disk does not take it.
 */
export async function makeFile(
  engine: TicketEngine,
  request: FileRequest,
  path: string,
  signal?: AbortSignal,
): Promise<FileFacts> {
  const part = `${path}.part`;
  await mkdir(dirname(path), { recursive: true });
  await rm(part, { force: true });
  try {
    const rows = await writePart(engine, request, part, signal);
    // Whoever gave up while the last bytes were written fetches nothing.
    signal?.throwIfAborted();
    await rename(part, path);
    return { rows, bytes: (await stat(path)).size };
  } catch (error) {
    await rm(part, { force: true });
    throw orDiskFullError(error);
  }
}

/** Text is written by the engine itself; a workbook by a thread that is handed the engine's rows. */
async function writePart(
  engine: TicketEngine,
  request: FileRequest,
  part: string,
  signal: AbortSignal | undefined,
): Promise<number> {
  const { scope, format, csvSafe, csvDialect, headers, language, expectedRows = Number.POSITIVE_INFINITY } = request;
  const texts = SERVER_TEXTS[language];
  const options = signal === undefined ? { csvDialect } : { csvDialect, signal };
  if (format === 'xlsx') {
    const isShort = expectedRows <= SHORT_ROWS;
    const chunks = engine.stream(fileSql(scope, request), { ...options, isShort });
    const about = spokenIn(texts, () => aboutFile(request));
    const workbook = { path: part, columns: selectedColumns(scope), headers, language, about };
    const rows = await xlsxInWorker(chunks, workbook, { ...options, caller: engine.caller, onRows: request.onRows });
    await flush(part);
    return rows;
  }
  const cells = format === 'csv' ? { csvSafe } : { typed: format === 'parquet' };
  const statement = spokenIn(texts, () => fileSql(scope, request, { ...cells, headers }));
  const produced = await engine.writeFile(statement, part, format, options);
  await requireWhole(engine, part, format, produced, options);
  return produced;
}

/** The last bytes of a file that was written to its end, if it has any rows. */
const FILE_END: Record<EngineFormat, string> = { csv: '\r\n', json: ']\n', ndjson: '\n', parquet: 'PAR1' };

/**
 * The engine does not tell when the disk refuses what it writes, so its file is read back. A last row that is cut
 * is counted as one, hence the look at the end as well. Flushed while it is counted, to take no time of its own.
 * @throws DiskFullError
 */
async function requireWhole(
  engine: TicketEngine,
  part: string,
  format: EngineFormat,
  produced: number,
  options: FileOptions,
): Promise<void> {
  const end = format === 'ndjson' && produced === 0 ? '' : FILE_END[format];
  const hasEnd = (await lastBytes(part, end.length)) === end;
  const [rows] = hasEnd ? await Promise.all([engine.countFile(part, format, options), flush(part)]) : [];
  if (rows !== produced)
    throw new DiskFullError('The disk of the server did not take the whole file: it is full, or fails');
}

/** Empty when the file is missing, which is how the engine leaves one that it could not even begin. */
async function lastBytes(path: string, length: number): Promise<string> {
  const file = await openFile(path).catch(() => undefined);
  if (file === undefined) return '';
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, Math.max(0, size - length));
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** A finished name must not survive a power cut without its bytes. */
async function flush(path: string): Promise<void> {
  const file = await openFile(path, constants.O_RDWR);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** `tickets_2026-11-23_140500.csv`, by the as-of moment. */
export function fileName(asOf: string, format: ExportFormat, what = 'tickets'): string {
  return `${what}_${asOf.replace(' ', '_').replaceAll(':', '')}.${format}`;
}
