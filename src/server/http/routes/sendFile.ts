import type { Context } from 'hono';
import { ApiError } from '../../../contract/errors';
import { CONTENT_TYPE, type ExportFormat } from '../../../contract/query/requests';
import { type FileRecord, openIntact } from '../../exports/files/intactFile';
import { openFile } from '../../process/openFile';
import { toWebStream } from '../../process/webStream';

interface WholeFile {
  path: string;
  fileName: string;
  format: ExportFormat;
  /** Of what moment it is, where the answer tells. */
  asOf?: string;
  /** What was recorded of it, where it has lain for others to change. */
  record?: FileRecord;
}

/**
 * Sends a whole file with its length. The file is opened, and compared with its record, before the first header goes
 * out, so that a missing or changed one is an error status, and removing it afterwards does not cut the download short.
 * @param signal aborted when the client goes away.
 */
export async function sendFile(
  context: Context,
  { path, fileName, format, asOf, record }: WholeFile,
  signal?: AbortSignal,
): Promise<Response> {
  const handle = await (record === undefined ? openWaiting(path) : openIntact(path, record, signal));
  const { size } = await handle.stat();
  if (asOf !== undefined) context.header('X-As-Of', asOf);
  context.header('Content-Type', CONTENT_TYPE[format]);
  context.header('Content-Length', String(size));
  context.header('Content-Disposition', `attachment; filename="${fileName}"`);
  context.header('Cache-Control', 'no-store');
  // No more is allocated than it has: see exports/files/intactFile.ts.
  const range = size > 0 ? { start: 0, end: size - 1 } : { start: 0 };
  const stream = handle.createReadStream({ ...range, highWaterMark: Math.min(CHUNK_BYTES, Math.max(1, size)) });
  return context.body(toWebStream(stream));
}

/** Large enough that a 100 MB file does not spend its time between chunks. */
const CHUNK_BYTES = 1_048_576;

function openWaiting(path: string): ReturnType<typeof openFile> {
  return openFile(path).catch(() => {
    throw new ApiError('notFound', 'This file is no longer here');
  });
}
