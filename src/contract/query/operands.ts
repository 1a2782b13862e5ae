import { shorten } from '../columns/columnNames';
import { type ApiError, badParameter } from '../errors';
import { BOUND_ALLOWED, isBound, isRelative, resolveBound } from '../time/timeBounds';
import { type Comparator, choicesOf, type FilterKey, kindOf, type Operand } from './filters';

/** Reads one operand by the kind of its key; integers become numbers, times stay as written. */
export function parseOperand(
  text: string | undefined,
  key: FilterKey,
  comparator: Comparator,
  parameter: string,
): Operand {
  if (text === undefined)
    throw badParameter(parameter, `${parameter} is missing`, `a value, since the comparator is "${comparator}"`);
  if (text === '')
    throw badParameter(parameter, `${parameter} is empty`, 'a value; use isEmpty to find rows without one');
  const choices = choicesOf(key);
  if (choices !== undefined) {
    if (!choices.includes(text)) throw badParameter(parameter, `"${shorten(text)}" is not a value of ${key}`, choices);
    return text;
  }
  switch (kindOf(key)) {
    case 'integer':
      return parseInteger(text, key, parameter);
    case 'timestamp':
      if (!isBound(text)) throw badParameter(parameter, `"${shorten(text)}" is not a time`, allowedFor(text));
      return text;
    default:
      return text;
  }
}

/** A bare + in an address is a space. */
function allowedFor(text: string): string {
  return /^now \d/.test(text) ? `${BOUND_ALLOWED}; + is written %2B` : BOUND_ALLOWED;
}

function parseInteger(text: string, key: FilterKey, parameter: string): number {
  const value = Number(text);
  if (!/^-?\d{1,16}$/.test(text) || !Number.isSafeInteger(value)) {
    throw badParameter(
      parameter,
      `"${shorten(text)}" is not a whole number (${key})`,
      'a whole number between -(2^53-1) and 2^53-1',
    );
  }
  // -0 would come back as 0 from the URL.
  return value === 0 ? 0 : value;
}

/**
 * Refuses a range of numbers, texts or absolute times that is the wrong way round. With a relative bound this
 * depends on when it is asked, so whoever resolves the bounds checks those.
 */
export function refuseReversed(key: FilterKey, from: Operand, to: Operand, parameter: string): void {
  if (kindOf(key) === 'text') {
    if (compareText(String(from), String(to)) > 0) throw reversedError(from, to, parameter);
    return;
  }
  if (isRelative(String(from)) || isRelative(String(to))) return;
  const first = typeof from === 'number' ? from : resolveBound(from, from)?.first;
  const last = typeof to === 'number' ? to : resolveBound(to, to)?.last;
  if (first === undefined || last === undefined || first > last) {
    throw reversedError(from, to, parameter);
  }
}

/** The refusal of a range that is the wrong way round. */
export function reversedError(from: Operand, to: Operand, parameter: string): ApiError {
  const words = `from (${shorten(String(from))}) is after to (${shorten(String(to))})`;
  return badParameter(parameter, words, 'from at or before to');
}

/** As the store orders text: by code points, which is by the bytes of UTF-8 and not by the units of a JavaScript string. */
function compareText(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((letter, index) => letter !== right[index]);
  return at === -1 ? left.length - right.length : (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1);
}
