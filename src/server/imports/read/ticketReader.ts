import type { StoredColumn, StoredIntegerColumn } from '../../../contract/columns/columnFacts';
import { STORED_COLUMN_IDS, type StoredColumnId, storedColumnOf } from '../../../contract/columns/columns';
import { unprotectFormulas } from '../../../contract/format/protectFormulas';
import type { SourceNames } from './mapping';
import type { RawRow } from './rawRow';
import { CellError, showValue } from './values/cellError';
import type { Place } from './values/fileFact';
import { FileWording } from './values/fileWording';
import { exactIntegerReader, hoursReader, type IntegerReader, integerReader } from './values/integerReader';
import { isPlainTime, readTime } from './values/readTime';
import { TimeReader } from './values/timeReader';
import type { ValueFacts } from './values/valueFacts';
import { WallClock } from './values/wallClock';

/** What a cell can be: text in csv, which may have the export's apostrophes; text and numbers of a sheet; anything in JSON. */
export type CellForm = 'csv' | 'sheet' | 'json';

export interface TicketReaderOptions {
  /** Times with an offset are converted into this zone. */
  timeZone: string;
  form: CellForm;
  /** Name of the file in messages. */
  file?: string;
  /** How the file writes its values. Without it they must be written as the API does: a mirror's upstream never guesses. */
  facts?: ValueFacts;
  /** What its words mean. */
  wording?: FileWording;
  /** What it calls the columns, which can say of seconds that they are hours. */
  sourceNames?: SourceNames;
}

/** Why a row is rejected. */
export interface RowProblem {
  /** Null when it is the row itself. */
  column: StoredColumnId | null;
  /** The same for each cell that is wrong in this way: "is not a whole number". */
  what: string;
  /** Undefined where there is none. */
  value?: unknown;
}

/** "id is not a whole number: x". */
export function describeProblem({ column, what, value }: RowProblem): string {
  const shown = value === undefined ? what : `${what}: ${showValue(value)}`;
  return column === null ? shown : `${column} ${shown}`;
}

/** Converts a cell to text: integers to digits, times to wall time; null when it is blank. @throws CellError. */
type CellReader = (value: unknown, line: number) => string | null;

interface ColumnReader {
  id: StoredColumnId;
  isRequired: boolean;
  read: CellReader;
}

/** Parses records as tickets in the documented columns. */
export class TicketReader {
  readonly #columns: readonly ColumnReader[];
  readonly #options: TicketReaderOptions;
  readonly #clock: WallClock;
  readonly #times: TimeReader | undefined;
  #converted = 0;

