import { z } from 'zod';
import type { Filter } from '../../../contract/query/filters';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { formatWallTime } from '../../../contract/time/wallTime';
import { type RunOptions, sql, type TicketEngine } from '../../engine/engine';
import type { TicketScope } from '../rows';
import { matchingTickets } from './matchingTickets';
import { isRange, type Period, periodBefore } from './previousPeriod';
import { STATE_COUNTS, stateCountsSchema } from './stateCounts';
import { isEstimated, quantilesItem } from './timeToClose';

const rowSchema = z.object({
  total: z.int(),
  notClosed: z.int(),
  n: z.int(),
  quantiles: z.array(z.number().nullable()),
  ...stateCountsSchema.shape,
});

/** The tiles' figures for the period before, seen from the same distance, or why there are none.
 * @param estimates whether the figures that they are compared with are estimated, and past which number they are. */
export async function readPrevious(
  engine: TicketEngine,
  scope: TicketScope,
  estimates: { now: boolean; exactValues: number },
  options: RunOptions,
): Promise<Pick<ReportResponse, 'previous' | 'noPrevious'>> {
  const period = periodBefore(scope.query.filters, scope.asOf.time);
  if ('reason' in period) return { previous: null, noPrevious: period };
  const before = scopeBefore(scope, period);
  // An estimate is compared with an estimate.
  const estimated = estimates.now || (await isEstimated(engine, before, estimates.exactValues, options));
  const { total, notClosed, n, quantiles, ...states } = await readTiles(engine, before, estimated, options);
  if (total === 0) return { previous: null, noPrevious: { reason: 'noTickets' } };
  const [p50 = null, p90 = null] = n === 0 ? [] : quantiles;
  const figures = { total, notClosed, states, timeToClose: { n, p50, p90 } };
  return { previous: { ...formatPeriod(period), ...figures }, noPrevious: null };
}

/** The same question about the period before, as it would have been asked at its moment. */
function scopeBefore({ query, visible, asOf }: TicketScope, { from, to, asOf: seenAt }: Period): TicketScope {
  const filters: Filter[] = [
    ...query.filters.filter((filter) => filter.key !== 'createdAt' || !isRange(filter)),
    { key: 'createdAt', comparator: '>=', value: formatWallTime(from) },
    // It is empty where as-of lies before the range itself.
    { key: 'createdAt', comparator: '<=', value: formatWallTime(to) },
  ];
  const time = formatWallTime(seenAt);
  return { query: { ...query, filters }, visible, asOf: { ...asOf, time, hidesLaterClosings: true } };
}

async function readTiles(engine: TicketEngine, scope: TicketScope, estimated: boolean, options: RunOptions) {
  const matching = matchingTickets(scope, ['closedAt', 'secondsToClose']);
  const statement = sql(
    `SELECT count() AS total, countIf(closedAt IS NULL) AS notClosed, countIf(secondsToClose >= 0) AS n,
       ${quantilesItem([0.5, 0.9], estimated)}, ${STATE_COUNTS}
     FROM ${matching.from}`,
    matching.params,
  );
  return engine.row(rowSchema, statement, options);
}

function formatPeriod({ from, to, asOf, kind, current, soFar }: Period) {
  return {
    from: formatWallTime(from),
    to: formatWallTime(to),
    asOf: formatWallTime(asOf),
    kind,
    current: { from: formatWallTime(current.from), to: formatWallTime(current.to) },
    soFar,
  };
}
