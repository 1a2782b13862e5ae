import type { SourceNames } from './mapping';

/** One record as the file has it, before it is understood. */
export interface RawRow {
  /** Physical line on which the record starts, from 1. */
  line: number;
  /** In the order of STORED_COLUMN_IDS; text or undefined in csv, anything in JSON. */
  values: readonly unknown[];
  /** The record as it stands in the file. */
  raw: string;
  /** Set when the record itself is broken, with the reason; there are no values then. */
  broken?: string;
}

/** Rows of a piece of a file, as many as it holds: handing them over one by one costs more than reading them. */
export type RowReader = (bytes: AsyncIterable<Buffer>, context: ReadContext) => AsyncIterable<RawRow[]>;

export interface ReadContext {
  /** What messages call the file. */
  name: string;
  /** Names in the file that are no documented columns; readers add to it. */
  leftOut: LeftOut;
  /** What the file calls the columns. */
  sourceNames: SourceNames;
  /** Readers add every name to it, where somebody wants them. */
  allNames?: Set<string>;
}

/** A JSON file can have other names in every row. */
const MAX_LEFT_OUT = 100;

/** Names that were not understood, the first hundred. */
export class LeftOut {
  readonly #names = new Set<string>();

  add(name: string): void {
    if (this.#names.size < MAX_LEFT_OUT) this.#names.add(name.length > 60 ? `${name.slice(0, 60)}...` : name);
  }

  get names(): string[] {
    return [...this.#names].sort();
  }
}

/** No honest ticket is longer; it keeps a missing quote from swallowing the rest of a file into memory. */
export const MAX_RECORD_LENGTH = 16 * 1024 * 1024;

/** Enough of a record to find and mend it. */
const MAX_RAW_LENGTH = 2000;

/** The record as people are shown it. */
export function shownRaw({ raw }: RawRow): string {
  return raw.slice(0, MAX_RAW_LENGTH).trimEnd();
}
