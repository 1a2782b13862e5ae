import { STORED_COLUMN_IDS, type StoredColumnId, storedColumnOf } from '../../../contract/columns/columns';
import { unprotectFormulas } from '../../../contract/format/protectFormulas';
import type { RawRow } from './rawRow';
import { readTime } from './readTime';
import { WallClock } from './wallClock';

/** Why a cell is invalid; thrown and caught within this file. */
class CellError extends Error {}

/** Converts a cell to text: integers to digits, times to wall time. @throws CellError. */
type CellReader = (value: unknown) => string;

/** Parses records as tickets in the documented columns. */
export class TicketReader {
  readonly #columns: readonly { id: StoredColumnId; isRequired: boolean; read: CellReader }[];
  readonly #clock: WallClock;
  readonly #isCsv: boolean;
  #converted = 0;

  /**
   * @param timeZone into which times with an offset are converted.
   * @param isCsv csv cells are text, and may have the export's apostrophes before what a spreadsheet would run.
   */
  constructor(timeZone: string, isCsv: boolean) {
    this.#clock = new WallClock(timeZone);
    this.#isCsv = isCsv;
    this.#columns = STORED_COLUMN_IDS.map((id) => ({
      id,
      isRequired: storedColumnOf(id).required === true,
      read: this.#reader(id),
    }));
  }

  /** Number of times so far that were written with `T` or an offset. */
  get converted(): number {
    return this.#converted;
  }

  /** @returns cells in the order of STORED_COLUMN_IDS, null for no value; or the reason of a reject. */
  read(row: RawRow): { cells: readonly (string | null)[] } | { reason: string } {
    if (row.broken !== undefined) return { reason: row.broken };
    const cells: (string | null)[] = [];
    for (const { id, isRequired, read } of this.#columns) {
      const value = row.values[cells.length];
      try {
        const isEmpty = value === undefined || value === null || value === '';
        if (isEmpty && isRequired) throw new CellError('is missing');
        cells.push(isEmpty ? null : read(value));
      } catch (error) {
        if (!(error instanceof CellError)) throw error;
        return { reason: `${id} ${error.message}` };
      }
    }
    return { cells };
  }

  #reader(id: StoredColumnId): CellReader {
    const column = storedColumnOf(id);
    switch (column.kind) {
      case 'integer':
        return integerReader(column.range, this.#isCsv);
      case 'enum':
        return enumReader(column.values);
      case 'timestamp':
        return (value) => this.#readTime(value);
      case 'text':
        return textReader(column.content === 'document', this.#isCsv);
    }
  }

  #readTime(value: unknown): string {
    const time = readTime(value, this.#clock);
    if ('reason' in time) throw new CellError(`${time.reason}: ${show(value)}`);
    if (time.converted) this.#converted += 1;
    return time.wallTime;
  }
}

/** Many tools write whole numbers with `.0` in a column with empty cells. */
const WHOLE = /^-?\d+(?:\.0+)?$/;

function integerReader([min, max]: readonly [number, number], isCsv: boolean): CellReader {
  return (value) => {
    const number = isCsv && typeof value === 'string' && WHOLE.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isInteger(number)) {
      throw new CellError(`is not a whole number: ${show(value)}`);
    }
    if (number < min || number > max) throw new CellError(`is not from ${min} to ${max}: ${show(value)}`);
    return String(number);
  };
}

function enumReader(values: readonly string[]): CellReader {
  const known = new Set<unknown>(values);
  return (value) => {
    if (!known.has(value)) throw new CellError(`is not one of ${values.join(', ')}: ${show(value)}`);
    return String(value);
  };
}

const HALF_CHARACTER = /\p{Surrogate}/u;

function textReader(isDocument: boolean, isCsv: boolean): CellReader {
  return (value) => {
    // Some instances send a document as the object itself.
    const text = isDocument && typeof value === 'object' ? JSON.stringify(value) : value;
    if (typeof text !== 'string') throw new CellError(`is not text: ${show(value)}`);
    if (text.includes('\0')) throw new CellError('contains a null byte');
    // Decoded csv cannot hold one; the engine would refuse the whole batch.
    if (!isCsv && HALF_CHARACTER.test(text)) throw new CellError('contains half of a character');
    return isCsv ? unprotectFormulas(text) : text;
  };
}

/** A row's cells by column, without what is null; integers as numbers. */
export function ticketOf(cells: readonly (string | null)[]): Record<string, string | number> {
  const values = STORED_COLUMN_IDS.flatMap((id, index) => {
    const cell = cells[index] ?? null;
    if (cell === null) return [];
    return [[id, storedColumnOf(id).kind === 'integer' ? Number(cell) : cell] as const];
  });
  return Object.fromEntries(values);
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
