import { MAX_COLUMNS, MAX_RECORD_LENGTH } from './rawRow';

/**
 * Parses the records of RFC 4180 text, with any separator. A general parser took most of an import's time: it read 26 columns at a tenth
 * of the speed.
 */

export interface CsvRecord {
  /** Physical line on which the record starts, from 1. */
  line: number;
  /** The first MAX_COLUMNS of them. */
  cells: string[];
  /** The number of all of them. */
  width: number;
  raw: string;
  /** Physical lines that it takes. */
  lines: number;
  broken?: string;
  /** Whether there are quotes within cells without quotes around them, as in `24" screen`: they stand for themselves. */
  hasInnerQuotes?: boolean;
}

/** Why a record is rejected that has such quotes, where it is not as wide as the header or a cell may be meant as quoted. */
export const INNER_QUOTE = 'a quote within a cell that does not begin with one';

const QUOTE = 0x22;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

export class CsvRecords {
  readonly #separator: number;
  /** The beginning of an unfinished record. */
  #rest = '';
  /** Length that an unfinished record must reach to be parsed again: at every piece of text, a long cell would take minutes. */
  #enough = 0;
  #line: number;

  /** @param firstLine the physical line that the text begins with. */
  constructor(separator = ',', firstLine = 1) {
    this.#separator = separator.charCodeAt(0);
    this.#line = firstLine;
  }

  /** The line on which the unfinished record starts. */
  get line(): number {
    return this.#line;
  }

  /** Length of the unfinished record so far. */
  get pending(): number {
    return this.#rest.length;
  }

  /** The records that end within the text seen so far; text comes in whole lines. */
  push(text: string): CsvRecord[] {
    const all = this.#rest + text;
    // An unfinished record has an open quote: parsing it again is of no use without another quote.
    const isHopeless = this.#rest !== '' && !text.includes('"');
    if (isHopeless || all.length < Math.min(this.#enough, MAX_RECORD_LENGTH)) {
      this.#rest = all;
      return [];
    }
    return this.#read(all);
  }

  /** The last record, which may lack its line end. Undefined when a quote is not closed, in the record at `line`. */
  end(): CsvRecord[] | undefined {
    if (this.#rest === '') return [];
    const last = this.#read(this.#rest.endsWith('\n') ? this.#rest : `${this.#rest}\n`);
    return this.#rest === '' ? last : undefined;
  }

  #read(all: string): CsvRecord[] {
    const records: CsvRecord[] = [];
    let start = 0;
    while (start < all.length) {
      const blank = blankLine(all, start);
      if (blank > 0) {
        this.#line += 1;
        start += blank;
        continue;
      }
      const cells: string[] = [];
      const record: CsvRecord = { line: this.#line, cells, width: 0, raw: '', lines: 1 };
      const end = readRecord(all, start, record, this.#separator);
      if (end === -1) break;
      record.raw = all.slice(start, end);
      record.lines = countLines(all, start, end);
      this.#line += record.lines;
      start = end;
      records.push(record);
    }
    this.#rest = all.slice(start);
    this.#enough = start === 0 ? all.length * 2 : 0;
    return records;
  }
}

/** The length of a line without any character, which is no record; else 0. */
function blankLine(text: string, start: number): number {
  const code = text.charCodeAt(start);
  if (code === NEWLINE) return 1;
  return code === RETURN && text.charCodeAt(start + 1) === NEWLINE ? 2 : 0;
}

/** Parses the cells of a record. @returns the position after its line end, or -1 when the text ends before it. */
function readRecord(text: string, start: number, record: CsvRecord, separator: number): number {
  let at = start;
  for (;;) {
    at =
      text.charCodeAt(at) === QUOTE ? readQuoted(text, at, record, separator) : readPlain(text, at, record, separator);
    if (at === -1) return -1;
    // Cells end at a separator or a line end.
    if (text.charCodeAt(at) === NEWLINE) return at + 1;
    at += 1;
  }
}

/** A cell without quotes around it: up to the next separator or line end. */
function readPlain(text: string, start: number, record: CsvRecord, separator: number): number {
  let isInner = false;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === separator || code === NEWLINE) {
      const isReturn = code === NEWLINE && at > start && text.charCodeAt(at - 1) === RETURN;
      addCell(record, text.slice(start, isReturn ? at - 1 : at));
      return at;
    }
    if (code === QUOTE && !isInner) {
      isInner = true;
      record.hasInnerQuotes = true;
      // Behind a blank it may begin a cell in quotes, which some programs write so.
      if (text.slice(start, at).trim() === '') record.broken ??= INNER_QUOTE;
    }
  }
  return -1;
}

/** A cell in quotes, in which a quote is written twice. */
function readQuoted(text: string, start: number, record: CsvRecord, separator: number): number {
  let hasQuotes = false;
  let close = text.indexOf('"', start + 1);
  while (close !== -1 && text.charCodeAt(close + 1) === QUOTE) {
    hasQuotes = true;
    close = text.indexOf('"', close + 2);
  }
  if (close === -1) return -1;
  const cell = text.slice(start + 1, close);
  addCell(record, hasQuotes ? cell.replaceAll('""', '"') : cell);
  let at = close + 1;
  if (text.charCodeAt(at) === RETURN && text.charCodeAt(at + 1) === NEWLINE) at += 1;
  const code = text.charCodeAt(at);
  if (code === separator || code === NEWLINE) return at;
  if (at >= text.length) return -1;
  record.broken ??= 'text after a closing quote';
  // Where the cell was meant to end is unknown; the rest is parsed as unquoted, so that later records are found.
  const next = readPlain(text, at, record, separator);
  if (record.width <= MAX_COLUMNS) record.cells.pop();
  record.width -= 1;
  return next;
}

/** Millions of separators in a record would take a hundred times the memory of its text. */
function addCell(record: CsvRecord, cell: string): void {
  record.width += 1;
  if (record.width <= MAX_COLUMNS) record.cells.push(cell);
}

function countLines(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
