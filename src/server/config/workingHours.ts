import { createRequire } from 'node:module';
import { z } from 'zod';
import { DAY_SECONDS, HOUR_SECONDS } from '../../contract/time/units';
import { isDateOnly, parseWallTime } from '../../contract/time/wallTime';
import { parseWorkingHours, WORKING_HOURS_ALLOWED, type WorkingCalendar } from '../../contract/time/workingCalendar';
import { ConfigError } from './configError';

/** REPORTING_WORKING_HOURS and REPORTING_HOLIDAYS. */

export interface WorkingHours {
  calendar: WorkingCalendar;
  /** As they were set, for titles and files. */
  words: string;
}

export const workingHours = z
  .string()
  .refine((text) => parseWorkingHours(text) !== null, `must be ${WORKING_HOURS_ALLOWED}`);

export const holidays = z
  .string()
  .refine(
    (text) => listOf(text).every((each) => holidayDays(each) !== null),
    'must be days (2026-12-24) or regions of date-holidays (DE, DE-BY), joined by commas',
  );

/** Null without hours. @throws ConfigError when holidays stand alone: nobody would see that they mean nothing. */
export function workingHoursOf(hours: string | undefined, off: string | undefined): WorkingHours | null {
  if (hours === undefined) {
    if (off === undefined) return null;
    throw new ConfigError('REPORTING_HOLIDAYS: needs REPORTING_WORKING_HOURS, from which they are taken');
  }
  const spans = parseWorkingHours(hours) ?? [];
  const days = listOf(off ?? '').flatMap((each) => holidayDays(each) ?? []);
  const words = off === undefined ? hours : `${hours}, without holidays (${off})`;
  return { calendar: { spans, holidays: [...new Set(days)].sort((a, b) => a - b) }, words };
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** Days since 1970-01-01; null for what is neither a day nor a region. */
function holidayDays(name: string): number[] | null {
  if (!isDateOnly(name)) return daysOfRegion(name);
  const seconds = parseWallTime(name);
  return seconds === null ? null : [seconds / DAY_SECONDS];
}

/** Tickets of a helpdesk lie in these years. */
const [FIRST, LAST] = [2000, 2049];

const regions = new Map<string, number[] | null>();

/** Worked out once: fifty years take most of a second. */
function daysOfRegion(name: string): number[] | null {
  const days = regions.has(name) ? (regions.get(name) ?? null) : readRegion(name);
  regions.set(name, days);
  return days;
}

/** Whole public holidays. The package takes megabytes, so it is loaded where a region is set. */
function readRegion(name: string): number[] | null {
  const [country = '', state = '', region = '', ...more] = name.split('-');
  const Holidays: typeof import('date-holidays').default = createRequire(import.meta.url)('date-holidays');
  const all = new Holidays();
  const hasCountry = /^[A-Z]{2}$/.test(country) && Object.hasOwn(all.getCountries(), country);
  const isKnown =
    hasCountry &&
    more.length === 0 &&
    (state === '' || Object.hasOwn(all.getStates(country) ?? {}, state)) &&
    (region === '' || Object.hasOwn(all.getRegions(country, state) ?? {}, region));
  if (!isKnown) return null;
  const ours = new Holidays(country, state, region, { types: ['public'] });
  return Array.from({ length: LAST - FIRST + 1 }, (_, index) => ours.getHolidays(FIRST + index)).flatMap((year) =>
    year.flatMap(({ date, start, end }) => daysFrom(date, end.getTime() - start.getTime())),
  );
}

/** @param date `YYYY-MM-DD HH:mm:ss`, and more where the zone is told. */
function daysFrom(date: string, ms: number): number[] {
  if (date.slice(11, 19) !== '00:00:00') return [];
  const first = (parseWallTime(date.slice(0, 10)) ?? Number.NaN) / DAY_SECONDS;
  // Some begin with the evening before and end within a day; across a clock change an hour is missing.
  const count = Math.max(1, Math.floor((ms / 1000 + HOUR_SECONDS) / DAY_SECONDS));
  return Array.from({ length: count }, (_, index) => first + index);
}
