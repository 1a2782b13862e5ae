import { DAY_SECONDS } from '../../contract/time/units';
import { FIRST_YEAR } from '../../contract/time/wallTime';
import { WEEK_SECONDS, type WorkingCalendar, workedOn } from '../../contract/time/workingCalendar';
import type { SqlParams } from './sqlParams';

/**
 * Working seconds between two wall times in SQL: the difference of how many there were up to each since the first day that the
 * store can hold. Whole weeks are multiplied, the rest of the week is looked up among its spans, and what holidays took is
 * looked up by day.
 */

/** A Monday. */
const FIRST_DAY = Date.UTC(FIRST_YEAR, 0, 1) / 1000 / DAY_SECONDS;

/**
 * Working seconds from one time to another, negative where they come the other way round; null when either is.
 * @param from, to SQL of wall times.
 */
export function workedBetween(from: string, to: string, calendar: WorkingCalendar, params: SqlParams): string {
  const [start, end] = [from, to].map((time) => workedUntil(`assumeNotNull(${time})`, calendar, params));
  return `if(isNull(${from}) OR isNull(${to}), NULL, ${end} - ${start})`;
}

function workedUntil(time: string, calendar: WorkingCalendar, params: SqlParams): string {
  const since = `(toInt64(${time}) - ${FIRST_DAY * DAY_SECONDS})`;
  const { days, lost } = holidaysOf(calendar);
  if (days.length === 0) return workedOfWeeks(since, calendar, params);
  const day = `intDiv(${since}, ${DAY_SECONDS})`;
  const holidays = params.bind(days, ARRAY);
  // On a holiday no more is worked than by its beginning.
  const counted = `if(${day} IN ${holidays}, ${day} * ${DAY_SECONDS}, ${since})`;
  const known = params.bind([BEFORE_ALL, ...days], ARRAY);
  const lastHoliday = `roundDown(${day} - 1, ${known})`;
  return `(${workedOfWeeks(counted, calendar, params)} - transform(${lastHoliday}, ${known}, ${params.bind([0, ...lost], ARRAY)}))`;
}

const ARRAY = 'Array(Int64)';
/** Before the day before the first one. */
const BEFORE_ALL = -2;

function workedOfWeeks(since: string, { spans }: WorkingCalendar, params: SqlParams): string {
  const starts = [0];
  // What lies between the beginning of the week and a moment in a span without work, and what is worked by its end.
  const shifts = [0];
  const ends = [0];
  let worked = 0;
  for (const { from, to } of spans) {
    starts.push(from);
    shifts.push(from - worked);
    worked += to - from;
    ends.push(worked);
  }
  const skip = spans[0]?.from === 0 ? 1 : 0;
  const bound = (values: readonly number[]) => params.bind(values.slice(skip), ARRAY);
  const week = `intDiv(${since}, ${WEEK_SECONDS})`;
  const rest = `modulo(${since}, ${WEEK_SECONDS})`;
  const span = `roundDown(${rest}, ${bound(starts)})`;
  const within = `${rest} - transform(${span}, ${bound(starts)}, ${bound(shifts)})`;
  return `(${week} * ${worked} + least(${within}, transform(${span}, ${bound(starts)}, ${bound(ends)})))`;
}

/** Holidays on days that would be worked on, and how much they took up to the end of each. */
function holidaysOf(calendar: WorkingCalendar): { days: number[]; lost: number[] } {
  const ofWeekday = workedOn(calendar);
  const days: number[] = [];
  const lost: number[] = [];
  let sum = 0;
  for (const holiday of calendar.holidays) {
    const day = holiday - FIRST_DAY;
    const taken = ofWeekday[day % 7] ?? 0;
    if (taken === 0) continue;
    sum += taken;
    days.push(day);
    lost.push(sum);
  }
  return { days, lost };
}
