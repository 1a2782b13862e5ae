import type { Filter } from '../../../contract/query/filters';
import type { Bucket } from '../../../contract/query/requests';
import { timeRange, wall } from '../../../contract/query/timeRange';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { SLA_STATES } from '../../../contract/sla';
import { addUnits, floorTo } from '../../../contract/time/timeBounds';
import { HOUR_SECONDS } from '../../../contract/time/units';
import { formatWallTime, type WallSeconds } from '../../../contract/time/wallTime';
import type { RunOptions, TicketEngine } from '../../engine/engine';
import type { TicketScope } from '../rows';
import { type CountedStart, readByValue } from './byValue';
import { ticketsIn } from './counts';
import { type Axis, axisOf, fittingBucket, hoursShown, shownStarts, UNIT } from './timeAxis';

type OverTime = ReportResponse['overTime'];
type ToldBySignals = 'dueWithin' | 'createdUntil' | 'signals' | 'longer';

/** Without what takes other figures to tell. */
export type CountedOverTime = Omit<OverTime, 'buckets' | 'withoutDueBy' | ToldBySignals> & {
  buckets: Omit<OverTime['buckets'][number], 'whole'>[];
};
type Filled = Omit<CountedOverTime, 'oldestOverdue'>;

/**
 * Tickets by service-level state in consecutive buckets of dueBy; empty buckets are filled in. Days tell the range as
 * well, and weeks and months are added up from them; only hours are asked for.
 */
export async function readOverTime(
  engine: TicketEngine,
  scope: TicketScope,
  { bucket: asked, byDay }: { bucket: Bucket | undefined; byDay: Promise<readonly CountedStart[]> },
  options: RunOptions,
): Promise<CountedOverTime> {
  const days = await byDay;
  const wanted = timeRange(scope.query.filters, 'dueBy', scope.asOf.time);
  const axis = axisOf(days, wanted, asked ?? 'month');
  if (axis === null) return { bucket: asked ?? 'week', buckets: [], before: 0, after: 0, oldestOverdue: null };
  const bucket = asked ?? fittingBucket(axis);
  const oldestOverdue = oldestOf(days);
  if (bucket !== 'hour') return { ...fillBuckets(sumByBucket(days, bucket), axis, bucket, scope), oldestOverdue };
  const counted = await withHours(engine, scope, { days, stretch: hoursShown(axis) }, options);
  return { ...fillBuckets(counted, axisOf(counted, wanted, bucket, axis) ?? axis, bucket, scope), oldestOverdue };
}

/** The days, but for those of a stretch, which is told by the hour: years of hours would take a second to read. */
async function withHours(
  engine: TicketEngine,
  { query, ...scope }: TicketScope,
  { days, stretch: [begin, end] }: { days: readonly CountedStart[]; stretch: readonly [WallSeconds, WallSeconds] },
  options: RunOptions,
): Promise<CountedStart[]> {
  const within: Filter = {
    key: 'dueBy',
    comparator: 'between',
    from: formatWallTime(begin),
    to: formatWallTime(end - 1),
  };
  const now = { ...scope, query: { ...query, filters: [...query.filters, within] } };
  const { due } = await readByValue(engine, { now, before: null }, HOUR_SECONDS, options);
  return [...days.filter(({ start }) => start < begin), ...due, ...days.filter(({ start }) => start >= end)];
}

function sumByBucket(counted: readonly CountedStart[], bucket: Bucket): CountedStart[] {
  const sums = new Map<WallSeconds, CountedStart>();
  for (const each of counted) {
    const start = floorTo(each.start, UNIT[bucket]);
    const sum = sums.get(start);
    if (sum === undefined) sums.set(start, { ...each, start });
    else for (const state of SLA_STATES) sum[state] += each[state];
  }
  return [...sums.values()];
}

/** The day of the first deadline that is past and waits. */
function oldestOf(counted: readonly CountedStart[]): string | null {
  const starts = counted.filter(({ breachedOpen }) => breachedOpen > 0).map(({ start }) => start);
  return starts.length === 0 ? null : formatWallTime(floorTo(Math.min(...starts), 'd'));
}

function fillBuckets(
  counted: readonly CountedStart[],
  axis: Axis,
  bucket: Bucket,
  { query, asOf }: TicketScope,
): Filled {
  const byStart = new Map(counted.map((each) => [each.start, each]));
  const covered = timeRange(query.filters, 'dueBy', asOf.time);
  const now = wall(asOf.time);
  const starts = shownStarts(axis, bucket);
  const buckets = starts.map((start) => {
    const end = addUnits(start, 1, UNIT[bucket]) ?? start + 1;
    const { met = 0, breachedClosed = 0, breachedOpen = 0, pending = 0 } = byStart.get(start) ?? {};
    return {
      start: formatWallTime(start),
      end: formatWallTime(end),
      cutOff: start < covered.first || end - 1 > covered.last || now < end,
      met,
      breachedClosed,
      breachedOpen,
      pending,
    };
  });
  const first = starts[0] ?? 0;
  const last = starts.at(-1) ?? 0;
  const outside = (side: (start: WallSeconds) => boolean) =>
    counted.filter((each) => side(each.start)).reduce((sum, each) => sum + ticketsIn(each), 0);
  return {
    bucket,
    buckets,
    before: outside((start) => start < first),
    after: outside((start) => start > last),
  };
}
