import { z } from 'zod';
import { timeRange } from '../../../contract/query/timeRange';
import { type RunOptions, sql, type TicketEngine } from '../../engine/engine';
import { keptRows } from '../keptAnswers';
import type { TicketScope } from '../rows';
import { secondsBetween } from '../sqlTime';
import { type ComparedScopes, comparedTickets } from './compared';
import { dataCheckColumns, NO_DATA_CHECKS } from './dataChecks';
import { kmTimeItem } from './kaplanMeier';
import { type PeriodCounts, periodCountItems, periodCountsSchema, toPeriodCounts } from './periodCounts';
import { type Survival, survivalSchema, survivalText, toClosedTimes, toSurvival } from './survival';
import { type ClosedTimes, type Exactness, readClosedTimes } from './timeToClose';

/** Every number of a period as a whole, of both periods: reading the same few columns is most of the work. */

export interface PeriodFigures {
  counts: PeriodCounts;
  closed: ClosedTimes;
  survival: Survival;
  /** Seconds from creation within which nine in ten of the tickets are due; null where nobody asks. */
  dueWithin: number | null;
}

const rowSchema = z.object({
  isBefore: z.int(),
  dueWithin: z.number().nullable(),
  ...periodCountsSchema.shape,
  ...survivalSchema.shape,
});
type Row = z.infer<typeof rowSchema>;

const NOTHING: Row = {
  isBefore: 0,
  states: [],
  closings: [],
  openDays: [],
  overdueDays: [],
  checks: [],
  dueWithin: null,
  bins: [],
  binOpen: [],
  binClosed: [],
  shares: [],
  kmPercentiles: [],
  quantiles: [],
};

export async function readPeriods(
  engine: TicketEngine,
  scopes: ComparedScopes,
  exactness: Exactness,
  options: RunOptions,
): Promise<{ now: PeriodFigures; before: PeriodFigures }> {
  const rows = await keptRows(engine, rowSchema, statementOf(scopes, exactness), options);
  const of = async (isBefore: 0 | 1, scope: TicketScope | null): Promise<PeriodFigures> => {
    const row = rows.find((each) => each.isBefore === isBefore) ?? NOTHING;
    const counts = toPeriodCounts(row);
    const isApart = exactness.sampling > 1 || counts.openWithSeconds > 0;
    return {
      counts,
      closed:
        isApart && scope !== null
          ? await readClosedTimes(engine, scope, exactness.estimated, options)
          : toClosedTimes(row),
      survival: toSurvival(row, exactness.sampling > 1),
      dueWithin: counts.total === counts.dataChecks.noDeadline ? null : row.dueWithin,
    };
  };
  const [now, before] = await Promise.all([of(0, scopes.now), of(1, scopes.before)]);
  return { now, before };
}

function statementOf(scopes: ComparedScopes, { estimated, sampling }: Exactness) {
  const { from, params } = comparedTickets(
    scopes,
    ['id', 'closedAt', 'createdAt', 'dueBy', 'secondsToClose'],
    (scope) => [kmTimeItem(scope)],
    (scope, bind) => (scope === scopes.now ? dataCheckColumns(bind, scope.asOf) : NO_DATA_CHECKS),
  );
  const counted = Object.entries(periodCountItems(scopes.now.asOf)).map(
    ([name, ofBin]) => [name, { ofBin, ofAll: `sumForEach(${name})` }] as const,
  );
  const aggregates = {
    ...Object.fromEntries(counted),
    dueWithin: isCreatedBounded(scopes.now) ? dueWithinOf(estimated) : { ofBin: 'NULL', ofAll: 'NULL' },
  };
  return sql(survivalText(from, sampling, aggregates), params);
}

function isCreatedBounded({ query, asOf }: TicketScope): boolean {
  return Number.isFinite(timeRange(query.filters, 'createdAt', asOf.time).first);
}

function dueWithinOf(estimated: boolean): { ofBin: string; ofAll: string } {
  const quantile = estimated ? 'quantileTDigest' : 'quantileExact';
  const within = secondsBetween('createdAt', 'assumeNotNull(dueBy)');
  return {
    ofBin: `${quantile}IfState(0.9)(${within}, isBefore = 0 AND dueBy IS NOT NULL)`,
    ofAll: `${quantile}IfMerge(0.9)(dueWithin)`,
  };
}
