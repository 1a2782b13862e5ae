import { STORED_COLUMN_IDS } from '../../../contract/columns/columns';
import { type CsvRecord, CsvRecords } from './csvRecords';
import type { TableHeader } from './table/tableHeader';

/** Why a record is rejected that swallowed others: a stray quote opened a cell, and another one closed it rows later. */
export const ROWS_WITHIN = 'a cell in quotes holds whole rows, lines';

const ID_PLACE = STORED_COLUMN_IDS.indexOf('id');
const TIME_PLACE = STORED_COLUMN_IDS.indexOf('createdAt');
const ID_LIKE = /^\s*"?\s*(?:[A-Za-z]{1,12}[-_ #]?|#)?\d/;
const TIME_LIKE = /\d{1,4}[./-]\s?[\p{L}\d]{1,9}\.?[./\s-]{1,2}\d{2,4}|\p{L}{3,9}\.? \d{1,2},? \d{4}/u;

/**
 * The lines of a cell that holds rows of their own: "101–201". A description of several lines has none: where a
 * row has its id and its creation it has neither.
 */
export function rowsWithin(record: CsvRecord, header: TableHeader, separator: string): string | undefined {
  let line = record.line;
  for (const [place, cell] of record.cells.entries()) {
    // Most cells have one line.
    if (!cell.includes('\n')) continue;
    const parts = cell.split('\n');
    const last = line + parts.length - 1;
    // Most lines are told apart by the first look.
    const isRow = (text: string) => TIME_LIKE.test(text) && looksLikeRow(cellsOf(text, separator), header);
    const isSwallowed = parts.slice(1, -1).some(isRow) || isCutRow(parts, place, { header, separator });
    if (isSwallowed) return `${line}–${last}`;
    line = last;
  }
  return undefined;
}

function looksLikeRow(cells: readonly string[], { positions, width }: TableHeader): boolean {
  // One separator less than in the header: a row can have a fault of its own.
  if (cells.length < width - 1) return false;
  const [id, time] = [positions[ID_PLACE]?.[0], positions[TIME_PLACE]?.[0]];
  return isLike(ID_LIKE, cells, id) && isLike(TIME_LIKE, cells, time);
}

function isLike(form: RegExp, cells: readonly string[], place: number | undefined): boolean {
  return place !== undefined && form.test(cells[place] ?? '');
}

interface Table {
  header: TableHeader;
  separator: string;
}

/**
 * Whether a cell begins with the end of a row and ends with the beginning of the next one: a quote in one row and the
 * other in the row below, in the same column. Their two parts are put together and looked at as one row.
 */
function isCutRow(parts: readonly string[], place: number, { header, separator }: Table): boolean {
  const [end, begin] = [parts[0], parts.at(-1)].map((text) => cellsOf(text ?? '', separator));
  if (end?.length !== header.width - place || begin?.length !== place + 1) return false;
  const cells = [...begin, ...end.slice(1)];
  const [id, time] = [header.positions[ID_PLACE]?.[0], header.positions[TIME_PLACE]?.[0]];
  if (id === place || time === place) return false;
  // What stands outside of the quotes says nothing: it is in its column whatever the quotes hold.
  const isIdWithin = id !== undefined && id < place;
  return isLike(TIME_LIKE, cells, time) && (!isIdWithin || isLike(ID_LIKE, cells, id));
}

/** The cells of a line; of one with a quote that is not closed, by its separators alone. */
function cellsOf(line: string, separator: string): readonly string[] {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  const [record] = new CsvRecords(separator).push(`${text}\n`);
  return record?.cells ?? text.split(separator);
}