  constructor(options: TicketReaderOptions) {
    const { timeZone, facts } = options;
    this.#options = options;
    this.#clock = new WallClock(timeZone);
    this.#times = facts === undefined ? undefined : new TimeReader(this.#clock, facts);
    this.#columns = STORED_COLUMN_IDS.map((id) => {
      const column = storedColumnOf(id);
      return { id, isRequired: column.required === true, read: this.#reader(id, column) };
    });
  }

  /** Number of times so far that were written with `T` or an offset. */
  get converted(): number {
    return this.#converted + (this.#times?.converted ?? 0);
  }

  /**
   * @returns cells in the order of STORED_COLUMN_IDS, null for no value; or all that is wrong with the row.
   * @throws what FileFact and IdForm do.
   */
  read(row: RawRow): { cells: readonly (string | null)[] } | { problems: readonly RowProblem[] } {
    if (row.broken !== undefined) return { problems: [{ column: null, what: row.broken }] };
    const cells: (string | null)[] = [];
    let problems: RowProblem[] | undefined;
    for (const column of this.#columns) {
      const value = row.values[cells.length];
      try {
        const isEmpty = value === undefined || value === null || value === '';
        const cell = isEmpty ? null : column.read(value, row.line);
        if (cell === null && column.isRequired) throw new CellError('is missing');
        cells.push(cell);
      } catch (error) {
        if (!(error instanceof CellError)) throw error;
        cells.push(null);
        problems ??= [];
        problems.push({ column: column.id, what: error.message, value: error.value });
      }
    }
    return problems === undefined ? { cells } : { problems };
  }

  #reader(id: StoredColumnId, column: StoredColumn): CellReader {
    const { form, facts, wording = new FileWording(), file = 'the file' } = this.#options;
    // One for all cells of the column: an object for each would take a tenth of the time.
    const place = { file, line: 0, column: id };
    const at = (line: number): Place => {
      place.line = line;
      return place;
    };
    switch (column.kind) {
      case 'integer': {
        const read = this.#integerReader(id, column);
        return this.#trimming((value, line) => read(value, at(line)));
      }
      case 'enum':
        if (facts === undefined) return exactEnumReader(column.values);
        return this.#trimming(enumReader(id, column.values, wording));
      case 'timestamp': {
        const times = this.#times;
        const read: CellReader =
          times === undefined ? (value) => this.#exactTime(value) : (value, line) => times.read(value, at(line));
        const readOther = this.#trimming(read);
        // Most times are written as they are stored.
        return (value, line) => (typeof value === 'string' && isPlainTime(value) ? value : readOther(value, line));
      }
      case 'text':
        return textReader(column.content === 'document', form, facts !== undefined);
    }
  }

  #integerReader(id: StoredColumnId, column: StoredIntegerColumn): IntegerReader {
    const { form, facts, sourceNames } = this.#options;
    if (facts === undefined) return exactIntegerReader(column, form === 'csv');
    const isHours = column.unit === 'seconds' && sourceNames?.isInHours(id) === true;
    return isHours ? hoursReader(column, facts) : integerReader(column, facts);
  }

  /** Blanks around cells of other than text columns are no part of them. */
  #trimming(read: CellReader): CellReader {
    if (this.#options.facts === undefined) return read;
    return (value, line) => {
      const cell = trimmed(value);
      return cell === '' ? null : read(cell, line);
    };
  }

  #exactTime(value: unknown): string {
    const time = readTime(value, this.#clock);
    if ('reason' in time) throw new CellError(time.reason, value);
    if (time.converted) this.#converted += 1;
    return time.wallTime;
  }
}

/** Cells seldom have blanks around them; looking is quicker than trimming. */
function trimmed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const isPlain = isDark(value.charCodeAt(0)) && isDark(value.charCodeAt(value.length - 1));
  return isPlain ? value : value.trim();
}

function isDark(code: number): boolean {
  return code > 0x20 && code < 0x7f;
}

function exactEnumReader(values: readonly string[]): CellReader {
  return (value) => {
    const found = values.find((each) => each === value);
    if (found === undefined) throw new CellError(notOneOf(values), value);
    return found;
  };
}

function enumReader(id: StoredColumnId, values: readonly string[], wording: FileWording): CellReader {
  return (value) => {
    const { value: meaning, from } = wording.meaningOf(id, value);
    if (from === 'unknown' && !wording.isUnknownEmpty) throw new CellError(notOneOf(values), value);
    return meaning;
  };
}

function notOneOf(values: readonly string[]): string {
  return `is not one of ${values.join(', ')}`;
}

const HALF_CHARACTER = /\p{Surrogate}/u;

function textReader(isDocument: boolean, form: CellForm, anyKind: boolean): CellReader {
  return (value) => {
    const text = anyKind && (typeof value === 'number' || typeof value === 'boolean') ? String(value) : value;
    // Some instances send a document as the object itself.
    const whole = isDocument && typeof text === 'object' ? JSON.stringify(text) : text;
    if (typeof whole !== 'string') throw new CellError('is not text', value);
    if (whole.includes('\0')) throw new CellError('contains a null byte');
    // Decoded csv cannot hold one; the engine would refuse the whole batch.
    if (form !== 'csv' && HALF_CHARACTER.test(whole)) throw new CellError('contains half of a character');
    return form === 'csv' ? unprotectFormulas(whole) : whole;
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
