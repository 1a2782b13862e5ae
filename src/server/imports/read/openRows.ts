import type { ColumnMapping } from '../../../contract/columns/columnMapping';
import { SourceNames } from './mapping';
import type { FileNames, LeftOut, RawRow, RowReader } from './rawRow';
import { readCsv } from './readCsv';
import { readJsonArray, readNdjson } from './readJson';
import { type FileFormat, type ImportSource, openSource, type ReadObserver } from './source';
import { TicketReader } from './ticketReader';

const READERS: Record<FileFormat, RowReader> = { csv: readCsv, jsonArray: readJsonArray, ndjson: readNdjson };

export interface RowOptions {
  /** Times with an offset are converted into this zone. */
  timeZone: string;
  /** The file's names of the documented columns. */
  mapping?: ColumnMapping;
  /** Takes names in the file that are no documented columns. */
  leftOut: LeftOut;
  /** Takes the names in the file. */
  allNames?: FileNames;
  observer?: ReadObserver;
}

export interface OpenedRows {
  format: FileFormat;
  /** Parses the rows. */
  reader: TicketReader;
  /** In batches as they are read. @throws ImportError for a file that is broken as a whole. */
  batches: AsyncIterable<RawRow[]>;
}

/** Opens a file to import. @throws ImportError when it cannot be read as text. */
export async function openRows(source: ImportSource, options: RowOptions): Promise<OpenedRows> {
  const { timeZone, mapping, leftOut, allNames, observer } = options;
  const { format, bytes } = await openSource(source, observer);
  const { name } = source;
  const sourceNames = new SourceNames(mapping);
  async function* batches(): AsyncGenerator<RawRow[]> {
    yield* READERS[format](bytes, { name, leftOut, sourceNames, ...(allNames === undefined ? {} : { allNames }) });
    sourceNames.requireSeen(name);
  }
  return { format, reader: new TicketReader(timeZone, format === 'csv'), batches: batches() };
}
