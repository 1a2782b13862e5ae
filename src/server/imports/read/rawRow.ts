import { MAX_THEIR_NAME } from '../../../contract/columns/columnMapping';
import type { SourceNames } from './mapping';

/** One record of a file, not yet parsed as a ticket. Readers yield them in batches: one by one costs more than reading them. */
export interface RawRow {
  /** Physical line on which the record starts, from 1. */
  line: number;
  /** In the order of STORED_COLUMN_IDS; text or undefined from csv, anything from JSON. */
  values: readonly unknown[];
  /** The text of the record. */
  raw: string;
  /** The reason when the record itself is broken; then `values` is empty. */
  broken?: string;
  /** What is broken of it, where that can be told: lines, or a cell. */
  brokenPart?: string;
}

export interface ReadContext {
  /** Name of the file in messages. */
  name: string;
  /** Readers add names to it that are no documented columns. */
  leftOut: LeftOut;
  sourceNames: SourceNames;
  /** Readers add every name to it. */
  allNames?: FileNames;
  /** Whether those of JSON are wanted as well, which takes time in each row. */
  isNaming?: boolean;
}

/** Limited, since a JSON file can have other names in every row. */
const MAX_LEFT_OUT = 100;

/** Names that are no documented columns, the first hundred. */
export class LeftOut {
  readonly #names = new Set<string>();

  add(name: string): void {
    if (this.#names.size < MAX_LEFT_OUT) this.#names.add(name.length > 60 ? `${name.slice(0, 60)}...` : name);
  }

  get names(): string[] {
    return [...this.#names].sort();
  }
}

/** Names of a file that can be mapped, the first of them. */
export class FileNames {
  readonly #names = new Set<string>();

  add(name: string): void {
    if (this.#names.size < MAX_NAMES && name.length <= MAX_THEIR_NAME) this.#names.add(name);
  }

  get names(): string[] {
    return [...this.#names];
  }

  get count(): number {
    return this.#names.size;
  }
}

/** More than a page can offer for choice. */
export const MAX_NAMES = 300;

/** No export of tickets has as many columns; every name and cell takes memory. */
export const MAX_COLUMNS = 2000;

/** No real ticket is longer; limits the memory that a missing quote takes, which makes the rest of a file one record. */
export const MAX_RECORD_LENGTH = 16 * 1024 * 1024;

/** Enough of a record to find and correct it. */
const MAX_RAW_LENGTH = 2000;

/** The text of a record for lists of rejects. */
export function shownRaw({ raw }: RawRow): string {
  return raw.slice(0, MAX_RAW_LENGTH).trimEnd();
}
