import { DAY_SECONDS, HOUR_SECONDS } from '../../contract/time/units';
import type { WallSeconds } from '../../contract/time/wallTime';
import { HOUR_WEIGHT, WEEKDAY_WEIGHT } from './catalogue';
import type { Random } from './random';

/** The period of the demo: a year and a half shows seasons and a whole previous year. */
export const DAYS = 548;
/** A fortnight with more and slower tickets, in days before the end. */
const BAD_FORTNIGHT = { from: 62, to: 48 } as const;

/** Times of creation in ascending order, about `count`; today has fewer, as it is not over. */
export function* creationTimes(random: Random, end: WallSeconds, count: number): Generator<WallSeconds> {
  const today = Math.floor(end / DAY_SECONDS);
  const days = Array.from({ length: DAYS }, (_, index) => today - DAYS + 1 + index);
  const weights = days.map((day) => dayWeight(random, day, today));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, day] of days.entries()) {
    const size = Math.round(((weights[index] ?? 0) / total) * count);
    const times = Array.from({ length: size }, () => day * DAY_SECONDS + timeOfDay(random));
    yield* times.filter((time) => time <= end).sort((a, b) => a - b);
  }
}

/** A weekly rhythm, slow growth, more in winter and in the bad fortnight, and some randomness. */
function dayWeight(random: Random, day: number, today: number): number {
  // Day 0, 1970-01-01, was a Thursday.
  const weekday = WEEKDAY_WEIGHT[(((day + 3) % 7) + 7) % 7] ?? 0;
  const growth = 1 + (0.25 * (day - today + DAYS)) / DAYS;
  const season = 1 + 0.18 * Math.cos((2 * Math.PI * (day - 15)) / 365.25);
  return weekday * growth * season * (isBadDay(today - day) ? 1.35 : 1) * random.logNormal(1, 0.1);
}

/** Whether a day that many days before the end lies in the bad fortnight. */
export function isBadDay(daysAgo: number): boolean {
  return daysAgo <= BAD_FORTNIGHT.from && daysAgo > BAD_FORTNIGHT.to;
}

const HOURS = HOUR_WEIGHT.map((weight, hour) => [hour, weight] as const);

function timeOfDay(random: Random): number {
  return random.pick(HOURS) * HOUR_SECONDS + random.between(0, HOUR_SECONDS - 1);
}
