import { ImportError } from './importError';
import { MAX_RECORD_BYTES, type RawRow } from './rawRow';

/**
 * Reads a JSON array of objects, or one object a line (NDJSON), record by record. Only the bounds of each
 * object are found here; JSON.parse reads it. General streaming parsers were several times slower, since
 * they announce every token.
 * @throws ImportError for a file that is broken as a whole.
 */
export async function* readJson(bytes: AsyncIterable<Buffer>, name: string): AsyncGenerator<RawRow> {
  const finder = new ObjectFinder(name);
  for await (const chunk of bytes) yield* finder.push(chunk);
  finder.end();
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;
const OPEN = 0x7b;
const CLOSE = 0x7d;
/** What may stand between objects: white space, comma, brackets of the array. */
const BETWEEN = new Set([0x20, 0x09, 0x0d, NEWLINE, 0x2c, 0x5b, 0x5d]);

class ObjectFinder {
  readonly #name: string;
  #line = 1;
  #startLine = 1;
  #depth = 0;
  #inText = false;
  #escaped = false;
  /** Bytes of an object that began in an earlier chunk. */
  #held: Buffer[] = [];
  #heldBytes = 0;
  /** The array's closing bracket has been read. */
  #ended = false;
  #brackets = 0;

  constructor(name: string) {
    this.#name = name;
  }

  *push(chunk: Buffer): Generator<RawRow> {
    let start = 0;
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index] ?? 0;
      if (byte === NEWLINE) this.#line += 1;
      if (this.#inText) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === BACKSLASH) this.#escaped = true;
        else if (byte === QUOTE) this.#inText = false;
      } else if (this.#depth === 0) {
        if (byte === OPEN) {
          this.#begin();
          start = index;
        } else this.#between(byte);
      } else if (byte === QUOTE) this.#inText = true;
      else if (byte === OPEN) this.#depth += 1;
      else if (byte === CLOSE) {
        this.#depth -= 1;
        if (this.#depth === 0) yield this.#take(chunk.subarray(start, index + 1));
      }
    }
    if (this.#depth > 0) this.#hold(chunk.subarray(start));
  }

  #begin(): void {
    if (this.#ended) throw new ImportError(`${this.#name}: line ${this.#line}: text after the end of the array`);
    this.#depth = 1;
    this.#startLine = this.#line;
  }

  #between(byte: number): void {
    if (!BETWEEN.has(byte))
      throw new ImportError(`${this.#name}: line ${this.#line} is not JSON: an object was expected`);
    if (byte === 0x5b) this.#brackets += 1;
    if (byte === 0x5d) {
      this.#brackets -= 1;
      this.#ended = true;
    }
  }

  #hold(part: Buffer): void {
    this.#heldBytes += part.length;
    if (this.#heldBytes > MAX_RECORD_BYTES) {
      throw new ImportError(
        `${this.#name}: the record on line ${this.#startLine} is longer than ${MAX_RECORD_BYTES} bytes`,
      );
    }
    this.#held.push(Buffer.from(part));
  }

  #take(last: Buffer): RawRow {
    const text = this.#held.length === 0 ? last : Buffer.concat([...this.#held, last]);
    this.#held = [];
    this.#heldBytes = 0;
    return toRow(text, this.#startLine, this.#name);
  }

  end(): void {
    if (this.#depth > 0)
      throw new ImportError(`${this.#name}: the file ends within the record on line ${this.#startLine}`);
    if (this.#brackets !== 0) throw new ImportError(`${this.#name}: the array is not closed: the file is cut off`);
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function toRow(bytes: Buffer, line: number, name: string): RawRow {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw new ImportError(`${name}: the text is not UTF-8 (Latin-1 perhaps); save it as UTF-8`);
  }
  try {
    const cells = JSON.parse(text) as Record<string, unknown>;
    return { line, cells };
  } catch {
    return { line, cells: {}, broken: 'not a JSON object' };
  }
}
