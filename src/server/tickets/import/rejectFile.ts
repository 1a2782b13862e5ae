import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import type { RawRow } from './rawRow';

/** Enough to see what is wrong with a file; more would only fill the disk. */
const MAX_WRITTEN = 10_000;
const MAX_RECORD_LENGTH = 2000;

/** Rows that were not understood, one JSON object a line: file, line, reason, the record. Made at the first one. */
export class RejectFile {
  readonly path: string;
  #stream: WriteStream | undefined;
  #count = 0;

  constructor(path: string) {
    this.path = path;
  }

  get count(): number {
    return this.#count;
  }

  /** Rejected rows that are counted but not in the file. */
  get unwritten(): number {
    return Math.max(0, this.#count - MAX_WRITTEN);
  }

  add(file: string, row: RawRow, reason: string): void {
    this.#count += 1;
    if (this.#count > MAX_WRITTEN) return;
    if (this.#stream === undefined) {
      mkdirSync(dirname(this.path), { recursive: true });
      this.#stream = createWriteStream(this.path);
    }
    const record = JSON.stringify(row.cells).slice(0, MAX_RECORD_LENGTH);
    this.#stream.write(`${JSON.stringify({ file, line: row.line, reason, record })}\n`);
  }

  async close(): Promise<void> {
    if (this.#stream === undefined) return;
    this.#stream.end();
    await finished(this.#stream);
  }
}
