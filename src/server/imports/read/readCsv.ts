import { STORED_COLUMN_IDS, storedColumnOf } from '../../../contract/columns/columns';
import { formatCount } from '../../../contract/format/format';
import { ImportError } from '../importError';
import { type CsvRecord, CsvRecords } from './csvRecords';
import { MAX_COLUMNS, MAX_RECORD_LENGTH, type RawRow, type ReadContext } from './rawRow';
import { textLines, tooLong } from './textLines';

/** Reads RFC 4180 csv with a header row, its columns in any order. @throws ImportError for a file that is broken as a whole. */
export async function* readCsv(bytes: AsyncIterable<Buffer>, context: ReadContext): AsyncGenerator<RawRow[]> {
  const { name } = context;
  const records = new CsvRecords();
  let header: Header | undefined;
  const rowsOf = (found: CsvRecord[]): RawRow[] => {
    header ??= readHeader(found.shift(), context);
    const { width, positions } = header;
    return found.map((record) => toRow(record, width, positions));
  };
  for await (const text of textLines(bytes, name)) {
    const found = records.push(text);
    if (records.pending > MAX_RECORD_LENGTH) throw new ImportError(tooLong(name, records.line));
    if (found.length > 0) yield rowsOf(found);
  }
  const last = records.end();
  if (last === undefined) {
    throw new ImportError(`${name}: a quote in the record that begins on line ${records.line} is never closed`);
  }
  if (header === undefined || last.length > 0) yield rowsOf(last);
}

interface Header {
  width: number;
  /** The index in a record of each column of STORED_COLUMN_IDS; undefined when the file does not have it. */
  positions: readonly (number | undefined)[];
}

function readHeader(record: CsvRecord | undefined, { name, leftOut, sourceNames, allNames }: ReadContext): Header {
  if (record === undefined) throw new ImportError(`${name}: the file is empty`);
  requireFewNames(record, name);
  const { ofColumns } = sourceNames;
  const required = STORED_COLUMN_IDS.flatMap((id, index) =>
    storedColumnOf(id).required === true ? [{ id, name: ofColumns[index] ?? id }] : [],
  );
  const names = record.cells.map((cell) => cell.trim());
  const missing = required.find((each) => !names.includes(each.name));
  // First, since with another delimiter every other error would be misleading.
  if (missing !== undefined) refuseDelimiter(record.raw, missing.name, name);
  if (record.broken !== undefined) throw new ImportError(`${name}: the header is not csv: ${record.broken}`);
  for (const each of names) {
    allNames?.add(each);
    if (!sourceNames.see(each) && each !== '') leftOut.add(each);
  }
  sourceNames.requireSeen(name, names);
  if (missing !== undefined) {
    const hint = `map the name that it has for it: ${names.join(', ').slice(0, 1000)}`;
    throw new ImportError(`${name}: the header has no ${missing.id}; ${hint}`);
  }
  const twice = names.find((each, index) => ofColumns.includes(each) && names.indexOf(each) !== index);
  if (twice !== undefined) throw new ImportError(`${name}: the header names ${twice} twice`);
  const positions = ofColumns.map((each) => (names.includes(each) ? names.indexOf(each) : undefined));
  return { width: names.length, positions };
}

/** Every name of it can be in messages and lists. */
const MAX_HEADER_LENGTH = 1_000_000;

/** @throws ImportError for more names than any export of tickets has. */
function requireFewNames({ width, raw }: CsvRecord, file: string): void {
  if (width > MAX_COLUMNS) {
    throw new ImportError(
      `${file}: the header has ${formatCount(width)} names; at most ${formatCount(MAX_COLUMNS)} are read`,
    );
  }
  if (raw.length > MAX_HEADER_LENGTH) {
    throw new ImportError(`${file}: the header is longer than ${formatCount(MAX_HEADER_LENGTH)} characters`);
  }
}

const DELIMITERS = [
  [';', '";"'],
  ['\t', 'tabs'],
  ['|', '"|"'],
] as const;

/** @throws ImportError when the header has the missing name with another delimiter. */
function refuseDelimiter(header: string, missed: string, file: string): void {
  const used = DELIMITERS.find(([delimiter]) =>
    header.split(delimiter).some((cell) => cell.trim().replace(/^"(.*)"$/, '$1') === missed),
  );
  if (used !== undefined) {
    throw new ImportError(`${file}: its cells are separated by ${used[1]}; save it with commas`);
  }
}

function toRow(record: CsvRecord, width: number, positions: Header['positions']): RawRow {
  const { line, cells, raw } = record;
  const broken = record.broken ?? (record.width === width ? undefined : `${record.width} cells instead of ${width}`);
  if (broken !== undefined) return { line, raw, values: [], broken };
  return { line, raw, values: positions.map((position) => (position === undefined ? undefined : cells[position])) };
}
