import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { ApiError } from '../../../contract/errors';
import { logger } from '../../log/logger';
import { openFile } from '../../process/openFile';

/** What is recorded of a finished file. */
export interface FileRecord {
  bytes: number;
  /** Lower-case hex. */
  sha256: string;
}

/** Large enough that a file of gigabytes does not spend its time between chunks, small enough not to hold up requests. */
const CHUNK_BYTES = 1_048_576;

/**
 * Opens a finished file and compares all of it with its record, before a byte of it goes anywhere. What is opened is
 * what was compared, whatever takes its name afterwards.
 * @throws ApiError notFound when it is gone; conflict when it is not the file that was made.
 */
export async function openIntact(path: string, record: FileRecord, signal?: AbortSignal): Promise<FileHandle> {
  const file = await openFile(path).catch(() => {
    throw new ApiError('notFound', 'The file is no longer on the server');
  });
  try {
    const { size } = await file.stat();
    if (size !== record.bytes || (await sha256Of(file, signal)) !== record.sha256) throw changed(path);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Compares without keeping it open. @throws ApiError as openIntact does. */
export async function requireIntact(path: string, record: FileRecord): Promise<void> {
  await (await openIntact(path, record)).close();
}

/** The content of a finished file, opened and compared when it is first read. */
export function readIntact(path: string, record: FileRecord): Readable {
  async function* chunks() {
    const file = await openIntact(path, record);
    try {
      yield* chunksOf(file);
    } finally {
      await file.close();
    }
  }
  return Readable.from(chunks(), { objectMode: false });
}

function changed(path: string): ApiError {
  logger.error({ path }, 'an exported file is not the one that was made: its size or checksum is another one');
  return new ApiError('conflict', 'The file on the server is not the one that was made, and is given to nobody');
}

/** Lower-case hex SHA-256 of what a file holds. */
export async function sha256Of(file: FileHandle, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunksOf(file)) {
    signal?.throwIfAborted();
    hash.update(chunk);
  }
  return hash.digest('hex');
}

/** From its start, wherever it was read before. */
async function* chunksOf(file: FileHandle): AsyncGenerator<Buffer> {
  for (let position = 0; ; ) {
    // No longer than what is left: a megabyte for each small file makes the collector stop the server for it.
    const length = Math.min(CHUNK_BYTES, Math.max(1, (await file.stat()).size - position));
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
