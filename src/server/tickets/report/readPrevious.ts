import { z } from 'zod';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { formatWallTime } from '../../../contract/time/wallTime';
import { type RunOptions, sql, type TicketEngine } from '../../engine/engine';
import { keptRow } from '../keptAnswers';
import type { TicketScope } from '../rows';
import { matchingTickets } from './matchingTickets';
import type { Period } from './previousPeriod';
import { STATE_COUNTS, stateCountsSchema } from './stateCounts';
import { quantilesItem } from './timeToClose';

const rowSchema = z.object({
  total: z.int(),
  notClosed: z.int(),
  n: z.int(),
  quantiles: z.array(z.number().nullable()),
  ...stateCountsSchema.shape,
});

/** The tiles' figures for the period before, seen from the same distance; null where no ticket of it matches. */
export async function readPrevious(
  engine: TicketEngine,
  before: TicketScope,
  estimated: boolean,
  options: RunOptions,
): Promise<PreviousFigures | null> {
  const { total, notClosed, n, quantiles, ...states } = await readTiles(engine, before, estimated, options);
  if (total === 0) return null;
  const [p50 = null, p90 = null] = n === 0 ? [] : quantiles;
  return { total, notClosed, states, timeToClose: { n, p50, p90 } };
}

type Previous = NonNullable<ReportResponse['previous']>;
export type PreviousFigures = Pick<Previous, 'total' | 'notClosed' | 'states'> & {
  timeToClose: Omit<Previous['timeToClose'], 'kaplanMeier'>;
};

async function readTiles(engine: TicketEngine, scope: TicketScope, estimated: boolean, options: RunOptions) {
  const matching = matchingTickets(scope, ['closedAt', 'secondsToClose']);
  const statement = sql(
    `SELECT count() AS total, countIf(closedAt IS NULL) AS notClosed, countIf(secondsToClose >= 0) AS n,
       ${quantilesItem([0.5, 0.9], estimated)}, ${STATE_COUNTS}
     FROM ${matching.from}`,
    matching.params,
  );
  return keptRow(engine, rowSchema, statement, options);
}

export function formatPeriod({ from, to, asOf, kind, current, soFar }: Period) {
  return {
    from: formatWallTime(from),
    to: formatWallTime(to),
    asOf: formatWallTime(asOf),
    kind,
    current: { from: formatWallTime(current.from), to: formatWallTime(current.to) },
    soFar,
  };
}
