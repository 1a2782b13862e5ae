import { z } from 'zod';
import type { Filter } from '../../../contract/filters';
import type { ReportAnswer } from '../../../contract/reportAnswer';
import { addUnits, floorTo } from '../../../contract/timeBounds';
import { formatWallTime, type WallSeconds } from '../../../contract/wallTime';
import { type RunOptions, sql, type TicketEngine } from '../engine';
import type { TicketScope } from '../rows';
import { matchingTickets } from './matchingTickets';
import { STATE_COUNTS, stateCountsSchema } from './stateCounts';
import { timeRange, wall } from './timeRange';

export interface Period {
  from: WallSeconds;
  /** Inclusive. */
  to: WallSeconds;
  kind: 'calendar' | 'length';
}

/**
 * The period before the createdAt range of the filters. Whole months (so quarters and years, too) are compared with as many
 * months before them, since months differ in length; any other range with the equal length before.
 * A range that is open at the end reaches to as-of. Null without a range.
 */
export function periodBefore(filters: readonly Filter[], asOf: string): Period | null {
  const range = timeRange(filters, 'createdAt', asOf);
  const last = Number.isFinite(range.last) ? range.last : wall(asOf);
  if (!Number.isFinite(range.first) || last < range.first) return null;
  const months = wholeMonths(range.first, last);
  const monthsBefore = months === null ? null : addUnits(range.first, -months, 'M');
  if (monthsBefore !== null) return { from: monthsBefore, to: range.first - 1, kind: 'calendar' };
  const from = addUnits(range.first, -(last - range.first + 1), 's');
  return from === null ? null : { from, to: range.first - 1, kind: 'length' };
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

const rowSchema = z.object({
  total: z.int(),
  notClosed: z.int(),
  n: z.int(),
  quantiles: z.array(z.number().nullable()),
  ...stateCountsSchema.shape,
});

/** The tiles' figures for the period before, at the same as-of moment. */
export async function readPrevious(
  engine: TicketEngine,
  scope: TicketScope,
  options: RunOptions,
): Promise<ReportAnswer['previous']> {
  const period = periodBefore(scope.query.filters, scope.moment.asOf);
  if (period === null) return null;
  const from = formatWallTime(period.from);
  const to = formatWallTime(period.to);
  const filters: Filter[] = [
    ...scope.query.filters.filter((filter) => filter.key !== 'createdAt' || !isRange(filter)),
    { key: 'createdAt', comparator: 'between', from, to },
  ];
  const matching = matchingTickets({ ...scope, query: { ...scope.query, filters } }, ['closedAt', 'secondsToClose']);
  const [row] = await engine.rows(
    sql(
      `SELECT count() AS total, countIf(closedAt IS NULL) AS notClosed, countIf(secondsToClose >= 0) AS n,
         quantilesExactIf(0.5, 0.9)(assumeNotNull(secondsToClose), ifNull(secondsToClose >= 0, 0)) AS quantiles, ${STATE_COUNTS}
       FROM ${matching.from}`,
      matching.params,
    ),
    options,
  );
  const { total, notClosed, n, quantiles, ...states } = rowSchema.parse(row);
  const [p50 = null, p90 = null] = n === 0 ? [] : quantiles;
  return { from, to, kind: period.kind, total, notClosed, states, timeToClose: { n, p50, p90 } };
}

/** Filters on createdAt that bound it; `!=`, `in` and the like go on to hold in the period before. */
function isRange({ comparator }: Filter): boolean {
  return ['between', '=', '>', '>=', '<', '<='].includes(comparator);
}
