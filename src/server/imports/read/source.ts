import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { errnoOf } from '../../process/errno';
import { EnoughRead, ImportError } from '../importError';

/** A file to import. */
export interface ImportSource {
  /** Name in messages; an upload's temporary path means nothing to its sender. */
  name: string;
  path: string;
}

/** Told of a file as it is read; what it throws ends the reading. */
export interface ReadObserver {
  /** With the bytes of each chunk of the file on the disk. */
  onRead?(bytes: number): void;
  /** With the bytes of each chunk of its text. */
  onText?(bytes: number, isUnpacked: boolean): void;
}

/** A file as decompressed bytes without a byte order mark, with its format by its first bytes. */
export interface OpenedSource {
  format: FileFormat;
  bytes: AsyncIterable<Buffer>;
}

export type FileFormat = 'csv' | 'jsonArray' | 'ndjson';

const GZIP = Buffer.from([0x1f, 0x8b]);
/** Zip archives, which xlsx files are too. */
const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF16_MARKS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];
const CHUNK_BYTES = 1 << 16;
/** Files of tickets reach 30; a file that is made to fill a machine reaches 1000. */
const MAX_RATIO = 200;
/** A shorter text can do no harm, whatever its ratio. */
const RATIO_FROM_BYTES = 16_000_000;

/**
 * Opens a csv, JSON or NDJSON file, plain or gzipped, as detected from its content: extensions can be wrong.
 * @throws ImportError when it cannot be read or is not text.
 */
export async function openSource({ name, path }: ImportSource, observer: ReadObserver = {}): Promise<OpenedSource> {
  const isGzip = (await firstBytes(path, name)).equals(GZIP);
  const bytes = readBytes(path, name, isGzip, observer);
  const start = await takeStart(bytes);
  const text = withoutMark(start, name);
  return { format: formatOf(text), bytes: rejoin(text, bytes) };
}

async function firstBytes(path: string, name: string): Promise<Buffer> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(GZIP.length), 0, GZIP.length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw readError(error, name);
  }
}

async function* readBytes(
  path: string,
  name: string,
  isGzip: boolean,
  { onRead, onText }: ReadObserver,
): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  file.on('data', (chunk) => onRead?.(chunk.length));
  file.pause();
  // pipeline destroys both streams when either fails or the consumer stops; the error is thrown by the loop.
  const stream = isGzip ? pipeline(file, createGunzip({ chunkSize: CHUNK_BYTES }), () => {}) : file;
  let text = 0;
  try {
    for await (const chunk of stream) {
      text += chunk.length;
      if (isGzip) requirePlausible(name, text, file.bytesRead);
      onText?.(chunk.length, isGzip);
      yield chunk as Buffer;
    }
  } catch (error) {
    throw error instanceof ImportError || error instanceof EnoughRead ? error : readError(error, name);
  }
}

/** @throws ImportError for text that only a file made to fill a machine unpacks to. */
function requirePlausible(name: string, text: number, packed: number): void {
  if (text < RATIO_FROM_BYTES || text < packed * MAX_RATIO) return;
  throw new ImportError(`${name}: unpacks to more than ${MAX_RATIO} times its size, which tickets never do`);
}

/** The message of an error of reading. */
function readError(error: unknown, name: string): ImportError {
  const code = errnoOf(error) ?? String(error);
  if (code === 'Z_BUF_ERROR') return new ImportError(`${name}: the gzip file is cut off`);
  if (code.startsWith('Z_')) return new ImportError(`${name}: the gzip file is damaged`);
  if (code === 'ENOENT') return new ImportError(`${name}: no such file`);
  if (code === 'EISDIR') return new ImportError(`${name}: a folder, not a file`);
  return new ImportError(`${name}: cannot be read (${code})`);
}

/** Reads until there is enough to detect the format. */
async function takeStart(bytes: AsyncIterator<Buffer>): Promise<Buffer> {
  let start: Buffer = Buffer.alloc(0);
  while (start.length < 1000) {
    const next = await bytes.next();
    if (next.done === true) break;
    start = Buffer.concat([start, next.value]);
  }
  return start;
}

function withoutMark(start: Buffer, name: string): Buffer {
  const head = start.subarray(0, 1000);
  if (UTF16_MARKS.some((mark) => head.subarray(0, 2).equals(mark))) {
    throw new ImportError(`${name}: the file is UTF-16; save it as UTF-8`);
  }
  if (head.subarray(0, ZIP.length).equals(ZIP)) {
    throw new ImportError(`${name}: an Excel or zip file; save it as csv or unpack it`);
  }
  // UTF-16 without a byte order mark has zeros.
  if (head.includes(0)) throw new ImportError(`${name}: not a text file in UTF-8`);
  return head.subarray(0, UTF8_MARK.length).equals(UTF8_MARK) ? start.subarray(UTF8_MARK.length) : start;
}

function formatOf(start: Buffer): FileFormat {
  const first = start.subarray(0, 1000).toString('latin1').trimStart()[0];
  return first === '[' ? 'jsonArray' : first === '{' ? 'ndjson' : 'csv';
}

async function* rejoin(start: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (start.length > 0) yield start;
  yield* rest;
}
