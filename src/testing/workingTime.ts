import { HOUR_SECONDS } from '../contract/time/units';
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
  for (let hour = Math.floor(first / HOUR_SECONDS) * HOUR_SECONDS; hour < last; hour += HOUR_SECONDS) {
    if (!isWorked(hour, calendar)) continue;
    worked += Math.min(hour + HOUR_SECONDS, last) - Math.max(hour, first);
  }
  return worked;
}

function isWorked(hour: number, { hours, holidays }: PlainCalendar): boolean {
  const text = formatWallTime(hour);
  if (holidays.includes(text.slice(0, 10))) return false;
  const weekday = (new Date(hour * 1000).getUTCDay() + 6) % 7;
  const ofDay = Number(text.slice(11, 13));
  return hours[weekday]?.some(([begin, end]) => begin <= ofDay && ofDay < end) === true;
}
