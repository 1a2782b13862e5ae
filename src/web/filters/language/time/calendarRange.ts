import { formatDay } from '../../../../contract/format/days';
import { parseRelative, resolveBound } from '../../../../contract/time/timeBounds';
import { isTimeUnit, type TimeUnit, UNITS } from '../../../../contract/time/units';
import { isDateOnly } from '../../../../contract/time/wallTime';
import { shiftDay } from './calendarMonth';
import { range, type TimeRange } from './timeRange';
import type { TimeScope } from './timeScope';
import { boundText, isMonth, monthOf } from './timeText';
import { liesAhead, yearFor } from './yearFor';

/**
 * Weeks, months, quarters, years and parts of days by name, as dates: "Oct 2026" means the same tomorrow.
 * @param text in the reader's words.
 */
export function calendarRange(text: string, scope: TimeScope): TimeRange | null {
  return (
    ofYear(text) ??
    ofYearBeside(text, scope) ??
    withoutYear(text, scope) ??
    week(text, scope) ??
    weekOf(text, scope) ??
    halfBeside(text, scope) ??
    weekend(text, scope) ??
    partOfDay(text, scope) ??
    partOfMonth(text, scope) ??
    partOfWeek(text, scope) ??
    toDate(text)
  );
}

function ofYear(text: string): TimeRange | null {
  const [, year, month] = /^(\d{4})-(\d{1,2})$/.exec(text) ?? [];
  if (month !== undefined) return months(Number(year), Number(month), 1);
  const [, name = '', yearOfName] = /^([a-z]{3,9}|\d{1,2}[./])[ ]?(\d{4})$/.exec(text) ?? [];
  if (yearOfName !== undefined) return months(Number(yearOfName), Number.parseInt(name, 10) || monthOf(name), 1);
  const [, part = '', yearOfPart] = /^(q[1-4]|h[12])[ /](\d{4})$/.exec(text) ?? [];
  if (yearOfPart !== undefined) return partOfYear(part, Number(yearOfPart));
  return /^\d{4}$/.test(text) ? months(Number(text), 1, 12) : null;
}

/** "October last year", "Q3 this year". */
function ofYearBeside(text: string, { asOf }: TimeScope): TimeRange | null {
  const [, part = '', which = ''] = /^(.+?),? (?:of )?(last|this|next) year$/.exec(text) ?? [];
  const years = { last: -1, this: 0, next: 1 }[which];
  return years === undefined ? null : ofYear(`${part} ${Number(asOf.slice(0, 4)) + years}`);
}

/** A quarter, or half of a year. */
function partOfYear(part: string, year: number): TimeRange | null {
  const length = part.startsWith('q') ? 3 : 6;
  return months(year, Number(part.slice(1)) * length - length + 1, length);
}

/** A month, a quarter or half of a year without its year. */
function withoutYear(text: string, { asOf, key }: TimeScope): TimeRange | null {
  const isPart = /^(?:q[1-4]|h[12])$/.test(text);
  if (!isPart && !isMonth(text)) return null;
  const inYear = (year: number) => (isPart ? partOfYear(text, year) : months(year, monthOf(text), 1));
  return inYear(yearFor((year) => inYear(year)?.from ?? '', asOf, key));
}

const THIRDS: Readonly<Record<string, readonly [first: string, last: string]>> = {
  'start of': ['01', '10'],
  mid: ['11', '20'],
  'end of': ['21', ''],
  '1 week of': ['01', '07'],
};

/** "start of october", "mid-october", "end of october 2025": ten days, or those that are left; of a week its seven. */
function partOfMonth(text: string, scope: TimeScope): TimeRange | null {
  const [, part = '', words = ''] = /^(start of|mid|end of|1 week of|last week of)[ -](.+)$/.exec(text) ?? [];
  const [first, last] = THIRDS[part] ?? [];
  const month = words === '' ? null : (ofYear(words) ?? withoutYear(words, scope) ?? unitBeside(words, 'M', scope));
  if (month === null || month.from.slice(0, 7) !== month.to.slice(0, 7)) return null;
  if (first === undefined) return days(shiftDay(month.to, -6, 'd'), month.to);
  const day = (of: string | undefined) => (of ? `${month.to.slice(0, 8)}${of}` : month.to);
  return days(day(first), day(last));
}

const DAYS_OF_WEEK: Readonly<Record<string, readonly [first: number, last: number]>> = {
  'start of': [0, 1],
  mid: [2, 3],
  'end of': [4, 6],
};

/** "start of last week": its Monday and Tuesday. */
function partOfWeek(text: string, scope: TimeScope): TimeRange | null {
  const [, part = '', words = ''] = /^(start of|mid|end of) (.+)$/.exec(text) ?? [];
  const monday = unitBeside(words, 'w', scope)?.from;
  const [first, last] = DAYS_OF_WEEK[part]?.map((day) => shiftDay(monday ?? '1970-01-01', day, 'd')) ?? [];
  return monday === undefined || first === undefined || last === undefined ? null : days(first, last);
}

/** "Last month", "week" by its dates. */
function unitBeside(words: string, unit: TimeUnit, { asOf }: TimeScope): TimeRange | null {
  const bound = boundText(words === UNITS[unit].name ? `this ${words}` : words);
  const month = parseRelative(bound)?.round === unit ? resolveBound(bound, asOf) : null;
  return month === null ? null : days(month.first.slice(0, 10), month.last.slice(0, 10));
}

