import { DAY_SECONDS, HOUR_SECONDS } from '../contract/time/units';
import { formatWallTime, parseWallTime } from '../contract/time/wallTime';

/** Working time in plain TypeScript, hour by hour of the calendar, written apart from the SQL. */

export interface PlainCalendar {
  /** Of each day from Monday, the hours in which work is done: `[[8, 12], [13, 18]]`, ends exclusive. */
  hours: readonly (readonly (readonly [number, number])[])[];
  /** `YYYY-MM-DD`. */
  holidays: readonly string[];
}

/** Working seconds between two wall times, negative where they come the other way round. */
export function workedHourByHour(from: string, to: string, calendar: PlainCalendar): number {
  if (from > to) return -workedHourByHour(to, from, calendar);
  const [first, last] = [parseWallTime(from) ?? Number.NaN, parseWallTime(to) ?? Number.NaN];
  let worked = 0;
  let [day, spans]: [number, Spans] = [Number.NaN, []];
  for (let hour = Math.floor(first / HOUR_SECONDS) * HOUR_SECONDS; hour < last; hour += HOUR_SECONDS) {
    const of = Math.floor(hour / DAY_SECONDS);
    if (of !== day) [day, spans] = [of, spansOf(of, calendar)];
    const ofDay = (hour - day * DAY_SECONDS) / HOUR_SECONDS;
    if (!spans.some(([begin, end]) => begin <= ofDay && ofDay < end)) continue;
    worked += Math.min(hour + HOUR_SECONDS, last) - Math.max(hour, first);
  }
  return worked;
}

type Spans = PlainCalendar['hours'][number];

/** @param day since 1970. */
function spansOf(day: number, { hours, holidays }: PlainCalendar): Spans {
  if (holidays.includes(formatWallTime(day * DAY_SECONDS).slice(0, 10))) return [];
  return hours[(new Date(day * DAY_SECONDS * 1000).getUTCDay() + 6) % 7] ?? [];
}
