import { stat } from 'node:fs/promises';
import type { ColumnMapping } from '../../../contract/columns/columnMapping';
import { openRows } from './openRows';
import { LeftOut } from './rawRow';
import { RejectFile } from './rejectFile';
import type { ImportSource } from './source';
import { stagedLine } from './stagedLines';
import { UnpackedText } from './unpackedText';

/** Counts so far, of all files together. */
export interface ReadCounts {
  rows: number;
  rejected: number;
  /** Rejected rows beyond the limit of the reject file. */
  rejectedUnlisted: number;
  /** File, line and reason of the first reject. */
  firstReject: string | null;
  /** Times that were written with `T` or an offset. */
  convertedTimes: number;
  /** Names in the files that are no documented columns. */
  leftOut: string[];
  /** Bytes of the files on the disk, before decompression. */
  bytes: number;
  totalBytes: number;
}

/** A batch of tickets as staged lines, each with its `sequence`, the order in which it was read. */
export interface ParsedRows {
  lines: Uint8Array<ArrayBuffer>;
  counts: ReadCounts;
}

export interface ReadOptions {
  sources: readonly ImportSource[];
  /** Times with an offset are converted into this zone. */
  timeZone: string;
  rejectPath: string;
  /** The files' names of the documented columns. */
  mapping?: ColumnMapping;
  /** Limit of the text that compressed files unpack to, all together. */
  unpackedBytes?: number;
}

/** Larger batches mean fewer parts for the engine to merge; a few batches are in memory at a time. */
const BATCH_BYTES = 12 * 1024 * 1024;

/**
 * Reads and parses files; rejected rows go to the reject file. The last batch may be empty and has the final counts.
 * @throws ImportError when a file is broken as a whole.
 */
export async function* parsedRows({
  sources,
  timeZone,
  rejectPath,
  mapping,
  unpackedBytes,
}: ReadOptions): AsyncGenerator<ParsedRows> {
  const rejects = new RejectFile(rejectPath);
  const leftOut = new LeftOut();
  const progress = { rows: 0, convertedTimes: 0, bytes: 0, totalBytes: await totalSize(sources) };
  const counts = (): ReadCounts => ({
    ...progress,
    rejected: rejects.count,
    rejectedUnlisted: rejects.unlisted,
    firstReject: rejects.first ?? null,
    leftOut: leftOut.names,
  });
  const batch = new Batch();
  const unpacked = new UnpackedText(unpackedBytes);
  const onRead = (size: number) => {
    progress.bytes += size;
  };
  try {
    for (const source of sources) {
      const observer = { onRead, onText: unpacked.counter(source.name) };
      const { reader, batches } = await openRows(source, {
        timeZone,
        leftOut,
        observer,
        ...(mapping === undefined ? {} : { mapping }),
      });
      const convertedBefore = progress.convertedTimes;
      for await (const rows of batches) {
        let text = '';
        for (const row of rows) {
          progress.rows += 1;
          const parsed = reader.read(row);
          if ('reason' in parsed) rejects.add(source.name, row, parsed.reason);
          else text += stagedLine(progress.rows, parsed.cells);
        }
        batch.add(text);
        progress.convertedTimes = convertedBefore + reader.converted;
        if (batch.length >= BATCH_BYTES) yield { lines: batch.take(), counts: counts() };
      }
    }
  } finally {
    await rejects.close();
  }
  yield { lines: batch.take(), counts: counts() };
}

/** Encodes text piece by piece: with one string for a whole batch, garbage collection took half of the time. */
class Batch {
  #pieces: Uint8Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(text: string): void {
    const piece = Buffer.from(text);
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  /** Empties the batch into a new buffer, which can be transferred to another thread. */
  take(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.#length);
    let at = 0;
    for (const piece of this.#pieces) {
      all.set(piece, at);
      at += piece.length;
    }
    this.#pieces = [];
    this.#length = 0;
    return all;
  }
}

/** The error of a file that cannot be read is thrown when it is opened. */
async function totalSize(sources: readonly ImportSource[]): Promise<number> {
  const sizes = await Promise.all(
    sources.map(({ path }) =>
      stat(path).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
