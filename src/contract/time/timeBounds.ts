import { DAY_SECONDS, isFixedUnit, isTimeUnit, type TimeUnit, UNITS } from './units';
import { FIRST_YEAR, formatWallTime, isDateOnly, LAST_YEAR, parseWallTime, type WallSeconds } from './wallTime';

/**
 * Bounds of timestamp filters: a date, a date with time, or a time relative to now such as `now-30d` or
 * `now-1M/M` (src/contract/README.md, section 3). A bound stands for an interval: one second for a time, the whole day
 * for a date, the whole unit for a rounded relative time. The comparator picks the end that it needs.
 */

const RELATIVE = /^now(?:([+-])(\d{1,6})([smhdwMQy]))?(?:\/([smhdwMQy]))?$/;

export const BOUND_ALLOWED =
  'YYYY-MM-DD, YYYY-MM-DD HH:mm:ss, or relative to now: now, now-30d, now+3d, now-1M/M (units s m h d w M Q y)';

export interface RelativeBound {
  /** Signed; 0 without an offset. */
  amount: number;
  unit: TimeUnit;
  /** Rounds to the whole unit. */
  round?: TimeUnit;
}

/** Reads `now`, `now-30d`, `now-1M/M`; null when it is not a relative bound. */
export function parseRelative(text: string): RelativeBound | null {
  const match = RELATIVE.exec(text);
  if (match === null) return null;
  const [, sign, digits, unit = 's', round] = match;
  if (!isTimeUnit(unit)) return null;
  return {
    amount: digits === undefined ? 0 : Number(digits) * (sign === '-' ? -1 : 1),
    unit,
    ...(round === undefined || !isTimeUnit(round) ? {} : { round }),
  };
}

/** Whether the text is a bound at all. Relative ones can still leave the calendar: resolveBound tells. */
export function isBound(text: string): boolean {
  return parseRelative(text) !== null || parseWallTime(text) !== null;
}

export function isRelative(text: string): boolean {
  return parseRelative(text) !== null;
}

/** First and last second (inclusive) that a bound stands for. */
export interface BoundInterval {
  first: string;
  last: string;
}

/** The same in wall seconds. */
export interface SecondsInterval {
  first: WallSeconds;
  last: WallSeconds;
}

/**
 * Resolves a bound at `asOf` (wall time). Null when it is malformed or falls outside the years that the
 * store can hold.
 */
export function resolveBound(text: string, asOf: string): BoundInterval | null {
  const seconds = resolveSeconds(text, asOf);
  return seconds === null ? null : { first: formatWallTime(seconds.first), last: formatWallTime(seconds.last) };
}

/** As resolveBound. A request can name a thousand bounds, and text costs more than the rest of it. */
export function resolveSeconds(text: string, asOf: string): SecondsInterval | null {
  const seconds = parseWallTime(text);
  if (seconds !== null) return interval(seconds, isDateOnly(text) ? seconds + DAY_SECONDS : seconds + 1);
  const relative = parseRelative(text);
  return relative === null ? null : resolveRelative(relative, asOf);
}

function resolveRelative({ amount, unit, round }: RelativeBound, asOf: string): SecondsInterval | null {
  const now = parseWallTime(asOf);
  if (now === null) return null;
  const moved = addUnits(now, amount, unit);
  if (moved === null) return null;
  if (round === undefined) return interval(moved, moved + 1);
  const start = floorTo(moved, round);
  const end = addUnits(start, 1, round);
  return end === null ? null : interval(start, end);
}

/** From a start to an exclusive end. */
function interval(start: WallSeconds, end: WallSeconds): SecondsInterval | null {
  return inCalendar(start) && inCalendar(end - 1) ? { first: start, last: end - 1 } : null;
}

const FIRST_SECOND = Date.UTC(FIRST_YEAR, 0, 1) / 1000;
const LAST_SECOND = Date.UTC(LAST_YEAR + 1, 0, 1) / 1000 - 1;

function inCalendar(seconds: WallSeconds): boolean {
  return seconds >= FIRST_SECOND && seconds <= LAST_SECOND;
}

/** Adds units; a month later than 31 January is the last day of February. Null outside the calendar. */
export function addUnits(seconds: WallSeconds, amount: number, unit: TimeUnit): WallSeconds | null {
  const moved = isFixedUnit(unit)
    ? seconds + amount * UNITS[unit].seconds
    : addMonths(seconds, amount * UNITS[unit].months);
  return inCalendar(moved) ? moved : null;
}

function addMonths(seconds: WallSeconds, months: number): WallSeconds {
  const date = new Date(seconds * 1000);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime() / 1000;
}

/** Start of the unit that the moment lies in; weeks start on Monday. */
export function floorTo(seconds: WallSeconds, unit: TimeUnit): WallSeconds {
  if (unit === 'w') {
    const day = Math.floor(seconds / DAY_SECONDS);
    // 1970-01-01 was a Thursday: three days after a Monday.
    return (day - ((((day + 3) % 7) + 7) % 7)) * DAY_SECONDS;
  }
  if (isFixedUnit(unit)) return Math.floor(seconds / UNITS[unit].seconds) * UNITS[unit].seconds;
  const date = new Date(seconds * 1000);
  const month = date.getUTCMonth();
  const size = UNITS[unit].months;
  return Date.UTC(date.getUTCFullYear(), month - (month % size), 1) / 1000;
}
