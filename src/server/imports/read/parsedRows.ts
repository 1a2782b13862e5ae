import { rmSync } from 'node:fs';
import type { ColumnMapping, Wording } from '../../../contract/columns/columnMapping';
import type { StoredColumnId } from '../../../contract/columns/columns';
import type { Dialect, Recognised } from '../../../contract/responses/fileDialect';
import type { RejectGroup } from '../../../contract/responses/importResponses';
import { Undecided } from '../importError';
import type { ImportSource } from './container/source';
import { UnpackedText } from './container/unpackedText';
import { FileState } from './fileState';
import { type OpenedRows, openRows } from './openRows';
import { LeftOut, type RawRow } from './rawRow';
import { RejectFile } from './rejectFile';
import { RejectGroups } from './rejectGroups';
import { type SettleOptions, settleFile } from './settleFile';
import { stagedLine } from './stagedLines';
import type { TicketReader } from './ticketReader';
import { totalSize } from './totalSize';

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
  /** What was recognised of each file that was begun. */
  recognised: Recognised[];
  /** What is not as it seems, in sentences. */
  notes: string[];
  /** Rejects by their reason, the most frequent first. */
  rejectGroups: RejectGroup[];
  /** The files that were begun, in their order. */
  files: ReadFile[];
  /** Bytes of the files on the disk, before decompression. */
  bytes: number;
  totalBytes: number;
}

/** The rows of a file, and the columns that it has. */
export interface ReadFile {
  /** Their sequences, from the first to the last. */
  first: number;
  last: number;
  present: StoredColumnId[];
}

/** A batch of tickets as staged lines, each with its `sequence`, the order in which it was read. */
export interface ParsedRows {
  lines: Uint8Array<ArrayBuffer>;
  counts: ReadCounts;
  /** The files are read again from their beginning: batches before this one do not count. */
  isRestart?: true;
}

export interface ReadOptions {
  sources: readonly ImportSource[];
  /** Times with an offset are converted into this zone. */
  timeZone: string;
  rejectPath: string;
  /** The files' names of the documented columns. */
  mapping?: ColumnMapping;
  /** What the files' words mean. */
  wording?: Wording;
  /** What is said of how the files are written; the rest is recognised. */
  dialect?: Dialect;
  /** The files are NDJSON as the API writes tickets, and nothing else is taken. */
  isExact?: boolean;
  /** Limit of the text that compressed files unpack to, all together. */
  unpackedBytes?: number;
}

/** Larger batches mean fewer parts for the engine to merge; a few batches are in memory at a time. */
const BATCH_BYTES = 12 * 1024 * 1024;

/**
 * Reads and parses files; rejected rows go to the reject file. The last batch may be empty and has the final counts.
 * @throws ImportError when a file is broken as a whole.
 */
export async function* parsedRows(options: ReadOptions): AsyncGenerator<ParsedRows> {
  const states = options.sources.map(() => new FileState(options.dialect));
  const totalBytes = await totalSize(options.sources);
  for (let isRestart = false; ; isRestart = true) {
    const reading = new Reading(options, states, totalBytes);
    if (isRestart) yield { lines: new Uint8Array(0), counts: reading.counts, isRestart };
    try {
      yield* reading.rows();
      return;
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      await reading.settle(error);
      rmSync(options.rejectPath, { force: true });
    }
  }
}

/** One reading of all files. */
class Reading {
  readonly #options: ReadOptions;
  readonly #states: readonly FileState[];
  readonly #rejects: RejectFile;
  readonly #groups = new RejectGroups();
  readonly #leftOut = new LeftOut();
  readonly #unpacked: UnpackedText;
  readonly #batch = new Batch();
  readonly #opened: { first: number; rows: OpenedRows }[] = [];
  readonly #progress: Pick<ReadCounts, 'rows' | 'convertedTimes' | 'bytes' | 'totalBytes'>;
  /** The place of the file that is being read. */
  #file = 0;

  constructor(options: ReadOptions, states: readonly FileState[], totalBytes: number) {
    this.#options = options;
    this.#states = states;
    this.#rejects = new RejectFile(options.rejectPath, options.isExact === true ? 'ndjson' : 'csv');
    this.#unpacked = new UnpackedText(options.unpackedBytes);
    this.#progress = { rows: 0, convertedTimes: 0, bytes: 0, totalBytes };
  }

