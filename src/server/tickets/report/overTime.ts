import { z } from 'zod';
import type { Bucket } from '../../../contract/query/requests';
import { recordOf } from '../../../contract/recordOf';
import { MAX_BUCKETS, type ReportResponse } from '../../../contract/responses/reportResponse';
import { SLA_STATES, type SlaCounts } from '../../../contract/sla';
import { addUnits, floorTo } from '../../../contract/time/timeBounds';
import { DAY_SECONDS, HOUR_SECONDS, type TimeUnit } from '../../../contract/time/units';
import { formatWallTime, type WallSeconds } from '../../../contract/time/wallTime';
import { type RunOptions, sql, type TicketEngine } from '../../engine/engine';
import { keptRow } from '../keptAnswers';
import type { TicketScope } from '../rows';
import { matchingTickets } from './matchingTickets';
import { STATE_COUNTS } from './stateCounts';
import { timeRange, wall } from './timeRange';

const UNIT: Record<Bucket, TimeUnit> = { hour: 'h', day: 'd', week: 'w', month: 'M' };

type OverTime = ReportResponse['overTime'];

/** Without what takes other figures to tell. */
export type CountedOverTime = Pick<OverTime, 'bucket' | 'before' | 'after'> & {
  buckets: Omit<OverTime['buckets'][number], 'whole'>[];
};

/**
 * Tickets by service-level state in consecutive buckets of dueBy; empty buckets are filled in. The engine
 * counts days, which tell the range as well, so that one scan serves; weeks and months are added up from them.
 */
export async function readOverTime(
  engine: TicketEngine,
  scope: TicketScope,
  asked: Bucket | undefined,
  options: RunOptions,
): Promise<CountedOverTime> {
  const counted = await readCounts(engine, scope, asked === 'hour' ? HOUR_SECONDS : DAY_SECONDS, options);
  const range = rangeOf(counted);
  if (range === null) return { bucket: asked ?? 'week', buckets: [], before: 0, after: 0 };
  const wanted = timeRange(scope.query.filters, 'dueBy', scope.asOf.time);
  const bucket = asked ?? fittingBucket(asFarAsAsked(range, wanted, 'month'));
  const fine = bucket === 'hour' && asked !== 'hour' ? await readCounts(engine, scope, HOUR_SECONDS, options) : counted;
  const shown = asFarAsAsked(rangeOf(fine) ?? range, wanted, bucket);
  return fillBuckets(sumByBucket(fine, bucket), bucket, shownStarts(shown, bucket), scope);
}

/** Tickets that are due in the hour or day that starts then. */
type CountedStart = SlaCounts & { start: WallSeconds };

const countsSchema = z.object({
  starts: z.array(z.int()),
  ...recordOf(SLA_STATES, () => z.array(z.int())),
});

/** In order of time, as one row of arrays: decades of days are parsed in no time. */
async function readCounts(
  engine: TicketEngine,
  scope: TicketScope,
  size: number,
  options: RunOptions,
): Promise<CountedStart[]> {
  const { from, params } = matchingTickets(scope, ['dueBy']);
  const due = 'toInt64(assumeNotNull(dueBy))';
  const lists = SLA_STATES.map((state) => `groupArray(${state}) AS ${state}`).join(', ');
  const { starts, ...counts } = await keptRow(
    engine,
    countsSchema,
    sql(
      `SELECT groupArray(start) AS starts, ${lists} FROM (
         SELECT ${due} - positiveModulo(${due}, ${size}) AS start, ${STATE_COUNTS}
         FROM ${from} WHERE dueBy IS NOT NULL GROUP BY start ORDER BY start)`,
      params,
    ),
    options,
  );
  return starts.map((start, index) => ({ start, ...recordOf(SLA_STATES, (state) => counts[state][index] ?? 0) }));
}

interface Range {
  first: WallSeconds;
  last: WallSeconds;
  /** 99 % of the tickets are due by then: a lone deadline in 2299 must not push everything else off the chart. */
  most: WallSeconds;
}

