import { STORED_COLUMN_IDS, type StoredColumnId } from '../../../contract/columns/columns';
import { formatCount } from '../../../contract/format/numbers';
import type { SourceNames } from './mapping';

/** More of them would be cells of free text. */
const MAX_WORDS = 20;

const STATUS = STORED_COLUMN_IDS.indexOf('status');
const CLOSED = STORED_COLUMN_IDS.indexOf('closedAt');

/** Counts what is not as it seems in rows that are understood, and says it in sentences. */
export class RowNotes {
  readonly #emptied = new Map<string, { name: string; word: string; count: number }>();
  #withoutClosing = 0;

  /** A word that stands for no value. @param name of the column in the file. */
  emptied(name: string, word: string): void {
    const key = `${name}\0${word.toLowerCase()}`;
    const known = this.#emptied.get(key);
    if (known !== undefined) known.count += 1;
    else if (this.#emptied.size < MAX_WORDS) this.#emptied.set(key, { name, word, count: 1 });
  }

  see(cells: readonly (string | null)[]): void {
    const status = cells[STATUS];
    if (cells[CLOSED] === null && (status === 'closed' || status === 'resolved')) this.#withoutClosing += 1;
  }

  /** @param present the columns of the file: without closing times that is all there is to say. */
  sentences(present: readonly StoredColumnId[], names: SourceNames): string[] {
    const other = names.elseOf(CLOSED);
    const has = present.includes('closedAt') && present.includes('status');
    return [
      other !== undefined &&
        `"${names.of('closedAt')}" is the closing time, and where it is empty "${other}": map Closed to change it`,
      has &&
        this.#withoutClosing > 0 &&
        `resolved or closed by their status, but without a closing time, so they count as not closed: ${formatCount(this.#withoutClosing)}`,
      ...[...this.#emptied.values()].map(
        ({ name, word, count }) => `"${word}" in "${name}" is read as empty: ${formatCount(count)}`,
      ),
    ].filter((each) => each !== false);
  }
}

/** Most files have times without a zone, and a server that nobody told its zone has that of UTC. */
export function zoneNote(timeZone: string): string {
  return `times without a zone are those of ${timeZone} (REPORTING_TIMEZONE)`;
}
