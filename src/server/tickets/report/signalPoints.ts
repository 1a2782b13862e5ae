import type { Filter } from '../../../contract/query/filters';
import type { Bucket } from '../../../contract/query/requests';
import { timeRange, wall } from '../../../contract/query/timeRange';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { type BreachBase, breachRate, SMALL_N } from '../../../contract/sla';
import { addUnits } from '../../../contract/time/timeBounds';
import { DAY_SECONDS } from '../../../contract/time/units';
import { formatWallTime, type WallSeconds } from '../../../contract/time/wallTime';
import { fittingBucket } from './timeAxis';

/** Which buckets can tell a signal, and where there are too few of them a period that should have enough. */

type OverTime = ReportResponse['overTime'];
type Buckets = readonly OverTime['buckets'][number][];

export const MIN_BUCKETS = 8;

export interface Point {
  start: string;
  late: number;
  n: number;
  rate: number;
}

/** What the figures of the period tell of how far its buckets can be trusted. */
export interface Known {
  /**
   * Seconds after their creation within which nine in ten of the tickets are due: a bucket that begins sooner after the
   * beginning of a createdAt range lacks those that have the most time.
   */
  dueWithin: number | null;
  /** When the oldest and the newest ticket of all were created: what is due behind the end of the data has long deadlines alone. */
  oldest: WallSeconds;
  newest: WallSeconds;
}

export function pointsOf(buckets: Buckets, base: BreachBase): Point[] {
  return buckets.flatMap((bucket) => {
    const { breached: late, of: n, rate } = breachRate(bucket, base);
    return !bucket.whole || rate === null || n < SMALL_N ? [] : [{ start: bucket.start, late, n, rate }];
  });
}

const LENGTHS = [7, 30, 90, 180, 365, 730, 1826];
/** That bucket after bucket has enough tickets, on average there are more. */
const SPARE = 1.5;

/**
 * The shortest round number of days, up to the end of the range, in which enough buckets should tell. Null where they do, none
 * is known, or a filter names deadlines.
 */
export function longerRange(
  buckets: Buckets,
  filters: readonly Filter[],
  asOf: string,
  { dueWithin, oldest }: Known,
): OverTime['longer'] {
  const due = timeRange(filters, 'dueBy', asOf);
  const { first, last } = timeRange(filters, 'createdAt', asOf);
  const isRange = filters.some(({ key, comparator }) => key === 'createdAt' && comparator === 'between');
  if (!isRange || !Number.isFinite(first) || Number.isFinite(due.first) || Number.isFinite(due.last)) return null;
  // Closed ones alone are fewer.
  if (pointsOf(buckets, 'closed').length >= MIN_BUCKETS) return null;
  const n = buckets.reduce((sum, each) => sum + breachRate(each, 'closed').of, 0);
  const now = wall(asOf);
  const end = Math.min(last, now);
  const length = (end + 1 - first) / DAY_SECONDS;
  const ahead = (dueWithin ?? 0) / DAY_SECONDS;
  const isEnough = (days: number) => {
    const told = Math.min(days, (end - oldest) / DAY_SECONDS) - ahead;
    const bucket = fittingBucket({ first: 0, last: 0, most: (days + ahead) * DAY_SECONDS });
    return told / DAYS[bucket] - 1 >= MIN_BUCKETS && (n / length) * DAYS[bucket] >= SPARE * SMALL_N;
  };
  const days = LENGTHS.find((each) => each > length && isEnough(each));
  if (days === undefined) return null;
  if (last >= now) return { days, from: `now-${days}d`, to: 'now' };
  const from = addUnits(end, 1 - days, 'd');
  return from === null ? null : { days, from: dayOf(from), to: dayOf(end) };
}

const DAYS: Record<Bucket, number> = { hour: 1 / 24, day: 1, week: 7, month: 31 };

function dayOf(seconds: WallSeconds): string {
  return formatWallTime(seconds).slice(0, 'YYYY-MM-DD'.length);
}