  get counts(): ReadCounts {
    return {
      ...this.#progress,
      rejected: this.#rejects.count,
      rejectedUnlisted: this.#rejects.unlisted,
      firstReject: this.#rejects.first ?? null,
      leftOut: this.#leftOut.names,
      recognised: this.#opened.map(({ rows }) => rows.recognised()),
      notes: [...new Set(this.#opened.flatMap(({ rows }) => [...rows.notes(), ...meaningNote(rows.wording.taken)]))],
      rejectGroups: this.#groups.list,
      files: this.#opened.map(({ first, rows }, index) => ({
        first,
        last: (this.#opened[index + 1]?.first ?? this.#progress.rows + 1) - 1,
        present: rows.present(),
      })),
    };
  }

  /** @throws Undecided on meeting what only the whole of a file decides. */
  async *rows(): AsyncGenerator<ParsedRows> {
    try {
      for (const [index, source] of this.#options.sources.entries()) {
        this.#file = index;
        yield* this.#rowsOf(source);
      }
    } finally {
      await this.#rejects.close();
    }
    yield { lines: this.#batch.take(), counts: this.counts };
  }

  /** Looks the file through that could not be read on. */
  async settle(undecided: Undecided): Promise<void> {
    const [source, state] = [this.#options.sources[this.#file], this.#states[this.#file]];
    if (source === undefined || state === undefined) throw new Error('no file is being read');
    await settleFile(source, state, undecided, this.#settleOptions(source));
  }

  async *#rowsOf(source: ImportSource): AsyncGenerator<ParsedRows> {
    const { isExact = false, wording = {} } = this.#options;
    const state = this.#states[this.#file] ?? new FileState();
    const onRead = (size: number) => {
      this.#progress.bytes += size;
    };
    const observer = { onRead, onText: this.#unpacked.counter(source.name) };
    const opening = { ...this.#settleOptions(source), leftOut: this.#leftOut, state, isExact, wording, observer };
    const opened = await openRows(source, opening);
    const { reader, batches } = opened;
    this.#opened.push({ first: this.#progress.rows + 1, rows: opened });
    const convertedBefore = this.#progress.convertedTimes;
    for await (const rows of batches) {
      this.#batch.add(this.#linesOf(rows, reader, source));
      this.#progress.convertedTimes = convertedBefore + reader.converted;
      if (this.#batch.length >= BATCH_BYTES) yield { lines: this.#batch.take(), counts: this.counts };
    }
  }

  #linesOf(rows: readonly RawRow[], reader: TicketReader, { name }: ImportSource): string {
    let text = '';
    for (const row of rows) {
      this.#progress.rows += 1;
      const parsed = reader.read(row);
      if ('cells' in parsed) text += stagedLine(this.#progress.rows, parsed.cells);
      else {
        this.#rejects.add(name, row, parsed.problems);
        this.#groups.add(name, row, parsed.problems);
      }
    }
    return text;
  }

  #settleOptions({ name }: ImportSource): SettleOptions {
    const { timeZone, mapping, unpackedBytes } = this.#options;
    const lookObserver = () => ({ onText: new UnpackedText(unpackedBytes).counter(name) });
    return { timeZone, lookObserver, ...(mapping === undefined ? {} : { mapping }) };
  }
}

/** What a preview shows as a list. */
function meaningNote(taken: readonly string[]): string[] {
  return taken.length === 0 ? [] : [`words in their usual meaning: ${taken.join('; ')}`];
}

/** A character of UTF-16 takes at most so many bytes of UTF-8. */
const CHARACTER_BYTES = 3;
/** Of a batch beyond the last one. */
const MARGIN = 1.1;

/**
 * Encodes text piece by piece into one buffer: with one string for a whole batch, garbage collection took half of the
 * time, and with a buffer for each piece a tenth went into copying them.
 */
class Batch {
  #bytes = Buffer.alloc(0);
  #length = 0;
  /** Bytes of the last one: the next is about as long. */
  #last = 0;

  get length(): number {
    return this.#length;
  }

  add(text: string): void {
    this.#reserve(text.length * CHARACTER_BYTES);
    this.#length += this.#bytes.write(text, this.#length);
  }

  /** Empties the batch into a buffer of its own, which can be transferred to another thread. */
  take(): Uint8Array<ArrayBuffer> {
    const all = this.#bytes.subarray(0, this.#length);
    this.#bytes = Buffer.alloc(0);
    this.#last = Math.ceil(this.#length * MARGIN);
    this.#length = 0;
    return all;
  }

  #reserve(bytes: number): void {
    const wanted = this.#length + bytes;
    if (wanted <= this.#bytes.length) return;
    // No more than a small file needs: the collector counts what is not written to as well.
    const larger = Buffer.allocUnsafeSlow(Math.max(wanted, 2 * this.#bytes.length, this.#last));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
