import { formatDayOfYear, formatMonth } from '../../../contract/format/days';
import type { Bucket } from '../../../contract/query/requests';
import { floorTo } from '../../../contract/time/timeBounds';
import { HOUR_SECONDS } from '../../../contract/time/units';
import { parseWallTime, type WallSeconds } from '../../../contract/time/wallTime';
import { collide, type Tick } from '../card/AxisTicks';

/** The labels of a time axis. */

type Period = (start: WallSeconds) => number;

const hours =
  (size: number): Period =>
  (start) =>
    Math.floor(start / (size * HOUR_SECONDS));
const months =
  (size: number): Period =>
  (start) => {
    const date = new Date(start * 1000);
    return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / size);
  };
const DAYS = hours(24);
const TWO_DAYS = hours(48);
const WEEKS: Period = (start) => floorTo(start, 'w');
const TWO_WEEKS = hours(14 * 24);
const CALENDAR = [1, 3, 6, 12, 24, 60, 120].map(months);

/** From every bucket to one in ten years: a bucket is labelled where it is in another period than the one before. */
const PERIODS: Record<Bucket, readonly Period[]> = {
  hour: [hours(1), hours(3), hours(6), hours(12), DAYS, TWO_DAYS, WEEKS, ...CALENDAR],
  day: [DAYS, TWO_DAYS, WEEKS, ...CALENDAR],
  week: [WEEKS, TWO_WEEKS, ...CALENDAR],
  month: CALENDAR,
};

/** With more hours than this, days alone are labelled. */
const HOURS_WITH_TIMES = 48;

/**
 * The closest labels that do not overlap. The first has its day or year below, and so has each that begins another
 * one; a second label that would overlap the first is left out.
 */
export function timeTicks(bucket: Bucket, starts: readonly string[], columnWidth: number): Tick[] {
  const moments = starts.map((start) => parseWallTime(start) ?? 0);
  const skipTimes = bucket === 'hour' && starts.length > HOURS_WITH_TIMES;
  const periods = skipTimes ? PERIODS.hour.slice(PERIODS.hour.indexOf(DAYS)) : PERIODS[bucket];
  let ticks: Tick[] = [];
  for (const period of periods) {
    const begins = moments.flatMap((moment, index) => {
      const before = moments[index - 1];
      return before === undefined || period(before) !== period(moment) ? [index] : [];
    });
    ticks = named(bucket, starts, begins);
    if (collide(ticks.slice(0, 2), columnWidth)) ticks = named(bucket, starts, begins.toSpliced(1, 1));
    if (!collide(ticks, columnWidth)) return ticks;
  }
  return ticks.slice(0, 1);
}

function named(bucket: Bucket, starts: readonly string[], indexes: readonly number[]): Tick[] {
  return indexes.map((index, place) => {
    const before = place === 0 ? undefined : starts[indexes[place - 1] ?? 0];
    return { at: index + 0.5, ...tickLabels(bucket, starts[index] ?? '', before) };
  });
}

function tickLabels(bucket: Bucket, start: string, before: string | undefined): Omit<Tick, 'at'> {
  const [year, day, time] = [start.slice(0, 4), formatDayOfYear(start), start.slice(11, 16)];
  if (bucket === 'hour' && time !== '00:00') {
    if (before === undefined) return { label: time, below: `${day} ${year}` };
    return before.slice(0, 10) === start.slice(0, 10) ? { label: time } : { label: time, below: day };
  }
  const label = bucket === 'month' ? formatMonth(start) : day;
  return before?.startsWith(year) === true ? { label } : { label, below: year };
}
