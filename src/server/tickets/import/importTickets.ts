import { isColumnId } from '../../../contract/columns';
import type { TicketEngine } from '../engine';
import { readStoreFacts } from '../storeFacts';
import { readCsv } from './readCsv';
import { readJson } from './readJson';
import { RejectFile } from './rejectFile';
import { openSource } from './source';
import { createStaging, dropStaging, swapIn } from './staging';
import { toTicket } from './toTicket';

export interface ImportOptions {
  /** Times with an offset are brought into this zone. */
  timeZone: string;
  /** Empties the store first, in the same step. */
  replace: boolean;
  rejectPath: string;
  /** Called after every batch with the rows read so far. */
  onProgress?(rows: number): void;
}

export interface ImportSummary {
  read: number;
  /** Rows that are in the store now because of this import. */
  stored: number;
  /** Of those, how many took the place of a row with the same id. */
  replaced: number;
  rejected: number;
  /** Rejected rows that the reject file no longer lists. */
  rejectedUnlisted: number;
  /** Understood, but an equal id with a newer modifiedAt won. */
  outdated: number;
  /** Rows with a time that was written with `T` or an offset. */
  convertedTimes: number;
  /** Columns that are not documented and were left out. */
  leftOut: string[];
  /** Demo tickets made way for real ones. */
  demoRemoved: boolean;
}

/** Inserts of about this size keep memory flat and the engine busy. */
const BATCH_BYTES = 8 * 1024 * 1024;

/**
 * Loads files of tickets in one step: either all of them are in the store afterwards, or nothing has changed.
 * @throws ImportError when a file is broken as a whole.
 */
export async function importTickets(
  engine: TicketEngine,
  paths: readonly string[],
  options: ImportOptions,
): Promise<ImportSummary> {
  const { demo } = await readStoreFacts(engine);
  const staging = await createStaging(engine);
  const rejects = new RejectFile(options.rejectPath);
  try {
    const loaded = await load(engine, staging.staged, paths, rejects, options);
    const counts = await swapIn(engine, staging, !options.replace && !demo, '');
    return {
      ...counts,
      ...loaded,
      rejected: rejects.count,
      rejectedUnlisted: rejects.unwritten,
      outdated: loaded.read - rejects.count - counts.stored,
      demoRemoved: demo,
    };
  } finally {
    await rejects.close();
    await dropStaging(engine, staging);
  }
}

async function load(
  engine: TicketEngine,
  table: string,
  paths: readonly string[],
  rejects: RejectFile,
  { timeZone, onProgress }: ImportOptions,
): Promise<Pick<ImportSummary, 'read' | 'convertedTimes' | 'leftOut'>> {
  const leftOut = new Set<string>();
  let read = 0;
  let convertedTimes = 0;
  let batch: string[] = [];
  let batchBytes = 0;
  const flush = async () => {
    if (batch.length > 0) await engine.insert(table, Buffer.from(batch.join('\n')));
    batch = [];
    batchBytes = 0;
    onProgress?.(read);
  };
  for (const path of paths) {
    const source = await openSource(path);
    const isCsv = source.format === 'csv';
    for await (const row of (isCsv ? readCsv : readJson)(source.bytes, source.name)) {
      read += 1;
      for (const name of Object.keys(row.cells)) if (!isColumnId(name)) leftOut.add(name);
      const understood = toTicket(row, timeZone, isCsv);
      if ('reason' in understood) {
        rejects.add(path, row, understood.reason);
        continue;
      }
      if (understood.converted) convertedTimes += 1;
      const line = JSON.stringify({ ...understood.ticket, sequence: read });
      batch.push(line);
      batchBytes += line.length;
      if (batchBytes >= BATCH_BYTES) await flush();
    }
  }
  await flush();
  return { read, convertedTimes, leftOut: [...leftOut].sort() };
}
