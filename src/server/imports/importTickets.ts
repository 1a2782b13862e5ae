import type { ColumnMapping, Wording } from '../../contract/columns/columnMapping';
import { STORED_COLUMN_IDS } from '../../contract/columns/columns';
import type { Dialect } from '../../contract/responses/fileDialect';
import type { ImportPhase, ImportSummary } from '../../contract/responses/importResponses';
import type { TicketEngine } from '../engine/engine';
import { TicketsReplaced } from '../engine/ticketTables';
import { readStoreFacts } from '../tickets/storeFacts';
import { ImportError } from './importError';
import { requireMost, requireNoOthers } from './importGuard';
import { lackingTimes, toldDerived } from './lacking/derived';
import type { ImportSource } from './read/container/source';
import type { ParsedRows, ReadCounts, ReadOptions } from './read/parsedRows';
import { zoneNote } from './read/rowNotes';
import { LINE_COLUMNS } from './read/stagedLines';
import { createStaging, dropStaging, emptyStaged, swapIn } from './staging';
import { readInWorker } from './worker/readInWorker';

export interface ImportProgress extends ReadCounts {
  phase: ImportPhase;
}

export interface ImportOptions {
  /** Times with an offset are converted into this zone. */
  timeZone: string;
  /** Empties the store first, in the same step. */
  replace: boolean;
  /** Path of the reject file, made if rows are rejected. */
  rejectPath: string;
  /** Called after every batch, and when the storing begins. */
  onProgress?: (progress: ImportProgress) => void;
  /** Aborting leaves the store unchanged. */
  signal?: AbortSignal;
  /**
   * Replaces also when more than half of the rows are rejected, or less than half of the tickets would be left; else also
   * tickets with the same ids that were created on other days.
   */
  allowRejects?: boolean;
  /** The files' names of the documented columns. */
  mapping?: ColumnMapping;
  /** What the files' words mean. */
  wording?: Wording;
  /** What is said of how the files are written. */
  dialect?: Dialect;
  /** The files are NDJSON as the API writes tickets, and nothing else is taken. */
  isExact?: boolean;
  /** Limit of the text that compressed files unpack to, all together. */
  unpackedBytes?: number;
  /** For tests: without a worker thread. */
  read?: (options: ReadOptions) => AsyncIterable<ParsedRows>;
}

/** Two imports at once would each build a new table from the old one, and the second would undo the first. */
const importing = new WeakSet<TicketEngine>();

/**
 * Loads files of tickets in one step: either all of them are in the store afterwards, or nothing has changed.
 * @throws ImportError when a file is broken as a whole, or another import runs.
 */
export async function importTickets(
  engine: TicketEngine,
  sources: readonly ImportSource[],
  options: ImportOptions,
): Promise<ImportSummary> {
  return await runExclusive(engine, () => importExclusively(engine, sources, options));
}

/** @throws ImportError when another import runs, or ran in another process meanwhile. */
export async function runExclusive<T>(engine: TicketEngine, work: () => Promise<T>): Promise<T> {
  if (importing.has(engine)) throw new ImportError('Another import is running; start this one when it has ended.');
  importing.add(engine);
  try {
    return await work();
  } catch (error) {
    // Of another process, which this one does not see while it runs.
    throw error instanceof TicketsReplaced ? new ImportError(error.message) : error;
  } finally {
    importing.delete(engine);
  }
}

async function importExclusively(
  engine: TicketEngine,
  sources: readonly ImportSource[],
  options: ImportOptions,
): Promise<ImportSummary> {
  const { demo, mirror, rows: tickets } = await readStoreFacts(engine);
  if (mirror && !options.replace) {
    throw new ImportError(
      'The tickets here mirror another instance, which files would end. Replace them all (--replace), or bring them up to date (--from)',
    );
  }
  const staging = await createStaging(engine);
  try {
    const counts = await loadRows(engine, staging.staged, sources, options);
    const accepted = counts.rows - counts.rejected;
    if (accepted === 0) {
      // A header alone must not empty the store, nor take the demo tickets away.
      const why = counts.firstReject === null ? 'There are no rows' : 'None of the rows could be understood';
      const first = counts.firstReject === null ? '' : ` The first was ${counts.firstReject}`;
      throw new ImportError(`${why}, so nothing was changed.${first}`);
    }
    options.onProgress?.({ ...counts, phase: 'storing' });
    const swapped = await swapIn(engine, staging, {
      keep: !options.replace && !demo,
      comment: '',
      files: counts.files,
      onCounted: ({ stored: left, others }) => {
        if (options.allowRejects === true) return;
        const require = options.replace ? requireMost : requireNoOthers;
        require({ read: counts.rows, rejected: counts.rejected, stored: demo ? 0 : tickets, left, others });
      },
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    return {
      ...swapped,
      read: counts.rows,
      rejected: counts.rejected,
      rejectedUnlisted: counts.rejectedUnlisted,
      firstReject: counts.firstReject,
      outdated: accepted - swapped.stored,
      convertedTimes: counts.convertedTimes,
      leftOut: counts.leftOut,
      recognised: counts.recognised,
      rejectGroups: counts.rejectGroups,
      // Every row of a mirror's upstream is as the API writes it.
      notes: options.isExact === true ? counts.notes : [...counts.notes, zoneNote(options.timeZone)],
      derived: STORED_COLUMN_IDS.filter((id) => counts.files.some(({ present }) => toldDerived(present).includes(id))),
      lacking: lackingTimes(counts.files.map(({ present }) => present)),
      demoRemoved: demo,
    };
  } finally {
    await dropStaging(engine, staging);
  }
}

/** Reads files into a staged table. @throws ImportError when a file is broken as a whole. */
export async function loadRows(
  engine: TicketEngine,
  table: string,
  sources: readonly ImportSource[],
  { onProgress, signal, read = readInWorker, ...options }: Omit<ImportOptions, 'replace'>,
): Promise<ReadCounts> {
  let last: ReadCounts | undefined;
  for await (const { lines, counts, isRestart } of read(readOptions(sources, options))) {
    signal?.throwIfAborted();
    if (isRestart === true) await emptyStaged(engine, table);
    if (lines.length > 0) await engine.insert(table, lines, LINE_COLUMNS);
    last = counts;
    onProgress?.({ ...counts, phase: 'reading' });
  }
  await engine.tables.settle(table);
  if (last === undefined) throw new Error('nothing was read');
  return last;
}

/** Without what cannot be passed to a worker thread. */
function readOptions(
  sources: readonly ImportSource[],
  options: Pick<ImportOptions, keyof ReadOptions & keyof ImportOptions>,
): ReadOptions {
  const { timeZone, rejectPath, mapping = {}, wording = {}, dialect = {}, isExact = false, unpackedBytes } = options;
  const limit = unpackedBytes === undefined ? {} : { unpackedBytes };
  return { sources, timeZone, rejectPath, mapping, wording, dialect, isExact, ...limit };
}
