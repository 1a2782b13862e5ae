import { STORED_COLUMN_IDS, storedColumnOf } from '../../../contract/columns/columns';

/**
 * Tickets as lines of tab-separated cells, the engine's own format: half the length of JSON with its names and escaped
 * quotes, and half the work to write and to parse.
 */

/** The cells of a line. */
export const LINE_COLUMNS = ['sequence', ...STORED_COLUMN_IDS] as const;

const NULL = '\\N';
const ESCAPED = /[\\\t\n\r]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** Only text can hold what has a meaning in a line. */
const IS_TEXT = STORED_COLUMN_IDS.map((id) => storedColumnOf(id).kind === 'text');

/** @param cells in the order of STORED_COLUMN_IDS, as their columns are stored; null where there is no value. */
export function stagedLine(sequence: number, cells: readonly (string | null)[]): string {
  let line = String(sequence);
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index] ?? null;
    line += cell === null ? `\t${NULL}` : `\t${IS_TEXT[index] === true ? escapeCell(cell) : cell}`;
  }
  return `${line}\n`;
}

function escapeCell(text: string): string {
  return text.search(ESCAPED) === -1 ? text : text.replace(ESCAPED, (character) => ESCAPES[character] ?? character);
}
