import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { protectFormulas } from '../../../contract/format/protectFormulas';
import { type RawRow, shownRaw } from './rawRow';
import { describeProblem, type RowProblem } from './ticketReader';

/** More rejects would only fill the disk. */
export const MAX_LISTED = 10_000;

/** How rejected rows are listed: csv for people, NDJSON for a mirror, which counts tickets in it. */
type RejectForm = 'csv' | 'ndjson';

/** A list of the rejected rows: file, line, all that is wrong with the row, and the row as it was sent. Created for the first one. */
export class RejectFile {
  readonly #path: string;
  readonly #form: RejectForm;
  #stream: WriteStream | undefined;
  #failure: Error | undefined;
  #count = 0;
  #first: string | undefined;

  constructor(path: string, form: RejectForm) {
    this.#path = path;
    this.#form = form;
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

  add(file: string, row: RawRow, problems: readonly RowProblem[]): void {
    const { line } = row;
    const reasons = problems.map(describeProblem);
    this.#count += 1;
    this.#first ??= `${file}, line ${line}: ${reasons[0]}`;
    if (this.#count > MAX_LISTED) return;
    const raw = shownRaw(row);
    const listed =
      this.#form === 'csv'
        ? csvLine([file, line, reasons.join('; '), raw])
        : `${JSON.stringify({ file, line, reason: reasons[0], raw })}\n`;
    this.#open().write(listed);
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
      if (this.#form === 'csv') this.#stream.write(csvLine(['file', 'line', 'reasons', 'row']));
    }
    return this.#stream;
  }
}

/** RFC 4180, and nothing that a spreadsheet runs as a formula. */
function csvLine(cells: readonly (string | number)[]): string {
  const written = cells.map((cell) => (typeof cell === 'number' ? cell : quoted(protectRow(cell))));
  return `${written.join(',')}\r\n`;
}

/** An apostrophe that is put before a number, which runs nothing: in a row that is imported again it would be none. */
const BEFORE_NUMBER = /((?:^|[;\t\r\n])"?)'(?=[+-]\d[\d.,:]*(?:[";,\t\r\n]|$))/g;

function protectRow(text: string): string {
  return protectFormulas(text).replace(BEFORE_NUMBER, '$1');
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
