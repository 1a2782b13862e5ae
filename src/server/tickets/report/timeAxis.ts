import type { Bucket } from '../../../contract/query/requests';
import { MAX_BUCKETS } from '../../../contract/responses/reportResponse';
import { addUnits, floorTo } from '../../../contract/time/timeBounds';
import { DAY_SECONDS, HOUR_SECONDS, type TimeUnit } from '../../../contract/time/units';
import type { WallSeconds } from '../../../contract/time/wallTime';
import type { CountedStart } from './byValue';
import { sum, ticketsIn } from './counts';
import { withoutOdd } from './oddEnds';

/** Which stretch of time a chart covers, and in which buckets. */

export const UNIT: Record<Bucket, TimeUnit> = { hour: 'h', day: 'd', week: 'w', month: 'M' };

export interface Axis {
  first: WallSeconds;
  last: WallSeconds;
  /** 99 % of the tickets are due by then: where not all buckets fit, they are the last ones up to it. */
  most: WallSeconds;
}

/** What filters ask for, both ends included; infinite where open. */
type Wanted = Pick<Axis, 'first' | 'last'>;
const OPEN: Wanted = { first: Number.NEGATIVE_INFINITY, last: Number.POSITIVE_INFINITY };

/**
 * From one end that filters ask for to the other, empty buckets too; where they ask for none, or for more buckets than
 * there can be, as far as the tickets reach, without odd ones. Null without tickets.
 * @param days an axis of days that tells already which tickets are odd.
 */
export function axisOf(
  counted: readonly CountedStart[],
  wanted: Wanted,
  bucket: Bucket,
  days: Axis | null = null,
): Axis | null {
  const kept = days === null ? withoutOdd(counted, wanted) : onDaysOf(counted, days);
  const [begin, end] = [kept[0]?.start, kept.at(-1)?.start];
  if (begin === undefined || end === undefined) return null;
  const first = Number.isFinite(wanted.first) ? Math.min(wanted.first, begin) : begin;
  const last = Number.isFinite(wanted.last) ? Math.max(wanted.last, end) : end;
  const isAsked = Number.isFinite(wanted.first) || Number.isFinite(wanted.last);
  const unit = UNIT[bucket];
  const isTooLong = startsBetween(floorTo(first, unit), last, unit, MAX_BUCKETS + 1).length > MAX_BUCKETS;
  if (isAsked && isTooLong) return axisOf(counted, OPEN, bucket, days);
  return { first, last, most: Number.isFinite(wanted.last) ? last : Math.min(last, mostBy(counted)) };
}

function onDaysOf(counted: readonly CountedStart[], { first, last }: Axis): CountedStart[] {
  const [begin, end] = [floorTo(first, 'd'), floorTo(last, 'd') + DAY_SECONDS];
  return counted.filter(({ start }) => begin <= start && start < end);
}

function mostBy(counted: readonly CountedStart[]): WallSeconds {
  let rest = 0.99 * sum(counted.map(ticketsIn));
  const most = counted.find((each) => {
    rest -= ticketsIn(each);
    return rest <= 0;
  });
  return most?.start ?? Number.POSITIVE_INFINITY;
}

/** Few enough bars to read, many enough to see a pattern. */
export function fittingBucket({ first, most }: Axis): Bucket {
  const days = (most - first) / DAY_SECONDS;
  if (days <= 1) return 'hour';
  if (days <= 31) return 'day';
  return days <= 2 * 366 ? 'week' : 'month';
}

/** Starts of the buckets on the chart: all of them, or the last MAX_BUCKETS up to where most tickets are due. */
export function shownStarts({ first, last, most }: Axis, bucket: Bucket): WallSeconds[] {
  const unit = UNIT[bucket];
  const all = startsBetween(floorTo(first, unit), last, unit, MAX_BUCKETS + 1);
  if (all.length <= MAX_BUCKETS) return all;
  const end = floorTo(most, unit);
  const begin = Math.max(floorTo(first, unit), addUnits(end, 1 - MAX_BUCKETS, unit) ?? floorTo(first, unit));
  return startsBetween(begin, Math.max(end, begin), unit, MAX_BUCKETS);
}

/** Whole days, from the first to behind the last one, whose hours tell all that an axis of hours shows. */
export function hoursShown({ first, last, most }: Axis): [begin: WallSeconds, end: WallSeconds] {
  const [begin, end] = [floorTo(first, 'd'), floorTo(last, 'd') + DAY_SECONDS];
  const longest = MAX_BUCKETS * HOUR_SECONDS + DAY_SECONDS;
  if (end - begin <= longest + DAY_SECONDS) return [begin, end];
  const shown = floorTo(most, 'd') + DAY_SECONDS;
  return [Math.max(begin, floorTo(shown - longest, 'd')), shown];
}

function startsBetween(begin: WallSeconds, last: WallSeconds, unit: TimeUnit, atMost: number): WallSeconds[] {
  const starts: WallSeconds[] = [];
  for (let start: WallSeconds | null = begin; start !== null && start <= last && starts.length < atMost; ) {
    starts.push(start);
    start = addUnits(start, 1, unit);
  }
  return starts;
}
