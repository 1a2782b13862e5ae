import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { openFile } from '../process/openFile';
import { visitFields } from './thriftStruct';

/**
 * What stands at the end of a parquet file (parquet.thrift, FileMetaData). The engine writes every time as one of UTC,
 * and has no setting for wall times, which readers would then shift into their own zone.
 */

/** Of FileMetaData: num_rows. */
const ROWS = '3';
/** Of FileMetaData: schema, logicalType, TIMESTAMP, isAdjustedToUTC. */
const IS_ADJUSTED_TO_UTC = '2.10.8.1';
/** Of a boolean field that follows the one before it by one: true, and false. */
const [TRUE, FALSE] = [0x11, 0x12];

const MAGIC = 'PAR1';
/** The length of what is before it, and the magic. */
const TAIL_BYTES = 8;

interface Footer {
  rows: number;
  /** Where in the file it says that a column's times are of UTC. */
  ofUtc: number[];
}

/** Turns all columns of times from UTC to wall times, which takes one bit each. A file that is not whole is left as it is. */
export async function markWallTimes(path: string): Promise<void> {
  await withFile(path, constants.O_RDWR, async (file) => {
    for (const at of (await readFooter(file))?.ofUtc ?? []) await file.write(Buffer.from([FALSE]), 0, 1, at);
  });
}

/** How many rows a file says that it has; undefined for one that is not whole. */
export function parquetRows(path: string): Promise<number | undefined> {
  return withFile(path, constants.O_RDONLY, async (file) => (await readFooter(file))?.rows);
}

async function withFile<T>(path: string, flags: number, use: (file: FileHandle) => Promise<T>): Promise<T | undefined> {
  const file = await openFile(path, flags).catch(() => undefined);
  try {
    return file === undefined ? undefined : await use(file);
  } finally {
    await file?.close();
  }
}

async function readFooter(file: FileHandle): Promise<Footer | undefined> {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - TAIL_BYTES), TAIL_BYTES);
  if (tail.length < TAIL_BYTES || tail.toString('latin1', 4) !== MAGIC) return undefined;
  const start = size - TAIL_BYTES - tail.readUInt32LE(0);
  return start < MAGIC.length ? undefined : parseFooter(await readAt(file, start, tail.readUInt32LE(0)), start);
}

function parseFooter(bytes: Buffer, start: number): Footer | undefined {
  const footer: Footer = { rows: 0, ofUtc: [] };
  try {
    visitFields(bytes, (path, at, value) => {
      if (path === ROWS) footer.rows = Number(value);
      if (path === IS_ADJUSTED_TO_UTC && bytes[at] === TRUE) footer.ofUtc.push(start + at);
    });
  } catch {
    return undefined;
  }
  return footer;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
