import { HOUR_SECONDS, MINUTE_SECONDS } from '../../../../contract/time/units';

/** A time as it is written, whose day and month may be in either order. */
export interface WrittenTime {
  year: number;
  /** Undefined when only the order of day and month tells it. */
  month: number | undefined;
  day: number | undefined;
  /** The first and the second number where `month` is undefined. */
  numbers: readonly [number, number];
  /** Undefined without a time of day. */
  clock: string | undefined;
  /** Seconds ahead of UTC; undefined without an offset. */
  offset: number | undefined;
}

const WEEKDAY = String.raw`(?:[\p{L}]{2,10}\.?, ?)?`;
const CLOCK = String.raw`(?:[T ,]{1,3}(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(?: ?([ap])\.?m\.?| Uhr)?)?`;
const OFFSET = String.raw`(?: ?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?`;
const form = (date: string) => new RegExp(`^${WEEKDAY}${date}${CLOCK}${OFFSET}$`, 'iu');

/** `16.10.2026 04:20`, `10/16/26 4:20 AM`, `16-10-2026 04:20:00`. */
const NUMBERS = form(String.raw`(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})`);
/** `2026/10/16 04:20`. */
const YEAR_FIRST = form(String.raw`(\d{4})([./-])(\d{1,2})\2(\d{1,2})`);
/** `02/Oct/26 9:15 AM`, `Fri, 2 Oct 2026 09:15:00 +0200`, `2. Oktober 2026 09:15`. */
const NAMED = form(String.raw`(\d{1,2})[. /-]{1,2}(\p{L}{3,9})[. /-]{1,2}(\d{4}|\d{2})`);
/** `Oct 2, 2026 9:15 AM`. */
const NAME_FIRST = form(String.raw`(\p{L}{3,9})\.? (\d{1,2}),? (\d{4})`);

/** Names of months by their first three letters, English and German. */
const MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  jän: 1,
  feb: 2,
  mar: 3,
  mär: 3,
  mrz: 3,
  apr: 4,
  may: 5,
  mai: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  okt: 10,
  nov: 11,
  dec: 12,
  dez: 12,
};
const NO_NUMBERS = [0, 0] as const;
/** Two digits of a year below this are of this century; no helpdesk has tickets from before 1970. */
const CENTURY_TURN = 70;

/** Takes a time apart; undefined when it is written as no helpdesk writes times. Whether there is such a day is not looked at. */
export function parseTime(text: string): WrittenTime | undefined {
  return parseNumbers(text) ?? parseYearFirst(text) ?? parseNamed(text) ?? parseNameFirst(text);
}

function parseNumbers(text: string): WrittenTime | undefined {
  const match = NUMBERS.exec(text);
  if (match === null) return undefined;
  const [, first, , second, year = '', ...rest] = match;
  return timeOf(year, undefined, undefined, [Number(first), Number(second)], rest);
}

function parseYearFirst(text: string): WrittenTime | undefined {
  const match = YEAR_FIRST.exec(text);
  if (match === null) return undefined;
  const [, year = '', , month, day, ...rest] = match;
  return timeOf(year, Number(month), Number(day), NO_NUMBERS, rest);
}

function parseNamed(text: string): WrittenTime | undefined {
  const match = NAMED.exec(text);
  if (match === null) return undefined;
  const [, day, name = '', year = '', ...rest] = match;
  return monthNamed(name, (month) => timeOf(year, month, Number(day), NO_NUMBERS, rest));
}

function parseNameFirst(text: string): WrittenTime | undefined {
  const match = NAME_FIRST.exec(text);
  if (match === null) return undefined;
  const [, name = '', day, year = '', ...rest] = match;
  return monthNamed(name, (month) => timeOf(year, month, Number(day), NO_NUMBERS, rest));
}

function monthNamed<T>(name: string, use: (month: number) => T): T | undefined {
  const month = MONTHS[name.slice(0, 3).toLowerCase()];
  return month === undefined ? undefined : use(month);
}

function timeOf(
  year: string,
  month: number | undefined,
  day: number | undefined,
  numbers: readonly [number, number],
  rest: readonly (string | undefined)[],
): WrittenTime | undefined {
  const [hour, minute, second = '00', half, offset] = rest;
  const clock = hour === undefined ? undefined : clockOf(hour, minute ?? '', second, half);
  const ahead = offset === undefined ? undefined : offsetSeconds(offset);
  if (clock === null || ahead === null) return undefined;
  return { year: fullYear(year), month, day, numbers, clock, offset: ahead };
}

function fullYear(year: string): number {
  if (year.length === 4) return Number(year);
  return Number(year) + (Number(year) < CENTURY_TURN ? 2000 : 1900);
}

/** Null for an hour that halves of a day do not have. */
function clockOf(hour: string, minute: string, second: string, half: string | undefined): string | null {
  if (half === undefined) return `${hour.padStart(2, '0')}:${minute}:${second}`;
  const hours = Number(hour);
  if (hours < 1 || hours > 12) return null;
  const ofDay = (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return `${String(ofDay).padStart(2, '0')}:${minute}:${second}`;
}

/** Seconds ahead of UTC of `Z`, `UTC`, `+02:00`, `-0530`; null when there is no such offset. */
export function offsetSeconds(offset: string): number | null {
  if (/^[a-z]/i.test(offset)) return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(':', ''));
  if (hours > 23 || minutes > 59) return null;
  return (offset.startsWith('-') ? -1 : 1) * (hours * HOUR_SECONDS + minutes * MINUTE_SECONDS);
}
