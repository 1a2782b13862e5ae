import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ApiError } from '../../contract/errors';
import type { ExportFormat } from '../../contract/requests';
import type { TicketEngine } from '../tickets/engine';
import { fileSql, type Page, type TicketScope } from '../tickets/rows';

/** What a file is to hold. */
export interface FileRequest extends Page {
  scope: TicketScope;
  format: ExportFormat;
  csvSafe: boolean;
}

export interface FileFacts {
  /** Counted in the finished file, not taken from the request. */
  rows: number;
  bytes: number;
}

export const CONTENT_TYPE: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Refuses what cannot be made yet, before any work is done or queued. */
export function requireBuiltFormat(format: ExportFormat): void {
  if (format === 'xlsx') {
    throw new ApiError('notImplemented', 'xlsx is not available yet', {
      parameter: 'format',
      allowed: ['csv', 'json'],
    });
  }
}

/**
 * Makes a whole file at `path`: the engine writes it beside its final name, its rows are counted, and only
 * then it gets the name. A file that exists is therefore never half.
 */
export async function makeFile(
  engine: TicketEngine,
  request: FileRequest,
  path: string,
  signal?: AbortSignal,
): Promise<FileFacts> {
  const { format } = request;
  if (format === 'xlsx') throw new Error('xlsx files are not made by the engine');
  const part = `${path}.part`;
  await mkdir(dirname(path), { recursive: true });
  await rm(part, { force: true });
  try {
    const text = fileSql(request.scope, request, format === 'csv' && request.csvSafe);
    await engine.writeFile(text, part, format, signal === undefined ? {} : { signal });
    const rows = await engine.countFile(part, format);
    await flush(part);
    await rename(part, path);
    return { rows, bytes: (await stat(path)).size };
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** A finished name must not survive a power cut without its bytes. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Lower-case hex SHA-256 of a file, read in chunks. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** `tickets_2026-11-23_140500.csv`, by the as-of moment. */
export function fileName(asOf: string, format: ExportFormat): string {
  return `tickets_${asOf.replace(' ', '_').replaceAll(':', '')}.${format}`;
}
