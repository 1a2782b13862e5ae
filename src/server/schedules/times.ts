import { Cron } from 'croner';
import { WEEKDAYS } from '../../contract/columns/columns';
import type { When } from '../../contract/responses/schedules';

/**
 * The moments of a schedule. A time that a clock change leaves out comes right after it, one that comes twice counts
 * once; hours are those that pass, so an hourly schedule has one in each.
 */
export interface Times {
  when: When;
  /** IANA name. */
  timeZone: string;
}

/** The first moment after an instant. */
export function nextTime(times: Times, after: Date): Date {
  const next = cronOf(times).nextRun(after);
  if (next === null) throw new Error('a schedule has no next time');
  return next;
}

/** The last moment up to an instant. */
export function latestTime(times: Times, upTo: Date): Date {
  // The library's is before the instant.
  const [latest] = cronOf(times).previousRuns(1, new Date(upTo.getTime() + 1));
  if (latest === undefined) throw new Error('a schedule has no time before');
  return latest;
}

function cronOf({ when, timeZone }: Times): Cron {
  // A month without the day gives way to the next one with it.
  return new Cron(patternOf(when), { timezone: timeZone, mode: '5-part' });
}

function patternOf(when: When): string {
  if (when.every === 'hour') return `${when.minute} * * * *`;
  const [hour, minute] = when.at.split(':').map(Number);
  if (when.every === 'month') return `${minute} ${hour} ${when.day === 'last' ? 'L' : when.day} * *`;
  const days = [...new Set(when.weekdays)].map((day) => (WEEKDAYS.indexOf(day) + 1) % 7);
  return `${minute} ${hour} * * ${days.length === 7 ? '*' : days.join(',')}`;
}
