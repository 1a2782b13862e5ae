import { COLUMN_IDS, type ColumnId, columnOf, type Ticket } from '../../../contract/columns';
import { parseWallTime, wallTimeIn } from '../../../contract/wallTime';
import type { RawRow } from './rawRow';

/** A record that was understood, or why not. */
export type Understood = { ticket: Ticket; converted: boolean } | { reason: string };

/** Our own csv export puts an apostrophe before text that a spreadsheet would run; this takes that one off again. */
const PROTECTED = /^'+[=+\-@\t\r]/;

/** A problem with one cell; thrown and caught within this file. */
class CellError extends Error {}

/**
 * Understands a record in the documented columns; unknown ones are left out.
 * @param timeZone into which times with an offset are brought.
 * @param isCsv csv cells are text, and may carry the export's apostrophe.
 */
export function toTicket(row: RawRow, timeZone: string, isCsv: boolean): Understood {
  if (row.broken !== undefined) return { reason: row.broken };
  const ticket: Partial<Ticket> = {};
  let converted = false;
  try {
    for (const id of COLUMN_IDS) {
      const value = row.cells[id];
      if (value === undefined || value === null || value === '') {
        if (columnOf(id).required === true) throw new CellError(`${id} is missing`);
        ticket[id] = null;
        continue;
      }
      const cell = readCell(id, value, timeZone, isCsv);
      ticket[id] = cell.value;
      converted ||= cell.converted;
    }
  } catch (error) {
    if (error instanceof CellError) return { reason: error.message };
    throw error;
  }
  return { ticket: ticket as Ticket, converted };
}

function readCell(
  id: ColumnId,
  value: unknown,
  timeZone: string,
  isCsv: boolean,
): { value: string | number; converted: boolean } {
  switch (columnOf(id).kind) {
    case 'integer':
      return { value: readInteger(id, value, isCsv), converted: false };
    case 'enum':
      return { value: readEnum(id, value), converted: false };
    case 'timestamp':
      return readTime(id, value, timeZone);
    case 'text':
      return { value: readText(id, value, isCsv), converted: false };
  }
}

function readInteger(id: ColumnId, value: unknown, isCsv: boolean): number {
  const number = isCsv && typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  const [min, max] = columnOf(id).range ?? [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
  if (typeof number !== 'number' || !Number.isSafeInteger(number))
    throw new CellError(`${id} is not a whole number: ${show(value)}`);
  if (number < min || number > max) throw new CellError(`${id} is not from ${min} to ${max}: ${show(value)}`);
  return number;
}

function readEnum(id: ColumnId, value: unknown): string {
  const values = columnOf(id).values ?? [];
  if (typeof value !== 'string' || !values.includes(value)) {
    throw new CellError(`${id} is not one of ${values.join(', ')}: ${show(value)}`);
  }
  return value;
}

function readText(id: ColumnId, value: unknown, isCsv: boolean): string {
  // Some instances send rawData as the object itself.
  if (id === 'rawData' && typeof value === 'object') return JSON.stringify(value);
  if (typeof value !== 'string') throw new CellError(`${id} is not text: ${show(value)}`);
  if (value.includes('\0')) throw new CellError(`${id} contains a null byte`);
  return isCsv && PROTECTED.test(value) ? value.slice(1) : value;
}

const ISO = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/;

/** `YYYY-MM-DD HH:mm:ss` as it is; with `T` the same; with an offset brought to the instance's wall time. */
function readTime(id: ColumnId, value: unknown, timeZone: string): { value: string; converted: boolean } {
  const text = String(value);
  if (typeof value === 'string' && text.length === 19 && text[10] === ' ' && parseWallTime(text) !== null) {
    return { value: text, converted: false };
  }
  const match = ISO.exec(text);
  if (match === null) {
    const slashes = /^\d{1,2}[/.]\d{1,2}[/.]\d{4}/.test(text);
    const hint = slashes ? '; day and month cannot be told apart' : '';
    throw new CellError(`${id} is not a time as YYYY-MM-DD HH:mm:ss${hint}: ${show(value)}`);
  }
  const [, date = '', minutes = '', seconds = ':00', offset] = match;
  const wall = `${date} ${minutes}${seconds}`;
  if (parseWallTime(wall) === null)
    throw new CellError(`${id} is no such time, or not from 1900 to 2299: ${show(value)}`);
  if (offset === undefined) return { value: wall, converted: true };
  const instant = new Date(`${wall.replace(' ', 'T')}${offset === 'Z' ? 'Z' : offset.replace(/^(...):?/, '$1:')}`);
  if (Number.isNaN(instant.getTime())) throw new CellError(`${id} has no such offset: ${show(value)}`);
  return { value: wallTimeIn(timeZone, instant), converted: true };
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
