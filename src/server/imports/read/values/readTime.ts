import { FIRST_YEAR, LAST_YEAR, parseWallTime } from '../../../../contract/time/wallTime';
import { offsetSeconds } from './parseTime';
import type { WallClock } from './wallClock';

/** A wall time to be stored, or the reason of a reject. */
export type ReadTime = { wallTime: string; converted: boolean } | { reason: string };

const ISO = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?(Z|[+-]\d{2}(?::?\d{2})?)?$/;

/** Parses `YYYY-MM-DD HH:mm:ss`, also with `T`; a time with an offset is converted to the instance's wall time. */
export function readTime(value: unknown, clock: WallClock): ReadTime {
  if (typeof value !== 'string') return { reason: 'is not a time as YYYY-MM-DD HH:mm:ss' };
  if (isPlainTime(value)) return { wallTime: value, converted: false };
  const match = ISO.exec(value);
  if (match === null) return { reason: `is not a time as YYYY-MM-DD HH:mm:ss${hint(value)}` };
  const [, date = '', minutes = '', seconds = ':00', offset] = match;
  const wallTime = `${date} ${minutes}${seconds}`;
  const wall = parseWallTime(wallTime);
  if (wall === null) return { reason: 'is no such time, or not from 1900 to 2299' };
  if (offset === undefined) return { wallTime, converted: value.charAt(10) === 'T' };
  const ahead = offsetSeconds(offset);
  if (ahead === null) return { reason: 'has no such offset' };
  const moved = clock.at((wall - ahead) * 1000);
  return parseWallTime(moved) === null ? { reason: 'is not from 1900 to 2299' } : { wallTime: moved, converted: true };
}

const DASH = 0x2d;
const COLON = 0x3a;
const BLANK = 0x20;
const ZERO = 0x30;

/**
 * Whether a text is `YYYY-MM-DD HH:mm:ss` of a day that exists, from 1900 to 2299. Read digit by digit: most times of a
 * file are such, and an expression took a tenth of the time to read it.
 */
export function isPlainTime(text: string): boolean {
  if (text.length !== 19 || !hasMarks(text)) return false;
  const year = 100 * twoDigits(text, 0) + twoDigits(text, 2);
  const day = twoDigits(text, 8);
  const isTime = twoDigits(text, 11) < 24 && twoDigits(text, 14) < 60 && twoDigits(text, 17) < 60;
  return isTime && year >= FIRST_YEAR && year <= LAST_YEAR && day >= 1 && day <= lastDay(year, twoDigits(text, 5));
}

function hasMarks(text: string): boolean {
  const isDay = text.charCodeAt(4) === DASH && text.charCodeAt(7) === DASH;
  return isDay && text.charCodeAt(10) === BLANK && text.charCodeAt(13) === COLON && text.charCodeAt(16) === COLON;
}

/** NaN, which is in no range, for what are no digits. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Of a month, from 1 on; 0 when there is no such month. */
function lastDay(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0);
}

function hint(text: string): string {
  if (/^\d{1,2}([/.-])\d{1,2}\1\d{2,4}\b/.test(text))
    return ' (which number is the day and which the month is not guessed)';
  if (/^\d{1,3}:\d{2}(?:[:.,]\d+)*$/.test(text)) return ' (a time without its day)';
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? ' (the time of day is missing)' : '';
}
