import { BACKSLASH, CLOSE, CLOSE_ARRAY, COMMA, OPEN, OPEN_ARRAY, QUOTE } from '../jsonCharacters';

/** An array within the one object of a file. */
export interface FoundArray {
  field: string;
  /** Bytes from the beginning of the text to its `[`. */
  start: number;
  /** Bytes to what follows its `]`; undefined while it is not closed. */
  end: number | undefined;
  /** The line of its `[`, from 1. */
  line: number;
  /** How many objects it has, and how many other values. */
  objects: number;
  others: number;
  /** Names in its first object, the first of them. */
  names: readonly string[];
}

const NEWLINE = 0x0a;
const COLON = 0x3a;
const BLANKS = [0x20, 0x09, 0x0d, NEWLINE];
/** More than any file has to be told by. */
const MAX_KEPT = 2000;
/** Longer names are told by nothing. */
const MAX_NAME_BYTES = 1000;

/**
 * The outline of a text that begins with an object: how many values stand beside it, its names, and the arrays that it
 * holds. Only structure is looked at; depth and length of the rest do not matter.
 */
export class JsonOutline {
  /** Values that begin on the top level. */
  values = 0;
  /** Whether the first object is whole. */
  isClosed = false;
  /** The first object's own names. */
  readonly names: string[] = [];
  readonly arrays: FoundArray[] = [];
  #offset = 0;
  #line = 1;
  #depth = 0;
  #inText = false;
  #escaped = false;
  /** Bytes of the text that is being read, while it may be a name. */
  #text: number[] | undefined;
  #lastText = '';
  /** The name whose value comes next, on the first level. */
  #field = '';
  #open: { array: FoundArray; names: string[]; hasValue: boolean } | undefined;

  /** @returns false once there is a second value on the top level, after which nothing more is told. */
  push(chunk: Buffer): boolean {
    for (const byte of chunk) {
      if (this.values > 1) return false;
      if (byte === NEWLINE) this.#line += 1;
      if (this.#inText) this.#within(byte);
      else this.#see(byte);
      this.#offset += 1;
    }
    return this.values <= 1;
  }

  #within(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) {
      this.#inText = false;
      this.#lastText = this.#text === undefined ? '' : textOf(this.#text);
      this.#text = undefined;
      return;
    }
    if (this.#text !== undefined && this.#text.length < MAX_NAME_BYTES) this.#text.push(byte);
  }

  #see(byte: number): void {
    switch (byte) {
      case QUOTE:
        this.#inText = true;
        this.#text = this.#canName() ? [] : undefined;
        this.#value(false);
        break;
      case COLON:
        this.#name();
        break;
      case OPEN:
      case OPEN_ARRAY:
        this.#value(byte === OPEN);
        this.#begin(byte);
        this.#depth += 1;
        break;
      case CLOSE:
      case CLOSE_ARRAY:
        this.#depth -= 1;
        this.#close();
        break;
      case COMMA:
        if (this.#depth === 2 && this.#open !== undefined) this.#open.hasValue = false;
        break;
      default:
        if (!BLANKS.includes(byte)) this.#value(false);
    }
  }

  /** Whether a text here may be one of the names that are kept. */
  #canName(): boolean {
    return this.#depth === 1 || (this.#depth === 3 && this.#open?.array.objects === 1);
  }

  /** The text before was a name. */
  #name(): void {
    if (!this.#canName()) return;
    if (this.#depth === 1) this.#field = this.#lastText;
    const names = this.#depth === 1 ? this.names : (this.#open?.names ?? []);
    if (names.length < MAX_KEPT) names.push(this.#lastText);
  }

  /** A value begins. */
  #value(isObject: boolean): void {
    if (this.#depth === 0) this.values += 1;
    if (this.#depth !== 2 || this.#open === undefined || this.#open.hasValue) return;
    this.#open.hasValue = true;
    if (isObject) this.#open.array.objects += 1;
    else this.#open.array.others += 1;
  }

  #begin(byte: number): void {
    if (this.#depth !== 1 || byte !== OPEN_ARRAY || this.arrays.length >= MAX_KEPT) return;
    const names: string[] = [];
    const place = { field: this.#field, start: this.#offset, end: undefined, line: this.#line };
    const array: FoundArray = { ...place, objects: 0, others: 0, names };
    this.arrays.push(array);
    this.#open = { array, names, hasValue: false };
  }

  #close(): void {
    if (this.#depth === 1 && this.#open !== undefined) {
      this.#open.array.end = this.#offset + 1;
      this.#open = undefined;
    }
    if (this.#depth === 0) this.isClosed = true;
  }
}

function textOf(bytes: readonly number[]): string {
  const text = Buffer.from(bytes).toString('utf8');
  if (!text.includes('\\')) return text;
  try {
    const parsed: unknown = JSON.parse(`"${text}"`);
    return typeof parsed === 'string' ? parsed : text;
  } catch {
    return text;
  }
}