function rangeOf(counted: readonly CountedStart[]): Range | null {
  const first = counted[0]?.start;
  const last = counted.at(-1)?.start;
  if (first === undefined || last === undefined) return null;
  let rest = 0.99 * counted.reduce((sum, each) => sum + total(each), 0);
  const most = counted.find((each) => {
    rest -= total(each);
    return rest <= 0;
  });
  return { first, last, most: most?.start ?? last };
}

/** Empty buckets up to the ends that filters on dueBy ask for belong to the chart, unless they would be too many. */
function asFarAsAsked(range: Range, wanted: { first: WallSeconds; last: WallSeconds }, bucket: Bucket): Range {
  const first = Number.isFinite(wanted.first) ? Math.min(wanted.first, range.first) : range.first;
  const last = Number.isFinite(wanted.last) ? Math.max(wanted.last, range.last) : range.last;
  const unit = UNIT[bucket];
  if (startsBetween(floorTo(first, unit), last, unit, MAX_BUCKETS + 1).length > MAX_BUCKETS) return range;
  return { first, last, most: Number.isFinite(wanted.last) ? last : range.most };
}

/** Few enough bars to read, many enough to see a pattern. */
function fittingBucket({ first, most }: Range): Bucket {
  const days = (most - first) / DAY_SECONDS;
  if (days <= 1) return 'hour';
  if (days <= 31) return 'day';
  return days <= 2 * 366 ? 'week' : 'month';
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

/** Starts of the buckets on the chart: all of them, or the last MAX_BUCKETS up to where most tickets are due. */
function shownStarts({ first, last, most }: Range, bucket: Bucket): WallSeconds[] {
  const unit = UNIT[bucket];
  const all = startsBetween(floorTo(first, unit), last, unit, MAX_BUCKETS + 1);
  if (all.length <= MAX_BUCKETS) return all;
  const end = floorTo(most, unit);
  const begin = Math.max(floorTo(first, unit), addUnits(end, 1 - MAX_BUCKETS, unit) ?? floorTo(first, unit));
  return startsBetween(begin, Math.max(end, begin), unit, MAX_BUCKETS);
}

function startsBetween(begin: WallSeconds, last: WallSeconds, unit: TimeUnit, atMost: number): WallSeconds[] {
  const starts: WallSeconds[] = [];
  for (let start: WallSeconds | null = begin; start !== null && start <= last && starts.length < atMost; ) {
    starts.push(start);
    start = addUnits(start, 1, unit);
  }
  return starts;
}

function fillBuckets(
  counted: readonly CountedStart[],
  bucket: Bucket,
  starts: readonly WallSeconds[],
  { query, asOf }: TicketScope,
): CountedOverTime {
  const byStart = new Map(counted.map((each) => [each.start, each]));
  const covered = timeRange(query.filters, 'dueBy', asOf.time);
  const now = wall(asOf.time);
  const buckets = starts.map((start) => {
    const end = addUnits(start, 1, UNIT[bucket]) ?? start + 1;
    const { met = 0, breachedClosed = 0, breachedOpen = 0, pending = 0 } = byStart.get(start) ?? {};
    return {
      start: formatWallTime(start),
      end: formatWallTime(end),
      cutOff: start < covered.first || end - 1 > covered.last || now < end - 1,
      met,
      breachedClosed,
      breachedOpen,
      pending,
    };
  });
  const first = starts[0] ?? 0;
  const last = starts.at(-1) ?? 0;
  const outside = (side: (start: WallSeconds) => boolean) =>
    counted.filter((each) => side(each.start)).reduce((sum, each) => sum + total(each), 0);
  return { bucket, buckets, before: outside((start) => start < first), after: outside((start) => start > last) };
}

function total({ met, breachedClosed, breachedOpen, pending, noSla }: SlaCounts): number {
  return met + breachedClosed + breachedOpen + pending + noSla;
}