function months(year: number, first: number, count: number): TimeRange | null {
  if (first < 1 || first > 12) return null;
  const iso = (date: Date) => date.toISOString().slice(0, 10);
  const from = iso(new Date(Date.UTC(year, first - 1, 1)));
  const to = iso(new Date(Date.UTC(year, first - 1 + count, 0)));
  return days(from, to);
}

/** Null outside of the years that the store can hold. */
function days(from: string, to: string): TimeRange | null {
  if (resolveBound(from, from) === null || resolveBound(to, to) === null) return null;
  return range(`${formatDay(from)} to ${formatDay(to)}`, from, to);
}

/** "week 40", "week 40 2026": the first week of a year is the one with its 4 January. */
function week(text: string, { asOf, key }: TimeScope): TimeRange | null {
  const [, number, said] = /^week ?(\d{1,2})(?:(?: of|,|\/)? ?(\d{4}))?$/.exec(text) ?? [];
  if (number === undefined) return null;
  // Week 53 of most years, and 0 of all, are other years' weeks.
  const monday = (year: number) => {
    const day = shiftDay(mondayOf(`${year}-01-04`), 7 * (Number(number) - 1), 'd');
    return shiftDay(day, 3, 'd').startsWith(String(year)) ? day : '';
  };
  const year = said === undefined ? yearFor(monday, asOf, key) : Number(said);
  const first = resolveBound(`${year}-01-04`, asOf) === null ? '' : monday(year);
  return first === '' ? null : days(first, shiftDay(first, 6, 'd'));
}

/** "week of 12 oct": the one that the day lies in. */
function weekOf(text: string, scope: TimeScope): TimeRange | null {
  const [, words = ''] = /^week of (.+)$/.exec(text) ?? [];
  const day = words === '' ? '' : boundText(words, scope);
  return isDateOnly(day) ? days(mondayOf(day), shiftDay(mondayOf(day), 6, 'd')) : null;
}

/** "last half": of the calendar. */
function halfBeside(text: string, { asOf }: TimeScope): TimeRange | null {
  const [, which = ''] = /^(last|this|next) half$/.exec(text) ?? [];
  const shift = { last: -6, this: 0, next: 6 }[which];
  if (shift === undefined) return null;
  const month = shiftDay(`${asOf.slice(0, 7)}-01`, shift, 'M');
  return partOfYear(Number(month.slice(5, 7)) > 6 ? 'h2' : 'h1', Number(month.slice(0, 4)));
}

function mondayOf(day: string): string {
  return resolveBound('now/w', `${day} 00:00:00`)?.first.slice(0, 10) ?? day;
}

/** The newest that has begun, of deadlines the one to come. */
function weekend(text: string, { asOf, key }: TimeScope): TimeRange | null {
  const [isOne, which] = /^(?:(last|this|next|coming) )?weekend$/.exec(text) ?? [];
  if (isOne === undefined) return null;
  const saturday = shiftDay(mondayOf(asOf.slice(0, 10)), 5, 'd');
  const newest = liesAhead(key) || saturday <= asOf ? 0 : -7;
  const first = shiftDay(
    saturday,
    { last: -7, this: 0, next: 7, coming: saturday > asOf ? 0 : 7 }[which ?? ''] ?? newest,
    'd',
  );
  return days(first, shiftDay(first, 1, 'd'));
}

const PARTS: Readonly<Record<string, readonly [from: string, to: string]>> = {
  morning: ['06:00:00', '11:59:59'],
  noon: ['11:00:00', '13:59:59'],
  afternoon: ['12:00:00', '17:59:59'],
  evening: ['18:00:00', '23:59:59'],
};

/** "today morning", "yesterday evening". */
function partOfDay(text: string, scope: TimeScope): TimeRange | null {
  if (IS_LAST_NIGHT.test(text)) return lastNight(scope);
  const [, words = '', part = ''] = /^(.+) (morning|noon|afternoon|evening)$/.exec(text) ?? [];
  const [from, to] = PARTS[part] ?? [];
  const day = resolveBound(boundText(words, scope), scope.asOf);
  if (from === undefined || day === null || day.first.slice(0, 10) !== day.last.slice(0, 10)) return null;
  const date = day.first.slice(0, 10);
  return range(`${formatDay(date)}, ${from.slice(0, 5)} to ${to?.slice(0, 5)}`, `${date} ${from}`, `${date} ${to}`);
}

const IS_LAST_NIGHT = /^(?:last|yesterday|today) night$/;

/** From 22 o'clock to 6, the newest that is over or runs. */
function lastNight({ asOf }: TimeScope): TimeRange {
  const today = asOf.slice(0, 10);
  const isBegun = asOf.slice(11) >= '22:00:00';
  const [first, last] = isBegun ? [today, shiftDay(today, 1, 'd')] : [shiftDay(today, -1, 'd'), today];
  return range(`${formatDay(first)}, 22:00 to 06:00`, `${first} 22:00:00`, `${last} 05:59:59`);
}

/** "ytd": the year up to now. */
function toDate(text: string): TimeRange | null {
  const [, letter = ''] = /^([wmqy])td$/.exec(text) ?? [];
  const unit = { m: 'M', q: 'Q' }[letter] ?? letter;
  return isTimeUnit(unit) ? range(text, `now/${unit}`, 'now') : null;
}
