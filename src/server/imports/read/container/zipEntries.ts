import { pipeline, type Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { EnoughRead, ImportError } from '../../importError';

/** Of a zip file; a workbook has some dozens, and none that is sent has as many. */
const MAX_ENTRIES = 10_000;
/** Bit of an entry's flags. */
const ENCRYPTED = 1;

/** The files in a zip file, without folders. @throws ImportError for a damaged one. */
export async function listZip(path: string, name: string): Promise<Entry[]> {
  return await withZip(path, name, async (zip) => {
    if (zip.entryCount > MAX_ENTRIES) throw new ImportError(`${name}: the zip file holds too many files`);
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) if (!entry.fileName.endsWith('/')) entries.push(entry);
    return entries;
  });
}

/**
 * The unpacked bytes of a file in a zip file.
 * @param onRead called with the number of bytes of the zip file that were read for each chunk.
 * @throws ImportError for a damaged or encrypted one.
 */
export async function* readZipEntry(
  { path, name }: { path: string; name: string },
  entry: Entry,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<Buffer> {
  if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0) {
    throw new ImportError(`${name}: ${entry.fileName} is protected by a password; unpack it`);
  }
  const zip = await openZip(path, name);
  try {
    const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false });
    packed.on('data', (chunk: Buffer) => onRead(chunk.length));
    packed.pause();
    const sum = { bytes: 0, crc: 0 };
    for await (const chunk of unpacked(packed, entry)) {
      const bytes = chunk as Buffer;
      sum.bytes += bytes.length;
      sum.crc = crc32(bytes, sum.crc);
      if (sum.bytes > entry.uncompressedSize) break;
      yield bytes;
    }
    if (sum.crc !== entry.crc32 || sum.bytes !== entry.uncompressedSize) throw new Error('not what the directory says');
  } catch (error) {
    throw zipError(error, name);
  } finally {
    zip.close();
  }
}

const DEFLATED = 8;
/** A thread unpacks each chunk: in small ones it is waited for longer than they are read. */
const CHUNK_BYTES = 1 << 18;

/** @throws Error for a method of packing that is not known. */
function unpacked(packed: Readable, { compressionMethod }: Entry): Readable {
  if (compressionMethod === 0) return packed;
  if (compressionMethod !== DEFLATED) throw new Error('unknown method');
  // pipeline destroys both streams when either fails or the consumer stops; the error is thrown by the loop.
  return pipeline(packed, createInflateRaw({ chunkSize: CHUNK_BYTES }), () => {});
}

async function withZip<T>(path: string, name: string, work: (zip: ZipFile) => Promise<T>): Promise<T> {
  const zip = await openZip(path, name);
  try {
    return await work(zip);
  } catch (error) {
    throw zipError(error, name);
  } finally {
    zip.close();
  }
}

async function openZip(path: string, name: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { autoClose: false });
  } catch (error) {
    throw zipError(error, name);
  }
}

/** What observers throw passes through; the rest are faults of the zip file. */
function zipError(error: unknown, name: string): Error {
  if (error instanceof ImportError || error instanceof EnoughRead) return error;
  return new ImportError(`${name}: the zip file is damaged or cut off`);
}
