import { parseWallTime } from '../../../../contract/time/wallTime';
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
  if (offset === undefined) return { wallTime, converted: true };
  const ahead = offsetSeconds(offset);
  if (ahead === null) return { reason: 'has no such offset' };
  const moved = clock.at((wall - ahead) * 1000);
  return parseWallTime(moved) === null ? { reason: 'is not from 1900 to 2299' } : { wallTime: moved, converted: true };
}

/** Valid days so far: looking one up is faster than checking it again. */
const realDays = new Set<string>();
const TIME = /^ (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/** Whether a text is `YYYY-MM-DD HH:mm:ss` of a day that exists. */
export function isPlainTime(text: string): boolean {
  if (text.length !== 19 || !TIME.test(text.slice(10))) return false;
  const day = text.slice(0, 10);
  if (realDays.has(day)) return true;
  if (parseWallTime(day) === null) return false;
  realDays.add(day);
  return true;
}

function hint(text: string): string {
  if (/^\d{1,2}([/.-])\d{1,2}\1\d{2,4}\b/.test(text))
    return ' (which number is the day and which the month is not guessed)';
  if (/^\d{1,3}:\d{2}(?:[:.,]\d+)*$/.test(text)) return ' (a time without its day)';
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? ' (the time of day is missing)' : '';
}
