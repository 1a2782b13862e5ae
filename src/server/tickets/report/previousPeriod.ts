import { z } from 'zod';
import { type Filter, isFilterOf, type TimestampFilter } from '../../../contract/query/filters';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { addUnits, floorTo } from '../../../contract/time/timeBounds';
import { DAY_SECONDS } from '../../../contract/time/units';
import { formatWallTime, type WallSeconds } from '../../../contract/time/wallTime';
import { type RunOptions, sql, type TicketEngine } from '../../engine/engine';
import type { TicketScope } from '../rows';
import { matchingTickets } from './matchingTickets';
import { STATE_COUNTS, stateCountsSchema } from './stateCounts';
import { timeRange, wall } from './timeRange';
import { isEstimated, quantilesItem } from './timeToClose';

export interface Period {
  from: WallSeconds;
  /** Inclusive. */
  to: WallSeconds;
  kind: 'calendar' | 'length';
  /** The stretch of the range that it is compared with. */
  current: { from: WallSeconds; to: WallSeconds };
  soFar: boolean;
}

type NoPeriod = NonNullable<ReportResponse['noPrevious']>;

/**
 * The period before the createdAt range of the filters. Whole months (so quarters and years, too) are compared with as many
 * months before them, since months differ in length; any other range with the equal length before. Of a range that goes on
 * after as-of only the past part is compared, with the same part of the period before. A range that is open at the
 * end reaches to as-of.
 */
export function periodBefore(filters: readonly Filter[], asOf: string): Period | NoPeriod {
  const now = wall(asOf);
  const range = timeRange(filters, 'createdAt', asOf);
  const last = Number.isFinite(range.last) ? range.last : now;
  if (!Number.isFinite(range.first) || last < range.first) return { reason: 'noCreatedRange' };
  const other = filters.find(boundsAnotherTime);
  if (other !== undefined) return { reason: 'otherTimeBounded', column: other.key };
  const months = wholeMonths(range.first, last);
  const back = (moment: WallSeconds) =>
    months === null ? addUnits(moment, range.first - last - 1, 's') : monthsBefore(moment, months);
  const soFar = range.first <= now && now < last;
  const to = soFar ? now : last;
  const from = back(range.first);
  const end = soFar ? back(now) : range.first - 1;
  if (from === null || end === null) return { reason: 'outsideCalendar' };
  return {
    from,
    to: Math.min(end, range.first - 1),
    kind: months === null ? 'length' : 'calendar',
    current: { from: range.first, to },
    soFar,
  };
}

/** The same moment some months earlier; where that month has no such day, its end. */
function monthsBefore(moment: WallSeconds, months: number): WallSeconds | null {
  const moved = addUnits(moment, -months, 'M');
  if (moved === null || dayOfMonth(moved) === dayOfMonth(moment)) return moved;
  return floorTo(moved, 'd') + DAY_SECONDS - 1;
}

function dayOfMonth(moment: WallSeconds): number {
  return new Date(moment * 1000).getUTCDate();
}

/** How many whole months the range is, or null where it begins or ends within one. */
function wholeMonths(first: WallSeconds, last: WallSeconds): number | null {
  const end = last + 1;
  return floorTo(first, 'M') === first && floorTo(end, 'M') === end ? monthNumber(end) - monthNumber(first) : null;
}

function monthNumber(seconds: WallSeconds): number {
  const date = new Date(seconds * 1000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** Days that are named one by one stay where they are, too, so they bound even createdAt. */
function boundsAnotherTime(filter: Filter): filter is TimestampFilter {
  if (!isFilterOf(filter, 'timestamp')) return false;
  return filter.comparator === 'in' || (filter.key !== 'createdAt' && isRange(filter));
}

const rowSchema = z.object({
  total: z.int(),
  notClosed: z.int(),
  n: z.int(),
  quantiles: z.array(z.number().nullable()),
  ...stateCountsSchema.shape,
});

/** The tiles' figures for the period before, at the same as-of moment, or why there are none.
 * @param estimates whether the figures that they are compared with are estimated, and past which number they are. */
export async function readPrevious(
  engine: TicketEngine,
  scope: TicketScope,
  estimates: { now: boolean; exactValues: number },
  options: RunOptions,
): Promise<Pick<ReportResponse, 'previous' | 'noPrevious'>> {
  const period = periodBefore(scope.query.filters, scope.asOf.time);
  if ('reason' in period) return { previous: null, noPrevious: period };
  const from = formatWallTime(period.from);
  const to = formatWallTime(period.to);
  const filters: Filter[] = [
    ...scope.query.filters.filter((filter) => filter.key !== 'createdAt' || !isRange(filter)),
    { key: 'createdAt', comparator: 'between', from, to },
  ];
  const before = { ...scope, query: { ...scope.query, filters } };
  // An estimate is compared with an estimate.
  const estimated = estimates.now || (await isEstimated(engine, before, estimates.exactValues, options));
  const matching = matchingTickets(before, ['closedAt', 'secondsToClose']);
  const { total, notClosed, n, quantiles, ...states } = await engine.row(
    rowSchema,
    sql(
      `SELECT count() AS total, countIf(closedAt IS NULL) AS notClosed, countIf(secondsToClose >= 0) AS n,
         ${quantilesItem([0.5, 0.9], estimated)}, ${STATE_COUNTS}
       FROM ${matching.from}`,
      matching.params,
    ),
    options,
  );
  const [p50 = null, p90 = null] = n === 0 ? [] : quantiles;
  const { kind, soFar } = period;
  const current = { from: formatWallTime(period.current.from), to: formatWallTime(period.current.to) };
  const timeToClose = { n, p50, p90 };
  return { previous: { from, to, kind, current, soFar, total, notClosed, states, timeToClose }, noPrevious: null };
}

/** Filters on createdAt that bound it; `!=`, `in` and the like go on to hold in the period before. */
function isRange({ comparator }: Filter): boolean {
  return ['between', '=', '>', '>=', '<', '<='].includes(comparator);
}
