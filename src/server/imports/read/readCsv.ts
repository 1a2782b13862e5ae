import { SEPARATOR_CHARACTERS, SEPARATORS } from '../../../contract/responses/fileDialect';
import { ImportError } from '../importError';
import { type CsvRecord, CsvRecords, INNER_QUOTE } from './csvRecords';
import { MAX_RECORD_LENGTH, type RawRow, type ReadContext } from './rawRow';
import type { TableForm } from './recognise/table';
import { ROWS_WITHIN, rowsWithin } from './rowsWithin';
import { readHeader, type TableHeader, valuesOf } from './table/tableHeader';
import { textLines, tooLong } from './textLines';

/** Reads csv with a header row, its columns in any order. @throws ImportError for a file that is broken as a whole. */
export async function* readCsv(
  bytes: AsyncIterable<Buffer>,
  context: ReadContext,
  form: TableForm,
): AsyncGenerator<RawRow[]> {
  const { name } = context;
  const records = new CsvRecords(SEPARATOR_CHARACTERS[form.separator], form.skippedLines + 1);
  let header: TableHeader | undefined;
  const rowsOf = (found: CsvRecord[]): RawRow[] => {
    header ??= readHeader(found.shift(), context);
    const rows: RawRow[] = [];
    for (const record of found) {
      const row = toRow(record, header, form, name);
      if (row !== undefined) rows.push(row);
    }
    return rows;
  };
  for await (const text of withoutLines(textLines(bytes, name), form.skippedLines)) {
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

/** Text in pieces of whole lines without the first lines. */
async function* withoutLines(pieces: AsyncIterable<string>, lines: number): AsyncGenerator<string> {
  let left = lines;
  for await (const piece of pieces) {
    let start = 0;
    for (; left > 0 && start < piece.length; left -= 1) {
      const end = piece.indexOf('\n', start);
      start = end === -1 ? piece.length : end + 1;
    }
    if (start < piece.length) yield start === 0 ? piece : piece.slice(start);
  }
}

/** Undefined for a row without any text, which programs write below a table. @throws ImportError for mixed separators. */
function toRow(record: CsvRecord, header: TableHeader, form: TableForm, file: string): RawRow | undefined {
  const { line, cells, raw, width } = record;
  if (record.lines > 1) {
    const rows = rowsWithin(record, header, SEPARATOR_CHARACTERS[form.separator]);
    if (rows !== undefined) return { line, raw, values: [], broken: ROWS_WITHIN, brokenPart: rows };
  }
  if (record.broken !== undefined) return { line, raw, values: [], broken: record.broken };
  if (width !== header.width) {
    if (record.hasInnerQuotes === true) return { line, raw, values: [], broken: INNER_QUOTE };
    requireOneSeparator(record, header, form, file);
    return { line, raw, values: [], broken: `${width} cells instead of ${header.width}` };
  }
  if (isBlank(cells)) return undefined;
  if (cells[0] === header.names[0] && isHeader(cells, header)) {
    return { line, raw, values: [], broken: 'is the header once more' };
  }
  return { line, raw, values: valuesOf(cells, header.positions) };
}

const BLANK = 0x20;

function isBlank(cells: readonly string[]): boolean {
  // Nearly all rows begin with their id: no text is made for them.
  if ((cells[0]?.charCodeAt(0) ?? 0) > BLANK) return false;
  return cells.every((cell) => cell.trim() === '');
}

function isHeader(cells: readonly string[], { names }: TableHeader): boolean {
  return cells.every((cell, index) => cell.trim() === names[index]);
}

/** @throws ImportError for a row whose cells are as many as the header's when read with another separator. */
function requireOneSeparator(
  { width, raw, line }: CsvRecord,
  header: TableHeader,
  form: TableForm,
  file: string,
): void {
  if (width !== 1) return;
  const other = SEPARATORS.find((separator) => {
    const [record] = new CsvRecords(SEPARATOR_CHARACTERS[separator]).push(raw.endsWith('\n') ? raw : `${raw}\n`);
    return separator !== form.separator && record?.width === header.width;
  });
  if (other === undefined) return;
  throw new ImportError(
    `${file}: separators are mixed: the header has ${DESCRIBED[form.separator]}, and line ${line} ${DESCRIBED[other]}`,
  );
}

const DESCRIBED = { comma: 'commas', semicolon: 'semicolons', tab: 'tabs', pipe: 'the mark |' } as const;
