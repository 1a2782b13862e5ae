import { z } from 'zod';
import { MAX_BUCKETS, type ReportAnswer } from '../../../contract/reportAnswer';
import type { Bucket } from '../../../contract/requests';
import { addUnits, floorTo, type TimeUnit } from '../../../contract/timeBounds';
import { formatWallTime, type WallSeconds } from '../../../contract/wallTime';
import { type RunOptions, sql, type TicketEngine } from '../engine';
import type { TicketScope } from '../rows';
import { matchingTickets } from './matchingTickets';
import { STATE_COUNTS, stateCountsSchema } from './stateCounts';
import { timeRange, wall } from './timeRange';

const UNIT: Record<Bucket, TimeUnit> = { hour: 'h', day: 'd', week: 'w', month: 'M' };

/**
 * Start of the bucket of dueBy. Weeks are named by their Monday: year and week number together are wrong at
 * year ends. The setting keeps dates before 1970 and after 2149 from being clamped.
 */
const BUCKET_START: Record<Bucket, string> = {
  hour: 'toStartOfHour(dueBy)',
  day: 'toStartOfDay(dueBy)',
  week: 'toMonday(dueBy)',
  month: 'toStartOfMonth(dueBy)',
};
const EXTENDED = 'enable_extended_results_for_datetime_functions = 1';

type OverTime = ReportAnswer['overTime'];

/** Tickets by service-level state in consecutive buckets of dueBy; empty buckets are filled in. */
export async function readOverTime(
  engine: TicketEngine,
  scope: TicketScope,
  asked: Bucket | undefined,
  options: RunOptions,
): Promise<Omit<OverTime, 'withoutDueBy'>> {
  const range = await readRange(engine, scope, options);
  if (range === null) return { bucket: asked ?? 'week', buckets: [], before: 0, after: 0 };
  const bucket = asked ?? fittingBucket(range);
  const counted = await readBuckets(engine, scope, bucket, options);
  return { bucket, ...fillBuckets(counted, bucket, shownStarts(range, bucket), scope) };
}

interface Range {
  first: WallSeconds;
  last: WallSeconds;
  /** 99 % of the tickets are due by then: a lone deadline in 2299 must not push everything else off the chart. */
  most: WallSeconds;
}

const rangeSchema = z.object({
  n: z.int(),
  first: z.string().nullable(),
  last: z.string().nullable(),
  most: z.string().nullable(),
});

async function readRange(engine: TicketEngine, scope: TicketScope, options: RunOptions): Promise<Range | null> {
  const { from, params } = matchingTickets(scope, ['dueBy']);
  const [row] = await engine.rows(
    sql(
      `SELECT count() AS n, min(dueBy) AS first, max(dueBy) AS last, quantileExact(0.99)(dueBy) AS most FROM ${from} WHERE dueBy IS NOT NULL`,
      params,
    ),
    options,
  );
  const { n, first, last, most } = rangeSchema.parse(row);
  if (n === 0 || first === null || last === null || most === null) return null;
  return { first: wall(first), last: wall(last), most: wall(most) };
}

const DAY = 86_400;

/** Few enough bars to read, many enough to see a pattern. */
function fittingBucket({ first, most }: Range): Bucket {
  const days = (most - first) / DAY;
  if (days <= 2) return 'hour';
  if (days <= 31) return 'day';
  return days <= 2 * 366 ? 'week' : 'month';
}

const bucketSchema = stateCountsSchema.extend({ start: z.string() });
type CountedBucket = z.infer<typeof bucketSchema>;

async function readBuckets(
  engine: TicketEngine,
  scope: TicketScope,
  bucket: Bucket,
  options: RunOptions,
): Promise<CountedBucket[]> {
  const { from, params } = matchingTickets(scope, ['dueBy']);
  const rows = await engine.rows(
    sql(
      `SELECT toString(${BUCKET_START[bucket]}) AS start, ${STATE_COUNTS} FROM ${from} WHERE dueBy IS NOT NULL GROUP BY start ORDER BY start SETTINGS ${EXTENDED}`,
      params,
    ),
    options,
  );
  return z.array(bucketSchema).parse(rows);
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
  counted: readonly CountedBucket[],
  bucket: Bucket,
  starts: readonly WallSeconds[],
  { query, moment }: TicketScope,
): Pick<OverTime, 'buckets' | 'before' | 'after'> {
  const byStart = new Map(counted.map((each) => [wall(each.start), each]));
  const covered = timeRange(query.filters, 'dueBy', moment.asOf);
  const now = wall(moment.asOf);
  const buckets = starts.map((start) => {
    const end = addUnits(start, 1, UNIT[bucket]) ?? start + 1;
    const { met = 0, breachedClosed = 0, breachedOpen = 0, pending = 0 } = byStart.get(start) ?? {};
    return {
      start: formatWallTime(start),
      end: formatWallTime(end),
      cutOff: start < covered.first || end - 1 > covered.last || (start <= now && now < end - 1),
      met,
      breachedClosed,
      breachedOpen,
      pending,
    };
  });
  const first = starts[0] ?? 0;
  const last = starts.at(-1) ?? 0;
  const outside = (side: (start: WallSeconds) => boolean) =>
    counted.filter((each) => side(wall(each.start))).reduce((sum, each) => sum + total(each), 0);
  return { buckets, before: outside((start) => start < first), after: outside((start) => start > last) };
}

function total({ met, breachedClosed, breachedOpen, pending, noSla }: CountedBucket): number {
  return met + breachedClosed + breachedOpen + pending + noSla;
}
