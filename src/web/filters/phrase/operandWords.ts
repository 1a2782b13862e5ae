import type { FilterKey } from '../../../contract/query/filters';
import { formatWallTime, parseWallTime } from '../../../contract/time/wallTime';
import { MONTH_NAMES } from '../time/timeText';

/** Amounts and times in words that the fields of the editor do not know: "a week", "past month", "monday", "1 oct". */

const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const UNIT = '(?:second|minute|min|hour|day|week|month|quarter|year|h|d|w)s?';
/** A pattern with one group: "3 days", "a week". */
export const AMOUNT = `((?:\\d+|an?|${NUMBERS.join('|')}) ?${UNIT})`;

const NUMBER_WORD = new RegExp(`\\b(${NUMBERS.join('|')})(?= ${UNIT}\\b)`, 'gi');
const ARTICLE = new RegExp(`\\ban? (?=${UNIT}\\b)`, 'gi');

/** "a week and two days" in digits. */
export function amountInDigits(text: string): string {
  return text.replace(NUMBER_WORD, (word) => String(NUMBERS.indexOf(word.toLowerCase()) + 1)).replace(ARTICLE, '1 ');
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTH = MONTH_NAMES.map((name) => `${name}|${name.slice(0, 3)}`).join('|');
const NO_YEAR = '(?!,? ?\\d{4}|:)';
const WEEKDAY = new RegExp(`\\b(?:(last|next|this) )?(${WEEKDAYS.join('|')})\\b`, 'gi');
const DAY_OF_MONTH = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\.? (${MONTH})\\b${NO_YEAR}`, 'gi');
const MONTH_AND_DAY = new RegExp(`\\b(${MONTH}) (\\d{1,2})(?:st|nd|rd|th)?\\b${NO_YEAR}`, 'gi');
const MONTH_ALONE = new RegExp(`^(${MONTH}|q[1-4])$`, 'i');
const AMOUNT_ALONE = new RegExp(`^\\d+ ?${UNIT}$`, 'i');

/** Said of the past alone, and in the words of the time fields. */
const PAST: readonly (readonly [RegExp, string])[] = [
  [/^the /i, ''],
  [/^(?:last|past) hour$/i, 'last 1 hour'],
  [/^(?:last|past) day$/i, 'last 24 hours'],
  [/^past (week|month|quarter|year)$/i, 'last 1 $1'],
  [/^previous hour$/i, 'now-1h/h'],
  [/^previous (day|week|month|quarter|year)$/i, 'last $1'],
];

/**
 * A time in the words of the time fields.
 * @param asOf wall time: a weekday, and a day or month without its year, are the newest that have begun; of deadlines,
 * which are mostly to come, the nearest.
 */
export function timeInWords(text: string, key: FilterKey, asOf: string): string {
  const isDue = key === 'dueBy';
  const digits = PAST.reduce(
    (words, [pattern, replacement]) => words.replace(pattern, replacement),
    amountInDigits(text),
  );
  if (isDue && AMOUNT_ALONE.test(digits)) return `next ${digits}`;
  if (isDue && MONTH_ALONE.test(digits)) return nearestMonths(digits, asOf);
  return digits
    .replace(WEEKDAY, (_, which: string | undefined, day: string) =>
      weekday(WEEKDAYS.indexOf(day.toLowerCase()), asOf, which?.toLowerCase() ?? (isDue ? 'coming' : 'newest')),
    )
    .replace(DAY_OF_MONTH, (same, day: string, month: string) => dayInYear(month, day, asOf, isDue) ?? same)
    .replace(MONTH_AND_DAY, (same, month: string, day: string) => dayInYear(month, day, asOf, isDue) ?? same);
}

const DAY_SECONDS = 86_400;

function today(asOf: string): number {
  return parseWallTime(asOf.slice(0, 10)) ?? 0;
}

/** @param which last and next leave today out. */
function weekday(wanted: number, asOf: string, which: string): string {
  const now = today(asOf);
  const back = (new Date(now * 1000).getUTCDay() - wanted + 7) % 7;
  const days = {
    last: back === 0 ? -7 : -back,
    newest: -back,
    this: -back,
    coming: (7 - back) % 7,
    next: 7 - back,
  }[which];
  return formatWallTime(now + (days ?? 0) * DAY_SECONDS).slice(0, 10);
}

/** Null for a day that the month does not have. */
function dayInYear(monthName: string, day: string, asOf: string, isNearest: boolean): string | null {
  const month = String(MONTH_NAMES.findIndex((name) => name.startsWith(monthName.toLowerCase())) + 1);
  const inYear = (year: number) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const found = inYear(yearFor((year) => parseWallTime(inYear(year)), asOf, isNearest));
  return parseWallTime(found) === null ? null : found;
}

/** "2026-12", "q1 2027". */
function nearestMonths(text: string, asOf: string): string {
  const quarter = /^q([1-4])$/i.exec(text)?.[1];
  const month =
    quarter === undefined
      ? MONTH_NAMES.findIndex((name) => name.startsWith(text.toLowerCase())) + 1
      : Number(quarter) * 3 - 2;
  const start = (year: number) => parseWallTime(`${year}-${String(month).padStart(2, '0')}-01`);
  const year = yearFor(start, asOf, true);
  return quarter === undefined ? `${year}-${month}` : `${text} ${year}`;
}

/** The year in which a time that comes every year is nearest, or the newest in which it has come. */
function yearFor(inYear: (year: number) => number | null, asOf: string, isNearest: boolean): number {
  const now = today(asOf);
  const year = Number(asOf.slice(0, 4));
  const years = isNearest ? [year - 1, year, year + 1] : [year - 1, year];
  const distance = (each: number) => {
    const time = inYear(each);
    if (time === null || (!isNearest && time > now)) return Number.POSITIVE_INFINITY;
    return Math.abs(time - now);
  };
  return years.sort((a, b) => distance(a) - distance(b))[0] ?? year;
}
