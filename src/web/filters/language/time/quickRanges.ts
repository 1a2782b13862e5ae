import type { Comparator } from '../../../../contract/query/comparators';
import type { FilterKey } from '../../../../contract/query/filters';
import { say } from '../../../../contract/texts/texts';
import { isBound, isRelative, parseRelative, resolveBound, resolveSeconds } from '../../../../contract/time/timeBounds';
import { DAY_SECONDS, TIME_UNITS, UNITS } from '../../../../contract/time/units';
import { formatWallTime, isDateOnly, parseWallTime } from '../../../../contract/time/wallTime';
import { anyOf, anyParticle, BETWEEN_SEVERAL, formsIn } from '../grammar/grammars';
import { calendarRange } from './calendarRange';
import { range, type TimeRange } from './timeRange';
import type { DayOrder, TimeScope } from './timeScope';
import { boundText, distanceText } from './timeText';
import { ALONE, timeInWords } from './timeWords';
import { liesAhead } from './yearFor';

/** A range that has a name of its own in every language; its label is what it is typed as in English. */
export interface QuickRange extends TimeRange {
  name: QuickName;
}
type QuickName = (typeof QUICK_NAMES)[number];

const QUICK_NAMES = [
  'today',
  'yesterday',
  'last7',
  'last30',
  'last90',
  'thisWeek',
  'lastWeek',
  'thisMonth',
  'lastMonth',
  'thisQuarter',
  'lastQuarter',
  'thisYear',
  'lastYear',
  'now',
  'ago7',
  'ago30',
  'ago90',
] as const;

function quick(name: QuickName, label: string, from: string, to = from): QuickRange {
  return { name, label, from, to };
}

/** "Last 7 days". */
export function quickLabel({ name }: QuickRange): string {
  return say(`editor.quick.${name}`);
}

/** Ranges that people ask for every day, as relative bounds: a link with them stays true tomorrow. */
export const QUICK_RANGES: readonly QuickRange[] = [
  quick('today', 'Today', 'now/d'),
  quick('yesterday', 'Yesterday', 'now-1d/d'),
  quick('last7', 'Last 7 days', 'now-7d', 'now'),
  quick('last30', 'Last 30 days', 'now-30d', 'now'),
  quick('last90', 'Last 90 days', 'now-90d', 'now'),
  quick('thisWeek', 'This week', 'now/w'),
  quick('lastWeek', 'Last week', 'now-1w/w'),
  quick('thisMonth', 'This month', 'now/M'),
  quick('lastMonth', 'Last month', 'now-1M/M'),
  quick('thisQuarter', 'This quarter', 'now/Q'),
  quick('lastQuarter', 'Last quarter', 'now-1Q/Q'),
  quick('thisYear', 'This year', 'now/y'),
  quick('lastYear', 'Last year', 'now-1y/y'),
];

/** Whole days, weeks, months: what "on" and "not on" can name. */
export const QUICK_UNITS: readonly QuickRange[] = QUICK_RANGES.filter(({ from, to }) => from === to);

/** Moments to be before or after; of a unit, its first or its last second. */
export const QUICK_MOMENTS: readonly QuickRange[] = [
  quick('now', 'Now', 'now'),
  quick('today', 'Today', 'now/d'),
  quick('yesterday', 'Yesterday', 'now-1d/d'),
  quick('ago7', '7 days ago', 'now-7d'),
  quick('ago30', '30 days ago', 'now-30d'),
  quick('ago90', '90 days ago', 'now-90d'),
  quick('thisWeek', 'This week', 'now/w'),
  quick('thisMonth', 'This month', 'now/M'),
  quick('thisQuarter', 'This quarter', 'now/Q'),
  quick('thisYear', 'This year', 'now/y'),
];

/**
 * The range that a text names: "last m", "last 14 days", "2026-10", "Oct 2026", "Q3 2026", "1.10.2026", "week 40",
 * "1 to 15 October"; "October" and "Q3" are of the year that `yearFor` gives. Null for any other text.
 * @param asOf wall time.
 * @param dayOrder of the page's language.
 */
export function findRange(typed: string, asOf: string, key: FilterKey, dayOrder?: DayOrder): TimeRange | null {
  const text = typed.trim().toLowerCase().replace(/\s+/g, ' ');
  const scope = { asOf, key, dayOrder };
  return text === '' ? null : (periodOf(text, typed, scope) ?? betweenEnds(typed.trim(), timeInWords(text), scope));
}

