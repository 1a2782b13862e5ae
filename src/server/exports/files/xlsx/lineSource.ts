import { z } from 'zod';
import type { CellValue } from './cells';
import type { RowSource } from './ticketSheet';

const NEW_LINE = 10;
const rowSchema = z.array(z.union([z.string(), z.number(), z.null()]));

/** Reads rows from chunks of whole JSON lines, one array of values a line. */
export class LineSource implements RowSource {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #chunk: Buffer = Buffer.alloc(0);
  #at = 0;
  #checked = false;
  /** Rows taken so far. */
  rows = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  take(): readonly CellValue[] | undefined {
    if (this.#at >= this.#chunk.length) return undefined;
    const end = this.#chunk.indexOf(NEW_LINE, this.#at);
    const line = this.#chunk.toString('utf8', this.#at, end === -1 ? this.#chunk.length : end);
    this.#at = end === -1 ? this.#chunk.length : end + 1;
    this.rows += 1;
    const row: unknown = JSON.parse(line);
    // Every row comes from the same statement; checking a million of them would take longer than writing them.
    if (this.#checked) return row as readonly CellValue[];
    this.#checked = true;
    return rowSchema.parse(row);
  }

  async more(): Promise<boolean> {
    while (this.#at >= this.#chunk.length) {
      const next = await this.#chunks.next();
      if (next.done === true) return false;
      this.#chunk = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
      this.#at = 0;
    }
    return true;
  }
}
