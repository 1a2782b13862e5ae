import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Entry } from 'yauzl';
import { errnoOf } from '../../../process/errno';
import { EnoughRead, ImportError } from '../../importError';
import { listZip, readZipEntry } from './zipEntries';
import { isWorkbook, onlyFile } from './zipKind';

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

/** A file of text, as it is or packed. */
export interface TextContainer {
  packing: 'gzip' | 'zip' | null;
  /** Its unpacked bytes, from the beginning each time. @throws ImportError when it cannot be read. */
  bytes(observer?: ReadObserver): AsyncGenerator<Buffer>;
}

/** A workbook: a zip file of several parts. */
export interface WorkbookContainer {
  packing: 'workbook';
  /** The unpacked bytes of a part such as `xl/workbook.xml`; undefined when there is none. */
  part(path: string, observer?: ReadObserver): AsyncGenerator<Buffer> | undefined;
}

const GZIP = Buffer.from([0x1f, 0x8b]);
const ZIPS = ['PK\x03\x04', 'PK\x05\x06'].map((mark) => Buffer.from(mark, 'latin1'));
/** What Excel wrote until 2007, and writes still when a password protects the file. */
const OLD_EXCEL = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const MAGIC_BYTES = 4;
const CHUNK_BYTES = 1 << 16;
/** Files of tickets reach 30; a file that is made to fill a machine reaches 1000. */
const MAX_RATIO = 200;
/** A shorter text can do no harm, whatever its ratio. */
const RATIO_FROM_BYTES = 16_000_000;

/** Opens a file by its first bytes: extensions can be wrong. @throws ImportError when it cannot be read. */
export async function openContainer(source: ImportSource): Promise<TextContainer | WorkbookContainer> {
  const { name, path } = source;
  const magic = await firstBytes(path, name);
  if (magic.equals(OLD_EXCEL)) {
    throw new ImportError(
      `${name}: an old Excel file, or one that a password protects; save it as .xlsx or csv without one`,
    );
  }
  if (ZIPS.some((mark) => magic.equals(mark))) {
    const entries = await listZip(path, name);
    return isWorkbook(entries, name) ? workbook(source, entries) : zipped(source, onlyFile(entries, name));
  }
  const isGzip = magic.subarray(0, GZIP.length).equals(GZIP);
  return {
    packing: isGzip ? 'gzip' : null,
    bytes: (observer = {}) => readBytes(path, name, isGzip, observer),
  };
}

function zipped(source: ImportSource, entry: Entry): TextContainer {
  return { packing: 'zip', bytes: (observer = {}) => unpack(source, entry, observer) };
}

function workbook(source: ImportSource, entries: readonly Entry[]): WorkbookContainer {
  return {
    packing: 'workbook',
    part: (path, observer = {}) => {
      const entry = entries.find(({ fileName }) => fileName === path);
      return entry === undefined ? undefined : unpack(source, entry, observer);
    },
  };
}

async function* unpack(source: ImportSource, entry: Entry, { onRead, onText }: ReadObserver): AsyncGenerator<Buffer> {
  let text = 0;
  for await (const chunk of readZipEntry(source, entry, onRead)) {
    text += chunk.length;
    requirePlausible(source.name, text, entry.compressedSize);
    onText?.(chunk.length, true);
    yield chunk;
  }
}

async function firstBytes(path: string, name: string): Promise<Buffer> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(MAGIC_BYTES), 0, MAGIC_BYTES, 0);
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
  if (code === 'Z_BUF_ERROR')
    return new ImportError(`${name}: the gzip file is cut off; copy it, or export it, once more`);
  if (code.startsWith('Z_')) return new ImportError(`${name}: the gzip file is damaged`);
  if (code === 'ENOENT') return new ImportError(`${name}: no such file`);
  if (code === 'EISDIR') return new ImportError(`${name}: a folder, not a file`);
  return new ImportError(`${name}: cannot be read (${code})`);
}