function periodOf(text: string, typed: string, scope: TimeScope): TimeRange | null {
  const words = timeInWords(text);
  const quick = QUICK_RANGES.find(({ label }) => [text, words].some((each) => label.toLowerCase().startsWith(each)));
  return quick ?? lastUnits(words, scope.key) ?? calendarRange(words, scope) ?? ownRange(typed, scope);
}

/** `last 14 days`, `past 14 days`, `14 d`, `next 2 weeks`; a unit may be cut short as long as one unit begins so. */
function lastUnits(text: string, key: FilterKey): TimeRange | null {
  const [, which, amount = '', start = ''] =
    /^(last |past |next )?(\d{1,4}(?:[.,]\d{1,2})?) ?([a-z]+?)s?$/.exec(text) ?? [];
  const [unit, other] = TIME_UNITS.filter((each) => UNITS[each].name.startsWith(start));
  if (start === '' || unit === undefined || other !== undefined) return null;
  const count = `${amount} ${UNITS[unit].name}${amount === '1' ? '' : 's'}`;
  const distance = distanceText(`${amount} ${UNITS[unit].name}`);
  if (distance === null) return null;
  return which === 'next ' || (which === undefined && liesAhead(key))
    ? range(`Next ${count}`, 'now', `now+${distance}`)
    : range(`Last ${count}`, `now-${distance}`, 'now');
}

/** A day, or a whole unit such as "next week", is a range by itself. */
function ownRange(typed: string, scope: TimeScope): TimeRange | null {
  const bound = boundText(typed, scope);
  return isDateOnly(bound) || parseRelative(bound)?.round !== undefined ? range(typed.trim(), bound) : null;
}

const ENDS = new RegExp(
  `^(.+?)(?: ${anyParticle('to')} (?:${anyParticle('beforeTime')} )?|(?<!now) [-–—] )(.+)$`,
  'iu',
);
/** Dashes without spaces also stand in dates: only behind a day. */
const DAYS = /^((?:[a-z]+ )?\d{1,2}(?:\.(?:\d{1,2}(?:\.(?:\d{2,4})?)?)?)?) ?[-–—] ?(\d.*)$/;
/** Of days of the week as well. */
const WEEKDAYS = /^([a-z]{3,9}) ?[-–—] ?([a-z]{3,9})$/;

/** "1 to 15 October 2026", "01.10.-15.10.": what one end leaves out is the other's. */
function betweenEnds(label: string, text: string, scope: TimeScope): TimeRange | null {
  const either = EITHER.exec(text);
  const [, from, to] = either ?? ENDS.exec(text) ?? DAYS.exec(text) ?? WEEKDAYS.exec(text) ?? [];
  if (from === undefined || to === undefined) return null;
  const [start, end] = completed(from, to);
  const [begin, last] = inOrder(start, end, scope);
  if (begin === null || last === null) return null;
  // "Today until Friday" would be over before it begins when it is read again next week.
  const first = isRelative(begin.from) && !isRelative(last.to) ? asDates(begin, scope) : begin;
  // Nothing lies between "October or November", and October and December are no range.
  const next = resolveSeconds(last.from, scope.asOf)?.first;
  if (either !== null && (resolveSeconds(first.to, scope.asOf)?.last ?? 0) + 1 !== next) return null;
  return range(label, first.from, CLOCK.test(to) ? before(last.to) : last.to);
}

function asDates(period: TimeRange, { asOf }: TimeScope): TimeRange {
  const { first = '' } = resolveBound(period.from, asOf) ?? {};
  return { ...period, from: first.replace(/ 00:00:00$/, '') };
}

const CLOCK = /^\d{1,2}(?::\d\d)?(?: ?[ap]m)?$/;

/** Between 8 and 10 o'clock is before 10; up to 9:59 is all of that minute, as the page writes it. */
function before(end: string): string {
  const seconds = /:\d\d:00$/.test(end) ? parseWallTime(end) : null;
  return seconds === null ? end : formatWallTime(seconds + (end.endsWith(':59:00') ? 59 : -1));
}

const EITHER = new RegExp(`^(.+?)(?: ${BETWEEN_SEVERAL} |(?<=[a-z])/(?=[a-z]))(.+)$`, 'iu');

type Ends = readonly [first: TimeRange | null, last: TimeRange | null];

