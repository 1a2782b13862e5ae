import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { type RawRow, shownRaw } from './rawRow';

/** More rejects would only fill the disk. */
export const MAX_LISTED = 10_000;

/** NDJSON of the rejected rows: file, line, reason, raw record. Created for the first one. */
export class RejectFile {
  readonly #path: string;
  #stream: WriteStream | undefined;
  #failure: Error | undefined;
  #count = 0;
  #first: string | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  get count(): number {
    return this.#count;
  }

  /** Rejected rows that are counted but not in the file. */
  get unlisted(): number {
    return Math.max(0, this.#count - MAX_LISTED);
  }

  /** File, line and reason of the first reject, as a sentence. */
  get first(): string | undefined {
    return this.#first;
  }

  add(file: string, row: RawRow, reason: string): void {
    const { line } = row;
    this.#count += 1;
    this.#first ??= `${file}, line ${line}: ${reason}`;
    if (this.#count > MAX_LISTED) return;
    this.#open().write(`${JSON.stringify({ file, line, reason, raw: shownRaw(row) })}\n`);
  }

  /** @throws when the file could not be written. */
  async close(): Promise<void> {
    if (this.#stream === undefined) return;
    this.#stream.end();
    await finished(this.#stream).catch(() => {});
    if (this.#failure !== undefined) throw this.#failure;
  }

  #open(): WriteStream {
    if (this.#stream === undefined) {
      mkdirSync(dirname(this.#path), { recursive: true });
      // Mode 600, since it has the data of tickets.
      this.#stream = createWriteStream(this.#path, { mode: 0o600 });
      this.#stream.on('error', (error) => {
        this.#failure ??= error;
      });
    }
    return this.#stream;
  }
}
