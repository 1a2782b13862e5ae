import { formatWallTime, parseWallTime } from '../../../contract/time/wallTime';
import { MONTH_NAMES } from '../time/timeText';

/** What people say otherwise than the page, put into the page's own words before it is read. */

const UNIT = '(?:second|minute|min|hour|day|week|month|quarter|year|h|d|w)s?';
const AMOUNT = `(\\d+ ?${UNIT})\\b`;
const MORE = '(?:more than|longer than|over)';
const LESS = '(?:less than|under)';

function words(pattern: string): RegExp {
  return new RegExp(`\\b${pattern}`, 'gi');
}

/** Each works on what the ones before have left. */
const IDIOMS: readonly (readonly [RegExp, string])[] = [
  [words(`an? (?=${UNIT}\\b)`), '1 '],
  [words('(?:last|past) hour\\b'), 'last 1 hour'],
  [words('(?:last|past) day\\b'), 'last 24 hours'],
  [words('past (week|month|quarter|year)\\b'), 'last 1 $1'],
  [words('previous (hour|day|week|month|quarter|year)\\b'), 'last $1'],
  [words(`older than ${AMOUNT}`), 'created before $1 ago'],
  [words(`(?:newer|younger) than ${AMOUNT}`), 'created after $1 ago'],
  [
    words(`(?:open|not closed|unresolved|pending) (?:for |since )?${MORE} ${AMOUNT}`),
    'not closed, created before $1 ago',
  ],
  [words(`overdue (?:by |for |since )?${MORE} ${AMOUNT}`), 'overdue, due before $1 ago'],
  [words(`(?:closed )?late by ${MORE} ${AMOUNT}`), 'closed after deadline > $1'],
  [words(`(?:closed|resolved|solved) within ${AMOUNT}`), 'time to close <= $1'],
  [words(`(?:closed|resolved|solved) in ${LESS} ${AMOUNT}`), 'time to close < $1'],
  [words(`took ${MORE} ${AMOUNT}`), 'time to close > $1'],
  [words(`took ${LESS} ${AMOUNT}`), 'time to close < $1'],
  [words('(?:unassigned|not assigned|nobody assigned|no assignee)\\b'), 'no agent'],
  [words('(?:unresolved|unsolved|not resolved|not solved)\\b'), 'not closed'],
  [words('closed (?=(?:on|in) time\\b)'), ''],
  [words('without (?:a |any )?deadline\\b'), 'no deadline'],
  [words('(?:sla )?breached(?: sla)?\\b'), 'service level is closed late or overdue'],
  [words('(?:except|excluding|but not)\\b'), 'not'],
];

const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTH = MONTH_NAMES.map((name) => `${name}|${name.slice(0, 3)}`).join('|');
const DAY_OF_MONTH = words(`(\\d{1,2})(?:st|nd|rd|th)?\\.? (${MONTH})\\b(?!,? \\d{4})`);
const MONTH_AND_DAY = words(`(${MONTH}) (\\d{1,2})(?:st|nd|rd|th)?\\b(?!,? \\d{4}|:)`);

/**
 * The text with such words replaced; the rest stays as it was typed.
 * @param asOf wall time: weekdays and days without a year are the newest that are not to come.
 */
export function rewriteIdioms(text: string, asOf: string): string {
  const dated = text
    .replace(words(`(${NUMBERS.join('|')})(?= ${UNIT}\\b)`), (word) => String(NUMBERS.indexOf(word.toLowerCase()) + 1))
    .replace(words(`(last |this )?(${WEEKDAYS.join('|')})\\b`), (_, which: string | undefined, day: string) =>
      newestWeekday(WEEKDAYS.indexOf(day.toLowerCase()), asOf, which?.trim().toLowerCase() === 'last'),
    )
    .replace(DAY_OF_MONTH, (same, day: string, month: string) => newestDay(month, day, asOf) ?? same)
    .replace(MONTH_AND_DAY, (same, month: string, day: string) => newestDay(month, day, asOf) ?? same);
  return IDIOMS.reduce((rewritten, [pattern, replacement]) => rewritten.replace(pattern, replacement), dated);
}

const DAY_SECONDS = 86_400;

/** @param isPast whether today is none. */
function newestWeekday(weekday: number, asOf: string, isPast: boolean): string {
  const today = parseWallTime(asOf) ?? 0;
  const back = (new Date(today * 1000).getUTCDay() - weekday + 7) % 7;
  return dayOf(today - (back === 0 && isPast ? 7 : back) * DAY_SECONDS);
}

/** Null for a day that the month does not have. */
function newestDay(monthName: string, day: string, asOf: string): string | null {
  const month = MONTH_NAMES.findIndex((name) => name.startsWith(monthName.toLowerCase())) + 1;
  const inYear = (year: number) => `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  const year = Number(asOf.slice(0, 4));
  const found = inYear(year) > asOf.slice(0, 10) ? inYear(year - 1) : inYear(year);
  return parseWallTime(`${found} 00:00:00`) === null ? null : found;
}

function dayOf(seconds: number): string {
  return formatWallTime(seconds).slice(0, 10);
}