/** Of "Monday to Wednesday" on a Monday the first is the one before that Wednesday, of deadlines the other way round. */
function inOrder(start: string, end: string, scope: TimeScope): Ends {
  const ends: Ends = [endOf(start, scope), endOf(end, scope)];
  const length = daysFrom(ends, scope);
  if (length === null || length >= 0) return ends;
  const { from, to } = { from: ends[0]?.from ?? '', to: ends[1]?.to ?? '' };
  const turned: Ends = liesAhead(scope.key)
    ? [ends[0], endOf(end, { ...scope, asOf: `${from} 00:00:00` })]
    : [endOf(start, { ...scope, asOf: `${to} 23:59:59` }), ends[1]];
  // From October back to September would be most of a year.
  return (daysFrom(turned, scope) ?? HALF_A_YEAR) < HALF_A_YEAR ? turned : [null, null];
}

const HALF_A_YEAR = 183;

/** How many days lie between the ends; negative for ends in the wrong order. */
function daysFrom([first, last]: Ends, { asOf }: TimeScope): number | null {
  const start = first === null ? null : resolveSeconds(first.from, asOf);
  const end = last === null ? null : resolveSeconds(last.to, asOf);
  return start === null || end === null ? null : (end.last - start.first) / DAY_SECONDS;
}

function endOf(text: string, scope: TimeScope): TimeRange | null {
  // "Between 1 hour and 2 hours" is how long, and not when.
  if (ALONE.test(text)) return null;
  const bound = boundText(text, scope);
  return isBound(bound) ? range(text, bound) : periodOf(text, text, scope);
}

const ORDINAL = anyOf([...formsIn(({ ordinals }) => ordinals).filter((each) => each !== ''), '.']);
const DAY_ALONE = new RegExp(`^(\\d{1,2})${ORDINAL}?$`);
const DAY_WITH_MONTH = new RegExp(`^\\d{1,2}${ORDINAL}? ?(\\D.*|\\d{1,2}\\..*)$`);

const ONE_DAY = /^(?:today|yesterday|tomorrow|(?:last |next )?[a-z]+day)$/;

function completed(from: string, to: string): readonly [string, string] {
  const [, date = '', hour] = /^(?:(.+?),? )?(\d{1,2}(?::\d{2})?)$/.exec(from) ?? [];
  if (hour !== undefined && /^\d{1,2}(?::\d{2})?$/.test(to) && `${hour}${to}`.includes(':')) {
    const [start, end] = [hour, to].map((each) => (each.includes(':') ? each : `${each}:00`));
    return [`${date} ${start}`.trim(), `${date} ${end}`.trim()];
  }
  // "Yesterday until 12:00" is over at noon.
  if (CLOCK.test(to) && ONE_DAY.test(from)) return [from, `${from} ${to}`];
  const [, day] = DAY_ALONE.exec(from) ?? [];
  const [, month] = DAY_WITH_MONTH.exec(to) ?? [];
  if (day !== undefined && month !== undefined) return [`${day}. ${month}`, to];
  const [, monthBefore] = /^([a-z]+) \d{1,2}\D*$/.exec(from) ?? [];
  if (monthBefore !== undefined && DAY_ALONE.test(to)) return [from, `${monthBefore} ${to}`];
  const year = /\d{4}$/.exec(to)?.[0];
  return year === undefined || /\d{4}/.test(from) ? [from, to] : [`${from} ${year}`, to];
}

/** The bound of a typed time for a comparator of one: of a month or a week the end that it compares with. */
export function momentText(typed: string, comparator: Comparator, scope: TimeScope): string {
  const bound = boundText(typed, scope);
  if (isBound(bound)) return bound;
  const words = timeInWords(typed.trim().toLowerCase());
  // Around noon is three hours, until noon is none of them.
  if (/ noon$/.test(words)) return boundText(words.replace('noon', '12:00'), scope);
  switch (comparator) {
    case '>=':
    case '<':
      // Before the end of the week is later than before its last days.
      if (comparator === '<' && /^end of .*week/.test(words)) return bound;
      return (edgeOf(/^start of /, words, scope) ?? calendarRange(words, scope))?.from ?? bound;
    case '>':
    case '<=':
      return (edgeOf(/^end of /, words, scope) ?? calendarRange(words, scope))?.to ?? bound;
    default:
      return bound;
  }
}

/** "Since the beginning of the week", "by the end of October": all of it, from that edge on. */
function edgeOf(edge: RegExp, words: string, scope: TimeScope): TimeRange | null {
  if (!edge.test(words)) return null;
  const period = words.replace(edge, '');
  const bound = [period, `this ${period}`].map((text) => boundText(text, scope)).find((text) => isBound(text));
  return bound === undefined ? calendarRange(period, scope) : range(words, bound);
}
