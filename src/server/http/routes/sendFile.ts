import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Context } from 'hono';
import { ApiError } from '../../../contract/errors';
import { CONTENT_TYPE, type ExportFormat } from '../../../contract/query/requests';

interface WholeFile {
  path: string;
  fileName: string;
  format: ExportFormat;
  /** Of what moment it is, where the answer tells. */
  asOf?: string;
}

/**
 * Sends a whole file with its length. The file is opened before the first header goes out, so that a missing
 * one is an error status, and removing it afterwards does not cut the download short.
 */
export async function sendFile(context: Context, { path, fileName, format, asOf }: WholeFile): Promise<Response> {
  const handle = await open(path).catch(() => {
    throw new ApiError('notFound', 'This file is no longer here');
  });
  const { size } = await handle.stat();
  if (asOf !== undefined) context.header('X-As-Of', asOf);
  context.header('Content-Type', CONTENT_TYPE[format]);
  context.header('Content-Length', String(size));
  context.header('Content-Disposition', `attachment; filename="${fileName}"`);
  context.header('Cache-Control', 'no-store');
  const stream = handle.createReadStream({ highWaterMark: CHUNK_BYTES });
  return context.body(Readable.toWeb(stream) as ReadableStream<Uint8Array>);
}

/** Large enough that a 100 MB file does not spend its time between chunks. */
const CHUNK_BYTES = 1_048_576;
