import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ApiError } from '../../../contract/errors';
import { isErrno } from '../../process/errno';

export interface SpoolOptions {
  /** Of an upload's files together. */
  maxBytes: number;
  /** Of the upload's earlier files. */
  bytesBefore: number;
  signal: AbortSignal;
}

/** Long enough for somebody to make room. */
const FULL_RETRY_SECONDS = 60;

/** Writes a body to a new file. @returns its length in bytes. @throws ApiError tooLarge, unavailable when the disk is full. */
export async function spool(
  body: AsyncIterable<Uint8Array>,
  path: string,
  { maxBytes, bytesBefore, signal }: SpoolOptions,
): Promise<number> {
  let bytes = 0;
  const limit = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.length;
      done(bytesBefore + bytes > maxBytes ? tooLarge(maxBytes) : null, chunk);
    },
  });
  try {
    await pipeline(body, limit, createWriteStream(path, { mode: 0o600, flags: 'wx' }), { signal });
  } catch (error) {
    throw isErrno(error, 'ENOSPC')
      ? new ApiError('unavailable', 'The server has no room for this file', { retryAfter: FULL_RETRY_SECONDS })
      : error;
  }
  return bytes;
}

export function tooLarge(maxBytes: number): ApiError {
  const allowed = `at most ${Math.floor(maxBytes / 1_000_000)} MB (IMPORT_UPLOAD_MB); larger ones by npm run import while the server is stopped`;
  return new ApiError('tooLarge', 'The upload is too large', { parameter: 'body', allowed });
}
