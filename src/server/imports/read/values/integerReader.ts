import type { StoredIntegerColumn } from '../../../../contract/columns/columnFacts';
import { HOUR_SECONDS, MINUTE_SECONDS } from '../../../../contract/time/units';
import { CellError } from './cellError';
import type { Place } from './fileFact';
import { parseNumber } from './parseNumber';
import type { ValueFacts } from './valueFacts';

/** Digits as a number is written, so that they need not be written again: without zeros before it. */
const DIGITS = /^(?:0|-?[1-9]\d*)$/;
const PADDED = /^0\d+$/;
/** Many tools write whole numbers with `.0` in a column with empty cells. */
const WHOLE = /^-?\d+(?:\.0+)?$/;
const DURATION = /^([+-]?)(\d{1,13}):([0-5]\d):([0-5]\d)(?:[.,]0+)?$/;
const NOT_WHOLE = 'is not a whole number';

/** Reads a cell of a column of whole numbers as its digits. @throws CellError, and what FileFact and IdForm do. */
export type IntegerReader = (value: unknown, place: Place) => string;

/** As the API writes them: numbers, and in csv their text. */
export function exactIntegerReader({ range }: StoredIntegerColumn, isCsv: boolean): IntegerReader {
  return (value) => {
    const isText = isCsv && typeof value === 'string' && WHOLE.test(value);
    return inRange(isText ? Number(value) : value, value, range);
  };
}

/** An amount of time in some unit: hours as "Closed after deadline (hours)" has them, and minutes. */
export function timeReader(
  { range }: StoredIntegerColumn,
  facts: ValueFacts,
  amountOf: (number: unknown, place: Place) => unknown,
): IntegerReader {
  return (value, place) => {
    const seconds = typeof value === 'string' ? secondsOf(value) : undefined;
    if (seconds !== undefined) return inRange(seconds, value, range);
    const number = typeof value === 'string' ? parseNumber(value, facts.decimal, place) : value;
    return inRange(amountOf(number, place), value, range);
  };
}

/** As any program writes them: with grouping marks, as durations, ids with a prefix. */
export function integerReader({ range, unit }: StoredIntegerColumn, facts: ValueFacts): IntegerReader {
  return (value, place) => {
    if (typeof value !== 'string') return inRange(value, value, range);
    if (DIGITS.test(value)) {
      if (unit === 'identifier') facts.ids.seePlain(value, place);
      const number = Number(value);
      if (number >= range[0] && number <= range[1]) return value;
    }
    if (unit === 'seconds') {
      const seconds = secondsOf(value);
      if (seconds !== undefined) return inRange(seconds, value, range);
    }
    if (unit === 'identifier') {
      if (PADDED.test(value)) facts.ids.seePlain(value, place);
      const digits = facts.ids.digitsOf(value, place);
      if (digits !== undefined) return inRange(Number(digits), value, range);
    }
    return inRange(parseNumber(value, facts.decimal, place), value, range);
  };
}

function inRange(number: unknown, value: unknown, [min, max]: readonly [number, number]): string {
  if (typeof number !== 'number' || !Number.isInteger(number)) throw new CellError(NOT_WHOLE, value);
  if (number < min || number > max) throw new CellError(`is not from ${min} to ${max}`, value);
  // Not "-0".
  return String(number + 0);
}

/** Seconds of `26:15:00`; hours may be many. */
function secondsOf(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (match === null) return undefined;
  const [, sign, hours, minutes, seconds] = match;
  const all = Number(hours) * HOUR_SECONDS + Number(minutes) * MINUTE_SECONDS + Number(seconds);
  return sign === '-' ? -all : all;
}
