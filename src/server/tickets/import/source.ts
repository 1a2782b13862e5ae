import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ImportError } from './importError';

/** A file as decompressed bytes without a byte order mark, and what its first bytes say that it holds. */
export interface Source {
  name: string;
  format: 'csv' | 'json';
  bytes: AsyncIterable<Buffer>;
}

const GZIP = Buffer.from([0x1f, 0x8b]);
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF16_MARKS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

/** Opens a csv, JSON or NDJSON file, plain or gzipped: told by its content, since names lie. @throws ImportError. */
export async function openSource(path: string): Promise<Source> {
  const raw = createReadStream(path, { highWaterMark: 1 << 20 });
  const stream = (await isGzip(path)) ? raw.pipe(forwardErrors(raw, createGunzip())) : raw;
  const bytes = checked(stream, path);
  const first = await bytes.next();
  const start = first.done === true ? Buffer.alloc(0) : withoutMark(first.value, path);
  return { name: path, format: looksLikeJson(start) ? 'json' : 'csv', bytes: rejoin(start, bytes) };
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new ImportError(`${path}: cannot be read (${error.code ?? error.message})`);
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.equals(GZIP);
  } finally {
    await file.close();
  }
}

function forwardErrors<T extends Readable | NodeJS.ReadWriteStream>(from: Readable, to: T): T {
  from.on('error', (error) => to.emit('error', error));
  return to;
}

/** A cut gzip file would otherwise look like a short but whole one. */
async function* checked(stream: AsyncIterable<Buffer>, path: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield chunk;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'Z_BUF_ERROR') throw new ImportError(`${path}: the gzip file is cut off`);
    if (code.startsWith('Z_')) throw new ImportError(`${path}: the gzip file is damaged`);
    throw new ImportError(`${path}: cannot be read (${code})`);
  }
}

function withoutMark(start: Buffer, path: string): Buffer {
  if (UTF16_MARKS.some((mark) => start.subarray(0, 2).equals(mark))) {
    throw new ImportError(`${path}: the file is UTF-16; save it as UTF-8`);
  }
  return start.subarray(0, 3).equals(UTF8_MARK) ? start.subarray(3) : start;
}

function looksLikeJson(start: Buffer): boolean {
  return /^\s*[[{]/.test(start.subarray(0, 1000).toString('latin1'));
}

async function* rejoin(start: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (start.length > 0) yield start;
  yield* rest;
}
