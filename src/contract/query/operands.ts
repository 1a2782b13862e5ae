import { shorten } from '../columns/columnNames';
import { type ApiError, badParameter } from '../errors';
import { BOUND_ALLOWED, isBound, isRelative, resolveBound } from '../time/timeBounds';
import type { Comparator } from './comparators';
import { choicesOf, type Filter, type FilterKey, isFilterOf, isKeyOf, type Operand } from './filters';

/** Operands as the query string has them. */

/** @throws ApiError for one that is missing or empty. */
export function requireOperand(text: string | undefined, comparator: Comparator, parameter: string): string {
  if (text === undefined)
    throw badParameter(parameter, `${parameter} is missing`, `a value, since the comparator is "${comparator}"`);
  if (text === '')
    throw badParameter(parameter, `${parameter} is empty`, 'a value; use isEmpty to find rows without one');
  return text;
}

/** An operand of a key whose operands are text: a word of its list, a time as it is written, any text. @throws ApiError */
export function parseText(text: string, key: FilterKey, parameter: string): string {
  const choices = choicesOf(key);
  if (choices !== undefined && !choices.includes(text))
    throw badParameter(parameter, `"${shorten(text)}" is not a value of ${key}`, choices);
  if (isKeyOf(key, 'timestamp') && !isBound(text))
    throw badParameter(parameter, `"${shorten(text)}" is not a time`, allowedFor(text));
  return text;
}

/** A bare + in an address is a space. */
function allowedFor(text: string): string {
  return /^now \d/.test(text) ? `${BOUND_ALLOWED}; + is written %2B` : BOUND_ALLOWED;
}

/** @throws ApiError */
export function parseInteger(text: string, key: FilterKey, parameter: string): number {
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
export function refuseReversed(filter: Filter, parameter: string): void {
  if (filter.comparator !== 'between') return;
  if (isReversed(filter)) throw reversedError(filter.from, filter.to, parameter);
}

function isReversed(filter: Extract<Filter, { comparator: 'between' }>): boolean {
  if (isFilterOf(filter, 'integer')) return filter.from > filter.to;
  if (isFilterOf(filter, 'text')) return compareText(filter.from, filter.to) > 0;
  const { from, to } = filter;
  if (isRelative(from) || isRelative(to)) return false;
  const [first, last] = [resolveBound(from, from)?.first, resolveBound(to, to)?.last];
  return first === undefined || last === undefined || first > last;
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
