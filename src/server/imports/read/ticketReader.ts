import type { StoredColumn, StoredIntegerColumn } from '../../../contract/columns/columnFacts';
import { STORED_COLUMN_IDS, type StoredColumnId, storedColumnOf } from '../../../contract/columns/columns';
import { Undecided } from '../importError';
import { joinTags } from './joinTags';
import type { SourceNames } from './mapping';
import type { RawRow } from './rawRow';
import { RowNotes } from './rowNotes';
import { CellError, showValue } from './values/cellError';
import type { Place } from './values/fileFact';
import { FileWording } from './values/fileWording';
import { exactIntegerReader, type IntegerReader, integerReader, timeReader } from './values/integerReader';
import { isExcelError, isNoValue } from './values/noValue';
import { isPlainTime, readTime } from './values/readTime';
import { type CellForm, type TextContent, textReader } from './values/textReader';
import { TimeReader } from './values/timeReader';
import { trimmed } from './values/trimmed';
import { PROOFS, UNIT_SECONDS, type UnitFact } from './values/unitFact';
import type { ValueFacts } from './values/valueFacts';
import { WallClock } from './values/wallClock';

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
  /** Whether it is an export of ours, once its names were read: it holds what was stored, whatever that looks like. */
  isOwn?: () => boolean;
  /** Whether blanks stand between its tags, once its names were read. */
  hasBlanksBetweenTags?: () => boolean;
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
  /** Columns of amounts of time that have plain numbers, under a name of the file. */
  readonly plainAmounts = new Set<StoredColumnId>();
  /** What is to be said of the rows that were understood. */
  readonly notes = new RowNotes();
  #converted = 0;
  /** Amounts of time of the row that is read, whose unit is looked for. */
  #amounts: { id: StoredColumnId; fact: UnitFact; amount: number }[] = [];

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
    if (row.broken !== undefined) return { problems: [{ column: null, what: row.broken, value: row.brokenPart }] };
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
    if (this.#amounts.length > 0) this.#proveUnits(cells);
    if (problems !== undefined) return { problems };
    this.notes.see(cells);
    return { cells };
  }

  #reader(id: StoredColumnId, column: StoredColumn): CellReader {
    const { facts, wording = new FileWording(), file = 'the file' } = this.#options;
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
        return this.#textReader(id, column.content);
    }
  }

  #textReader(id: StoredColumnId, content: TextContent): CellReader {
    const { form, facts, wording, sourceNames, isOwn = () => false, hasBlanksBetweenTags } = this.#options;
    const read = textReader(content, form, facts !== undefined);
    const name = sourceNames?.of(id) ?? id;
    // Our own files hold what is meant.
    if (facts === undefined || content === 'document' || (name === id && form !== 'sheet')) return read;
    const isNobody = wording?.isSuggested === true ? (word: string) => isNoValue(id, word) : () => false;
    return (value) => {
      const text = read(value);
      if ((isNobody(text) || isExcelError(text)) && !isOwn()) {
        this.notes.emptied(name, text);
        return null;
      }
      const hasBlanks = content === 'tags' && typeof value === 'string' && hasBlanksBetweenTags?.() === true;
      return hasBlanks ? joinTags(text.split(/[\s,]+/)) || null : text;
    };
  }

  #integerReader(id: StoredColumnId, column: StoredIntegerColumn): IntegerReader {
    const { form, facts, sourceNames } = this.#options;
    if (facts === undefined) return exactIntegerReader(column, form === 'csv');
    if (column.unit !== 'seconds') return integerReader(column, facts);
    const fact = unitFactOf(id, facts);
    const said = sourceNames?.unitOf(id) ?? (fact === undefined ? 'seconds' : undefined);
    if (said === 'seconds' && (sourceNames?.of(id) ?? id) === id) return integerReader(column, facts);
    return timeReader(column, facts, (number) => {
      if (typeof number !== 'number') return number;
      const unit = said ?? fact?.unit;
      this.plainAmounts.add(id);
      if (unit !== undefined && unit !== null)
        return unit === 'seconds' ? number : Math.round(number * UNIT_SECONDS[unit]);
      // A column without any unit is not read.
      if (unit === null) return number;
      if (fact?.isLooking !== true) throw new Undecided('unit');
      this.#amounts.push({ id, fact, amount: number });
      return 0;
    });
  }

  #proveUnits(cells: readonly (string | null)[]): void {
    for (const { id, fact, amount } of this.#amounts) {
      const [from, to] = (PROOFS[id] ?? []).map((each) => cells[STORED_COLUMN_IDS.indexOf(each)]);
      fact.see(amount, from, to);
    }
    this.#amounts = [];
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

function unitFactOf(id: StoredColumnId, { units }: ValueFacts): UnitFact | undefined {
  return id === 'secondsToClose' || id === 'secondsClosedAfterSLA' ? units[id] : undefined;
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
