import { ImportError } from '../importError';
import { BACKSLASH, CLOSE, CLOSE_ARRAY, COMMA, OPEN, OPEN_ARRAY, QUOTE } from './jsonCharacters';
import { MAX_RECORD_LENGTH } from './rawRow';

/** The bytes of one object of a JSON array. */
export interface FoundObject {
  /** Physical line on which it starts, from 1. */
  line: number;
  bytes: Buffer;
}

const NEWLINE = 0x0a;
const BLANKS = [0x20, 0x09, 0x0d, NEWLINE];

/** What may come next in the array, outside of its objects. */
type Expected = 'array' | 'objectOrEnd' | 'object' | 'commaOrEnd' | 'nothing' | 'another';
const EXPECTED_TEXT: Record<Expected, string> = {
  array: 'an array',
  objectOrEnd: 'an object',
  object: 'an object',
  commaOrEnd: 'a comma or the end of the array',
  nothing: 'nothing after the end of the array',
  another: 'another object',
};

/** Where the text stands, and whether it is objects one after the other instead of an array. */
export interface ObjectsPlace {
  firstLine?: number;
  isSequence?: boolean;
}

/**
 * Finds the objects of a JSON array in a stream, or of a sequence of objects. Only their bounds are searched, for JSON.parse: general streaming
 * parsers emit every token, and were several times slower.
 */
export class JsonObjects {
  readonly #name: string;
  readonly #isSequence: boolean;
  #expected: Expected;
  #line: number;
  #startLine = 1;
  /** Number of open braces. */
  #depth = 0;
  #inText = false;
  #escaped = false;
  /** Bytes of an object that began in an earlier chunk. */
  #held: Buffer[] = [];
  #heldBytes = 0;

  constructor(name: string, { firstLine = 1, isSequence = false }: ObjectsPlace = {}) {
    this.#name = name;
    this.#line = firstLine;
    this.#isSequence = isSequence;
    this.#expected = isSequence ? 'another' : 'array';
  }

  push(chunk: Buffer): FoundObject[] {
    const found: FoundObject[] = [];
    let start = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0;
      if (byte === NEWLINE) this.#line += 1;
      if (this.#depth > 0) {
        if (this.#within(byte)) found.push(this.#take(chunk.subarray(start, at + 1)));
      } else if (byte === OPEN) {
        this.#open();
        start = at;
      } else this.#between(byte);
    }
    if (this.#depth > 0) this.#hold(chunk.subarray(start));
    return found;
  }

  end(): void {
    if (this.#depth > 0) {
      throw new ImportError(`${this.#name}: the file ends within the record that begins on line ${this.#startLine}`);
    }
    if (this.#expected !== 'nothing' && !this.#isSequence) {
      throw new ImportError(`${this.#name}: the array is not closed, so the file is cut off`);
    }
  }

  /** Whether this byte ends the object. */
  #within(byte: number): boolean {
    if (this.#inText) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) this.#inText = false;
    } else if (byte === QUOTE) this.#inText = true;
    else if (byte === OPEN) this.#depth += 1;
    else if (byte === CLOSE) this.#depth -= 1;
    return this.#depth === 0;
  }

  #open(): void {
    if (!this.#isSequence) {
      if (this.#expected !== 'object' && this.#expected !== 'objectOrEnd') throw this.#unexpected();
      this.#expected = 'commaOrEnd';
    }
    this.#depth = 1;
    this.#startLine = this.#line;
  }

  #between(byte: number): void {
    if (BLANKS.includes(byte)) return;
    const expected = this.#expected;
    if (byte === OPEN_ARRAY && expected === 'array') this.#expected = 'objectOrEnd';
    else if (byte === COMMA && expected === 'commaOrEnd') this.#expected = 'object';
    else if (byte === CLOSE_ARRAY && (expected === 'commaOrEnd' || expected === 'objectOrEnd')) {
      this.#expected = 'nothing';
    } else throw this.#unexpected();
  }

  #unexpected(): ImportError {
    const expected = EXPECTED_TEXT[this.#expected];
    return new ImportError(`${this.#name}: line ${this.#line} is not JSON as expected: ${expected} should come here`);
  }

  #hold(part: Buffer): void {
    this.#heldBytes += part.length;
    if (this.#heldBytes > MAX_RECORD_LENGTH) {
      const megabytes = MAX_RECORD_LENGTH / 1024 / 1024;
      throw new ImportError(
        `${this.#name}: the record that begins on line ${this.#startLine} is longer than ${megabytes} MB; perhaps a quote or brace is not closed`,
      );
    }
    this.#held.push(part);
  }

  #take(last: Buffer): FoundObject {
    const bytes = this.#held.length === 0 ? last : Buffer.concat([...this.#held, last]);
    this.#held = [];
    this.#heldBytes = 0;
    return { line: this.#startLine, bytes };
  }
}
