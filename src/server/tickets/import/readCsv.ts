import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { COLUMN_IDS, isColumnId } from '../../../contract/columns';
import { ImportError } from './importError';
import { MAX_RECORD_BYTES, type RawRow } from './rawRow';

/** Reads RFC 4180 csv with a header row. An empty cell is null, quoted or not. @throws ImportError for a file that is broken as a whole. */
export async function* readCsv(bytes: AsyncIterable<Buffer>, name: string): AsyncGenerator<RawRow> {
  const parser = Readable.from(utf8(bytes, name), { objectMode: false }).pipe(
    parse({ info: true, relax_column_count: true, max_record_size: MAX_RECORD_BYTES, skip_empty_lines: true }),
  );
  let header: string[] | undefined;
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (header === undefined) header = checkedHeader(record, name);
      else yield toRow(record, header, line);
      // info.lines is where the record ends: the next one starts on the line after.
      line = info.lines + 1;
    }
  } catch (error) {
    throw asImportError(error, name, line);
  }
  if (header === undefined) throw new ImportError(`${name}: the file is empty`);
}

/** Latin-1 read as UTF-8 would store broken names without a word. */
async function* utf8(bytes: AsyncIterable<Buffer>, name: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const decode = (chunk?: Buffer) => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw new ImportError(`${name}: the text is not UTF-8 (Latin-1 perhaps); save it as UTF-8`);
    }
  };
  for await (const chunk of bytes) yield decode(chunk);
  yield decode();
}

function checkedHeader(header: string[], name: string): string[] {
  const names = header.map((each) => each.trim());
  const twice = names.find((each, index) => isColumnId(each) && names.indexOf(each) !== index);
  if (twice !== undefined) throw new ImportError(`${name}: the header names ${twice} twice`);
  for (const needed of ['id', 'createdAt']) {
    if (!names.includes(needed)) throw new ImportError(`${name}: the header has no ${needed}${delimiterHint(names)}`);
  }
  return names;
}

function delimiterHint(names: readonly string[]): string {
  const [only = ''] = names;
  const other = names.length === 1 ? [';', '\t', '|'].find((delimiter) => only.includes(delimiter)) : undefined;
  if (other !== undefined)
    return `; the cells seem to be separated by "${other === '\t' ? 'tab' : other}" instead of ","`;
  return ` (it must have the documented names: ${COLUMN_IDS.join(', ')})`;
}

function toRow(record: readonly string[], header: readonly string[], line: number): RawRow {
  const cells = Object.fromEntries(header.map((name, index) => [name, record[index] === '' ? null : record[index]]));
  if (record.length === header.length) return { line, cells };
  return { line, cells, broken: `${record.length} cells instead of ${header.length}` };
}

function asImportError(error: unknown, name: string, line: number): unknown {
  const code = (error as CsvError).code;
  if (code === 'CSV_QUOTE_NOT_CLOSED')
    return new ImportError(`${name}: the quote that opens on line ${line} or later is never closed`);
  if (code === 'CSV_MAX_RECORD_SIZE')
    return new ImportError(`${name}: the record on line ${line} is longer than ${MAX_RECORD_BYTES} bytes`);
  if (code?.startsWith('CSV_'))
    return new ImportError(`${name}: line ${line} is not csv: ${(error as CsvError).message}`);
  return error;
}
