import { STORED_COLUMN_IDS } from '../../../contract/columns/columns';

/**
 * Tickets as lines of tab-separated cells, the engine's own format: half the length of JSON with its names and escaped
 * quotes, and half the work to write and to parse.
 */

/** The cells of a line. */
export const LINE_COLUMNS = ['sequence', ...STORED_COLUMN_IDS] as const;

const NULL = '\\N';
const ESCAPED = /[\\\t\n\r]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** @param cells in the order of STORED_COLUMN_IDS; null where there is no value. */
export function stagedLine(sequence: number, cells: readonly (string | null)[]): string {
  let line = String(sequence);
  for (const cell of cells) line += cell === null ? `\t${NULL}` : `\t${escapeCell(cell)}`;
  return `${line}\n`;
}

function escapeCell(text: string): string {
  return text.search(ESCAPED) === -1 ? text : text.replace(ESCAPED, (character) => ESCAPES[character] ?? character);
}
