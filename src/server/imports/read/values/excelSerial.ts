import { DAY_SECONDS } from '../../../../contract/time/units';
import { formatWallTime } from '../../../../contract/time/wallTime';

/** 1970-01-01 in Excel's count of days. */
const UNIX_EPOCH_DAY = 25_569;
/** Days between the two beginnings that workbooks count from. */
const DAYS_TO_1904 = 1462;
/** The first day after the last year that the store can hold. */
const END_DAY = 146_463;
/** Excel counts a 29 February 1900 that never was: days before are off by one. */
const FALSE_LEAP_DAY = 60;

/** Wall time of Excel's days and fractions of a day, to the second; undefined outside of 1900 to 2299. */
export function wallTimeOfSerial(serial: number, from1904 = false): string | undefined {
  const counted = from1904 ? serial + DAYS_TO_1904 : serial;
  if (!(counted >= 1 && counted < END_DAY)) return undefined;
  const serialDay = counted < FALSE_LEAP_DAY ? counted + 1 : counted;
  const seconds = Math.round((serialDay - UNIX_EPOCH_DAY) * DAY_SECONDS);
  const day = Math.floor(seconds / DAY_SECONDS);
  return `${dateOf(day)} ${clockOf(seconds - day * DAY_SECONDS)}`;
}

/** Days repeat from row to row; bounded, since cells can hold any. */
const dates = new Map<number, string>();
const CACHED_DAYS = 20_000;

/** @param day since 1970. */
function dateOf(day: number): string {
  let date = dates.get(day);
  if (date === undefined) {
    if (dates.size >= CACHED_DAYS) dates.clear();
    date = formatWallTime(day * DAY_SECONDS).slice(0, 10);
    dates.set(day, date);
  }
  return date;
}

const TWO_DIGITS: readonly string[] = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));

/** @param seconds since midnight. */
function clockOf(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${TWO_DIGITS[Math.floor(minutes / 60)]}:${TWO_DIGITS[minutes % 60]}:${TWO_DIGITS[seconds % 60]}`;
}

const SERIAL = /^\d{5,6}(?:[.,]\d+)?$/;

/**
 * A number in a column of times that can only be one of Excel's days: from 1970 on, since smaller ones are counts, and
 * far below the seconds of other programs.
 */
export function serialOf(value: unknown): number | undefined {
  const isText = typeof value === 'string';
  if (isText && !SERIAL.test(value)) return undefined;
  const number = isText ? Number(value.replace(',', '.')) : value;
  return typeof number === 'number' && number >= UNIX_EPOCH_DAY && number < END_DAY ? number : undefined;
}
