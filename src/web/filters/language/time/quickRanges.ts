import { formatDay } from '../../../../contract/format/format';
import type { FilterKey } from '../../../../contract/query/filters';
import { parseRelative, resolveBound } from '../../../../contract/time/timeBounds';
import { TIME_UNITS, UNITS } from '../../../../contract/time/units';
import { isDateOnly } from '../../../../contract/time/wallTime';
import { boundText, MONTH_NAMES, monthOf } from './timeText';
import { yearFor } from './yearFor';

export interface TimeRange {
  label: string;
  from: string;
  to: string;
}

function range(label: string, from: string, to = from): TimeRange {
  return { label, from, to };
}

/** Ranges that people ask for every day, as relative bounds: a link with them stays true tomorrow. */
export const QUICK_RANGES: readonly TimeRange[] = [
  range('Today', 'now/d'),
  range('Yesterday', 'now-1d/d'),
  range('Last 7 days', 'now-7d', 'now'),
  range('Last 30 days', 'now-30d', 'now'),
  range('Last 90 days', 'now-90d', 'now'),
  range('This week', 'now/w'),
  range('Last week', 'now-1w/w'),
  range('This month', 'now/M'),
  range('Last month', 'now-1M/M'),
  range('This quarter', 'now/Q'),
  range('Last quarter', 'now-1Q/Q'),
  range('This year', 'now/y'),
  range('Last year', 'now-1y/y'),
];

/** Whole days, weeks, months: what "on" and "not on" can name. */
export const QUICK_UNITS: readonly TimeRange[] = QUICK_RANGES.filter(({ from, to }) => from === to);

/** Moments to be before or after; of a unit, its first or its last second. */
export const QUICK_MOMENTS: readonly TimeRange[] = [
  range('Now', 'now'),
  range('Today', 'now/d'),
  range('Yesterday', 'now-1d/d'),
  range('7 days ago', 'now-7d'),
  range('30 days ago', 'now-30d'),
  range('90 days ago', 'now-90d'),
  range('This week', 'now/w'),
  range('This month', 'now/M'),
  range('This quarter', 'now/Q'),
  range('This year', 'now/y'),
];

/**
 * The range that a text names: "last m", "last 14 days", "2026-10", "Oct 2026", "Q3 2026", "1.10.2026"; "October" and
 * "Q3" are of the year that `yearFor` gives. Null for any other text.
 * @param asOf wall time.
 */
export function findRange(typed: string, asOf: string, key: FilterKey): TimeRange | null {
  const text = typed.trim().toLowerCase().replace(/\s+/g, ' ');
  if (text === '') return null;
  const quick = QUICK_RANGES.find(({ label }) => label.toLowerCase().startsWith(text));
  return quick ?? lastUnits(text) ?? calendarRange(text) ?? withoutYear(text, asOf, key) ?? ownRange(typed);
}

/** `last 14 days`, `past 14 days`, `14 d`, `next 2 weeks`; a unit may be cut short as long as one unit begins so. */
function lastUnits(text: string): TimeRange | null {
  const [, which, amount = '', start = ''] = /^(last |past |next )?(\d{1,4}) ?([a-z]+?)s?$/.exec(text) ?? [];
  const [unit, other] = TIME_UNITS.filter((each) => UNITS[each].name.startsWith(start));
  if (start === '' || unit === undefined || other !== undefined) return null;
  const count = `${amount} ${UNITS[unit].name}${amount === '1' ? '' : 's'}`;
  return which === 'next '
    ? range(`Next ${count}`, 'now', `now+${amount}${unit}`)
    : range(`Last ${count}`, `now-${amount}${unit}`, 'now');
}

/** A day, or a whole unit such as "next week", is a range by itself. */
function ownRange(typed: string): TimeRange | null {
  const bound = boundText(typed);
  return isDateOnly(bound) || parseRelative(bound)?.round !== undefined ? range(typed.trim(), bound) : null;
}

function calendarRange(text: string): TimeRange | null {
  const month = /^(\d{4})-(\d{1,2})$/.exec(text);
  if (month !== null) return months(Number(month[1]), Number(month[2]), 1);
  const named = /^([a-z]{3,9}) (\d{4})$/.exec(text);
  if (named !== null) return months(Number(named[2]), monthOf(named[1] ?? ''), 1);
  const quarter = /^q([1-4]) (\d{4})$/.exec(text) ?? null;
  if (quarter !== null) return months(Number(quarter[2]), Number(quarter[1]) * 3 - 2, 3);
  return /^\d{4}$/.test(text) ? months(Number(text), 1, 12) : null;
}

/** A month or quarter without its year. */
function withoutYear(text: string, asOf: string, key: FilterKey): TimeRange | null {
  const month = MONTH_NAMES.findIndex((name) => name === text || name.slice(0, 3) === text);
  const quarter = /^q([1-4])$/.exec(text)?.[1];
  const first = quarter === undefined ? month + 1 : Number(quarter) * 3 - 2;
  if (first === 0) return null;
  const year = yearFor((each) => `${each}-${String(first).padStart(2, '0')}-01`, asOf, key);
  return months(year, first, quarter === undefined ? 1 : 3);
}

/** Whole months as dates: a name such as "Oct 2026" means the same tomorrow. */
function months(year: number, first: number, count: number): TimeRange | null {
  if (first < 1 || first > 12) return null;
  const iso = (date: Date) => date.toISOString().slice(0, 10);
  const from = iso(new Date(Date.UTC(year, first - 1, 1)));
  const to = iso(new Date(Date.UTC(year, first - 1 + count, 0)));
  if (resolveBound(from, from) === null || resolveBound(to, to) === null) return null;
  return range(`${formatDay(from)} to ${formatDay(to)}`, from, to);
}
