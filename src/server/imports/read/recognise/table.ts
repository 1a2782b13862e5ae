import { SEPARATOR_CHARACTERS, SEPARATORS, type Separator } from '../../../../contract/responses/fileDialect';
import { type CsvRecord, CsvRecords } from '../csvRecords';
import { type HeaderNames, headerRow } from './headerRow';

/** How a table of text is written. */
export interface TableForm {
  separator: Separator;
  /** Lines before the header. */
  skippedLines: number;
}

/** What is said of it by whoever sends it. */
export type SaidOfTable = Partial<{ separator: Separator | undefined; skipLines: number | undefined }>;

/** Enough to tell a header from titles. */
const MAX_RECORDS = 200;

/**
 * Recognises the separator and the header of csv by its first lines: read with the right separator, most records have
 * the header's number of cells, and the header has names that are known.
 */
export function recogniseTable(text: string, names: HeaderNames, said: SaidOfTable = {}): TableForm {
  const declared = said.separator ?? declaredSeparator(text);
  const tried = declared === undefined ? SEPARATORS : [declared];
  const readings = tried.map((separator) => readWith(separator, text, names, said.skipLines));
  const best = readings.reduce((one, other) => (other.score > one.score ? other : one));
  return { separator: best.separator, skippedLines: said.skipLines ?? best.skippedLines };
}

/** Excel takes the separator from a first line such as `sep=;`. */
function declaredSeparator(text: string): Separator | undefined {
  const mark = /^"?sep=(.)"?[,;\t|]*\r?(?:\n|$)/i.exec(text)?.[1];
  return SEPARATORS.find((separator) => SEPARATOR_CHARACTERS[separator] === mark);
}

interface Reading extends TableForm {
  score: number;
}

function readWith(separator: Separator, text: string, names: HeaderNames, skipLines: number | undefined): Reading {
  const records = firstRecords(text, separator).filter(({ line }) => line > (skipLines ?? 0));
  const width = usualWidth(records);
  const header = skipLines === undefined ? headerRow(records, width, names) : records[0];
  const known = header === undefined ? 0 : names.countIn(header.cells);
  const fitting = records.filter((record) => record.width === width && record.broken === undefined).length;
  const share = width < 2 ? 0 : (fitting / records.length) * (1 - 1 / width);
  return { separator, skippedLines: Math.max(0, (header?.line ?? 1) - 1), score: known + share };
}

function firstRecords(text: string, separator: Separator): CsvRecord[] {
  const records = new CsvRecords(SEPARATOR_CHARACTERS[separator]);
  const end = text.lastIndexOf('\n') + 1;
  const whole = records.push(text.slice(0, end));
  const found = whole.length > 0 ? whole : [...records.push(text.slice(end)), ...(records.end() ?? [])];
  return found.filter(({ line, raw }) => line > 1 || !/^"?sep=.?"?[,;\t|\s]*$/i.test(raw)).slice(0, MAX_RECORDS);
}

/** The number of cells that most records have; of several the largest. */
function usualWidth(records: readonly CsvRecord[]): number {
  const counts = new Map<number, number>();
  for (const { width } of records) counts.set(width, (counts.get(width) ?? 0) + 1);
  let usual = 1;
  for (const [width, count] of counts) {
    const most = counts.get(usual) ?? 0;
    if (count > most || (count === most && width > usual)) usual = width;
  }
  return usual;
}
