import { timeRange, wall } from '../../../contract/query/timeRange';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { BREACH_BASES, type BreachBase } from '../../../contract/sla';
import { floorTo } from '../../../contract/time/timeBounds';
import { DAY_SECONDS } from '../../../contract/time/units';
import { formatWallTime } from '../../../contract/time/wallTime';
import type { TicketScope } from '../rows';
import type { CountedOverTime } from './overTime';
import { type Known, longerRange, MIN_BUCKETS, type Point, pointsOf } from './signalPoints';

/**
 * Which buckets of the breach rate lie outside of what chance explains: Laney's p' chart, whose limits allow for a rate that
 * varies more from bucket to bucket than tickets of one kind would (src/contract/README.md, section 5).
 */

type OverTime = ReportResponse['overTime'];
type Bucket = OverTime['buckets'][number];
type Signals = NonNullable<OverTime['signals']['all']>;

const RUN_LENGTH = 8;
/** Mean difference of two neighbours, in standard deviations of independent values. */
const D2 = 1.128;

interface Chart {
  centre: number;
  sigmaZ: number;
}

/** Marks the whole buckets, and finds signals among them. */
export function withSignals(
  overTime: CountedOverTime,
  { query, asOf }: TicketScope,
  known: Known,
): Omit<OverTime, 'withoutDueBy'> {
  const { dueWithin, newest } = known;
  const created = timeRange(query.filters, 'createdAt', asOf.time);
  const first = created.first + (dueWithin ?? 0);
  // Tickets come by day: that of the newest one is not taken to be cut off.
  const last = Math.min(created.last, floorTo(newest, 'd') + DAY_SECONDS - 1);
  const buckets = overTime.buckets.map((bucket) => {
    const isWhole = !bucket.cutOff && first <= wall(bucket.start) && wall(bucket.end) - 1 <= last;
    return { ...bucket, whole: isWhole };
  });
  return {
    ...overTime,
    buckets,
    dueWithin,
    createdUntil: last < wall(asOf.time) ? formatWallTime(last) : null,
    signals: signalsByBase(buckets),
    longer: longerRange(buckets, query.filters, asOf.time, known),
  };
}

export function signalsByBase(buckets: readonly Bucket[]): OverTime['signals'] {
  const [all, closed] = BREACH_BASES.map((base) => signalsOf(buckets, base));
  return { all: all ?? null, closed: closed ?? null };
}

/** Null where too few buckets tell anything. */
function signalsOf(buckets: readonly Bucket[], base: BreachBase): Signals | null {
  const points = pointsOf(buckets, base);
  if (points.length < MIN_BUCKETS) return null;
  const first = chartOf(points);
  const chart = first && chartOf(points.filter((point) => !isOutside(point, first)));
  if (!chart) return null;
  const outside = points
    .filter((point) => isOutside(point, chart))
    .map((point) => ({ ...point, ...limits(point, chart) }));
  return {
    ...chart,
    buckets: points.length,
    outside,
    runs: runsOf(points, chart.centre),
    strongest: strongest(outside, chart),
  };
}

/** Null where the rate is 0 or 1 throughout: nothing can vary. */
function chartOf(points: readonly Point[]): Chart | null {
  const sum = (of: (point: Point) => number) => points.reduce((total, point) => total + of(point), 0);
  const [late, n] = [sum((point) => point.late), sum((point) => point.n)];
  if (late === 0 || late === n) return null;
  const centre = late / n;
  const zs = points.map((point) => zOf(point, centre));
  const steps = zs.slice(1).map((z, index) => Math.abs(z - (zs[index] ?? z)));
  const mean = steps.length === 0 ? 0 : steps.reduce((total, step) => total + step, 0) / steps.length;
  return { centre, sigmaZ: Math.max(1, mean / D2) };
}

function zOf({ rate, n }: Point, centre: number): number {
  return (rate - centre) / Math.sqrt((centre * (1 - centre)) / n);
}

function isOutside(point: Point, { centre, sigmaZ }: Chart): boolean {
  return Math.abs(zOf(point, centre)) > 3 * sigmaZ;
}

function limits({ n }: Point, { centre, sigmaZ }: Chart): { low: number; high: number } {
  const reach = 3 * sigmaZ * Math.sqrt((centre * (1 - centre)) / n);
  return { low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}

function strongest(outside: readonly Point[], { centre }: Chart): string | null {
  const distance = (point: Point) => Math.abs(zOf(point, centre));
  return outside.toSorted((a, b) => distance(b) - distance(a))[0]?.start ?? null;
}

/** Stretches of neighbours on one side of the centre. */
function runsOf(points: readonly Point[], centre: number): Signals['runs'] {
  const stretches: Point[][] = [];
  for (const point of points) {
    const last = stretches.at(-1);
    const before = last?.at(-1);
    const goesOn = before !== undefined && Math.sign(before.rate - centre) === Math.sign(point.rate - centre);
    if (goesOn) last?.push(point);
    else stretches.push([point]);
  }
  return stretches.flatMap((stretch) => {
    const [first, last] = [stretch[0], stretch.at(-1)];
    if (stretch.length < RUN_LENGTH || first === undefined || last === undefined || first.rate === centre) return [];
    return [
      { first: first.start, last: last.start, side: first.rate > centre ? 'above' : 'below', buckets: stretch.length },
    ];
  });
}
