import type { ColumnKind } from '../../../../contract/columns/columnFacts';
import { type ColumnId, columnOf } from '../../../../contract/columns/columns';
import { type FileHeaders, secondsForm, sheetHeader } from '../../../../contract/columns/fileHeaders';
import { type CellValue, cellWriter, textCell } from './cells';
import type { TextChanges } from './cellText';
import { STYLE } from './styles';

/** Excel's row limit, the header included. */
export const SHEET_ROWS = 1_048_576;
/** A part of 4 GiB would need the zip format's 64-bit records, which not every spreadsheet program reads. */
const SHEET_BYTES = 4_000_000_000;
/** Pieces large enough that compressing, not handing over, takes the time. */
const PIECE_CHARACTERS = 262_144;

export interface SheetLimits {
  rows: number;
  bytes: number;
}
export const EXCEL_LIMITS: SheetLimits = { rows: SHEET_ROWS, bytes: SHEET_BYTES };

const OPENING = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';

export interface SheetColumns {
  columns: readonly ColumnId[];
  headers: FileHeaders;
}

/** Writes rows into sheets: each with the header, frozen, with a filter row. */
export class TicketSheets {
  readonly #columns: readonly ColumnId[];
  readonly #headers: FileHeaders;
  readonly #names: readonly string[];
  readonly #write: ReturnType<typeof cellWriter>[];
  readonly #limits: SheetLimits;
  readonly #changes: TextChanges;
  /** Rows of tickets in each sheet so far. */
  readonly rowsBySheet: number[] = [];

  constructor({ columns, headers }: SheetColumns, changes: TextChanges, limits: SheetLimits = EXCEL_LIMITS) {
    this.#columns = columns;
    this.#headers = headers;
    this.#changes = changes;
    this.#limits = limits;
    this.#names = columns.map((_, index) => columnName(index));
    this.#write = columns.map((id) => cellWriter(id, headers, changes));
  }

  get rows(): number {
    return this.rowsBySheet.reduce((sum, rows) => sum + rows, 0);
  }

  /** The area of a sheet's table, `$A$1:$C$12` with dollars. */
  area(sheet: number, dollar = ''): string {
    const last = this.#names.at(-1) ?? 'A';
    return `${dollar}A${dollar}1:${dollar}${last}${dollar}${(this.rowsBySheet[sheet] ?? 0) + 1}`;
  }

  /** The next sheet's XML, taking rows from `source` until it is full or nothing is left. */
  async *sheet(source: RowSource): AsyncGenerator<Buffer> {
    const sheet = this.rowsBySheet.length;
    this.rowsBySheet.push(0);
    let xml = OPENING + this.#head();
    let bytes = 0;
    let row = 1;
    for (;;) {
      const ready = source.take();
      if (ready === undefined) {
        if (!(await source.more())) break;
        continue;
      }
      row += 1;
      xml += this.#row(row, ready);
      this.rowsBySheet[sheet] = row - 1;
      if (xml.length > PIECE_CHARACTERS) {
        const piece = Buffer.from(xml);
        bytes += piece.length;
        xml = '';
        yield piece;
      }
      if (row >= this.#limits.rows || bytes >= this.#limits.bytes) break;
    }
    yield Buffer.from(`${xml}</sheetData><autoFilter ref="${this.area(sheet)}"/></worksheet>`);
  }

  #head(): string {
    const widths = this.#columns.map(
      (id, index) =>
        `<col min="${index + 1}" max="${index + 1}" width="${widthOf(id, this.#headers)}" customWidth="1"/>`,
    );
    const header = this.#columns.map((id, index) =>
      textCell(`${this.#names[index]}1`, sheetHeader(id, this.#headers), this.#changes, STYLE.header),
    );
    return [
      `<sheetViews><sheetView${this.rowsBySheet.length === 1 ? ' tabSelected="1"' : ''} workbookViewId="0">`,
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
      `<sheetFormatPr defaultRowHeight="15"/><cols>${widths.join('')}</cols>`,
      `<sheetData><row r="1">${header.join('')}</row>`,
    ].join('');
  }

  #row(row: number, values: readonly CellValue[]): string {
    let cells = `<row r="${row}">`;
    for (let index = 0; index < this.#write.length; index += 1) {
      const value = values[index];
      if (value !== null && value !== undefined) cells += this.#write[index]?.(`${this.#names[index]}${row}`, value);
    }
    return `${cells}</row>`;
  }
}

/** Rows that may still be on their way. */
export interface RowSource {
  /** The next row, if it is here already: a promise for each of a million rows would take longer than the rows. */
  take(): readonly CellValue[] | undefined;
  /** Waits for more; false when nothing is left. */
  more(): Promise<boolean>;
}

/** A, B, ... Z, AA. */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

const KIND_WIDTH = { integer: 10, enum: 12, computed: 12, text: 14, timestamp: 20 } as const satisfies Record<
  ColumnKind,
  number
>;
/** Of the longest duration that a spreadsheet has, and some. */
const DURATION_WIDTH = 18;
/** The filter's button stands beside the header's text. */
const FILTER_BUTTON = 4;

/** In characters: the usual value, or the header if that is longer. */
function widthOf(id: ColumnId, headers: FileHeaders): number {
  const { sheetWidth, kind } = columnOf(id);
  const isDuration = headers === 'labels' && secondsForm(id) !== null;
  const usual = isDuration ? DURATION_WIDTH : (sheetWidth ?? KIND_WIDTH[kind]);
  return Math.max(usual, sheetHeader(id, headers).length + FILTER_BUTTON);
}
