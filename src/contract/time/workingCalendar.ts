import { DAY_SECONDS, HOUR_SECONDS, MINUTE_SECONDS } from './units';

/** When work is done, by the wall clock of the instance: hours of the week, and days off. */

export interface WorkingCalendar {
  /** Seconds of the week from Monday 00:00, `[from, to)`, in order and apart from each other. */
  spans: readonly WorkingSpan[];
  /** Days off since 1970-01-01, in order. */
  holidays: readonly number[];
}

export interface WorkingSpan {
  from: number;
  to: number;
}

export const WEEK_SECONDS = 7 * DAY_SECONDS;

/** By which time to close and lateness are told: all seconds, or those of working hours. */
export const CLOCKS = ['calendar', 'working'] as const;
export type Clock = (typeof CLOCKS)[number];

const DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];
const DAYS_FORM = /^(mo|tu|we|th|fr|sa|su)(?:-(mo|tu|we|th|fr|sa|su))?$/i;
const TIMES_FORM = /^([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/;

export const WORKING_HOURS_ALLOWED = 'days and times such as Mo-Fr 08:00-12:00,13:00-18:00; Sa 09:00-12:00';

/**
 * Reads `Mo-Fr 08:00-18:00`: days, then spans of time, each list joined by commas; more of them after a semicolon or comma. A span
 * that ends before it begins goes on into the next day. Null where it is not of this form.
 */
export function parseWorkingHours(text: string): readonly WorkingSpan[] | null {
  const spans: WorkingSpan[] = [];
  let days: number[] = [];
  let isOfDays = true;
  for (const word of text.trim().split(/[\s,;]+/)) {
    const named = daysOf(word);
    const times = named === null ? timesOf(word) : null;
    if (named === null && (times === null || days.length === 0)) return null;
    // Days that follow times begin a list of their own.
    if (named !== null) days = isOfDays ? [...days, ...named] : named;
    isOfDays = named !== null;
    if (times !== null) spans.push(...days.map((day) => spanOn(day, times)));
  }
  return isOfDays ? null : merged(spans.flatMap(withinWeek));
}

function daysOf(word: string): number[] | null {
  const [, first, last = first] = DAYS_FORM.exec(word) ?? [];
  if (first === undefined || last === undefined) return null;
  const [begin, end] = [first, last].map((day) => DAYS.indexOf(day.toLowerCase()));
  const count = (((end ?? 0) - (begin ?? 0) + 7) % 7) + 1;
  return Array.from({ length: count }, (_, index) => ((begin ?? 0) + index) % 7);
}

function timesOf(word: string): WorkingSpan | null {
  const match = TIMES_FORM.exec(word);
  if (match === null) return null;
  const [hour = 0, minute = 0, endHour = 0, endMinute = 0] = match.slice(1).map(Number);
  const from = hour * HOUR_SECONDS + minute * MINUTE_SECONDS;
  const to = endHour * HOUR_SECONDS + endMinute * MINUTE_SECONDS;
  if (from >= DAY_SECONDS || to > DAY_SECONDS || from === to) return null;
  return { from, to: to < from ? to + DAY_SECONDS : to };
}

function spanOn(day: number, { from, to }: WorkingSpan): WorkingSpan {
  return { from: day * DAY_SECONDS + from, to: day * DAY_SECONDS + to };
}

/** The night of Sunday ends in the Monday with which the week begins. */
function withinWeek({ from, to }: WorkingSpan): WorkingSpan[] {
  if (to <= WEEK_SECONDS) return [{ from, to }];
  return [
    { from, to: WEEK_SECONDS },
    { from: 0, to: to - WEEK_SECONDS },
  ];
}

function merged(spans: readonly WorkingSpan[]): WorkingSpan[] {
  const result: WorkingSpan[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const before = result.at(-1);
    if (before === undefined || span.from > before.to) result.push({ ...span });
    else before.to = Math.max(before.to, span.to);
  }
  return result;
}

/** Working seconds of each day of the week, from Monday. */
export function workedOn({ spans }: Pick<WorkingCalendar, 'spans'>): number[] {
  return DAYS.map((_, day) => {
    const [begin, end] = [day * DAY_SECONDS, (day + 1) * DAY_SECONDS];
    return spans.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, end) - Math.max(from, begin)), 0);
  });
}
