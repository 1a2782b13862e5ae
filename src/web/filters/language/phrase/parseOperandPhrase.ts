import type { FilterKey } from '../../../../contract/query/filters';
import { DAY_SECONDS, FIXED_UNITS, TIME_UNITS, UNITS } from '../../../../contract/time/units';
import { formatWallTime, parseWallTime } from '../../../../contract/time/wallTime';
import { MONTH_NAMES, monthOf } from '../time/timeText';
import { liesAhead, yearFor } from '../time/yearFor';

/** Amounts and times in words that the fields of the editor do not know: "a week", "past month", "monday", "1 oct". */

const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const SHORT = FIXED_UNITS.filter((unit) => unit !== 's').map((unit) => UNITS[unit].short);
const UNIT = `(?:${[...TIME_UNITS.map((unit) => UNITS[unit].name), ...SHORT].join('|')})s?`;
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
 * @param asOf wall time: a weekday is the newest that has begun, of deadlines the one to come; a day without its year is
 * of the year that `yearFor` gives.
 */
export function parseTimePhrase(text: string, key: FilterKey, asOf: string): string {
  const isAhead = liesAhead(key);
  const digits = PAST.reduce(
    (words, [pattern, replacement]) => words.replace(pattern, replacement),
    amountInDigits(text),
  );
  if (isAhead && AMOUNT_ALONE.test(digits)) return `next ${digits}`;
  return digits
    .replace(WEEKDAY, (_, which: string | undefined, day: string) =>
      weekday(WEEKDAYS.indexOf(day.toLowerCase()), asOf, which?.toLowerCase() ?? (isAhead ? 'coming' : 'newest')),
    )
    .replace(DAY_OF_MONTH, (same, day: string, month: string) => dayInYear(month, day, asOf, key) ?? same)
    .replace(MONTH_AND_DAY, (same, month: string, day: string) => dayInYear(month, day, asOf, key) ?? same);
}

/** @param which last and next leave today out. */
function weekday(wanted: number, asOf: string, which: string): string {
  const now = parseWallTime(asOf.slice(0, 10)) ?? 0;
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
function dayInYear(monthName: string, day: string, asOf: string, key: FilterKey): string | null {
  const month = String(monthOf(monthName)).padStart(2, '0');
  const dayIn = (year: number) => `${year}-${month}-${day.padStart(2, '0')}`;
  const found = dayIn(yearFor(dayIn, asOf, key));
  return parseWallTime(found) === null ? null : found;
}
