import { z } from 'zod';
import { type ReportResponse, TIME_TO_CLOSE_EDGES } from '../../../contract/responses/reportResponse';
import { type RunOptions, sql, type TicketEngine } from '../../engine/engine';
import { keptRows } from '../keptAnswers';
import { type ComparedScopes, comparedTickets } from './compared';
import {
  closedShareSql,
  KM_CLOSED,
  KM_LEVELS,
  KM_OPEN,
  kmTimeItem,
  kmTimes,
  toPercentiles,
  withPercentiles,
} from './kaplanMeier';

/** How long tickets take, those that are not closed counted: percentiles and a curve, of both periods in one scan each. */

type TimeToClose = ReportResponse['timeToClose'];
type Estimate = NonNullable<ReportResponse['previous']>['timeToClose']['kaplanMeier'];

export interface Survival extends Estimate {
  createdLater: number;
  /** The open tickets of each of the bins, and the share closed by its end. */
  bins: Pick<TimeToClose['bins'][number], 'open' | 'closedShare'>[];
}

const rowSchema = z.object({
  isBefore: z.int(),
  closed: z.int(),
  open: z.int(),
  createdLater: z.int(),
  /** Of each bin that has times: its lower edge as a kmTime, its open tickets, the share closed by its end. */
  bins: z.array(z.int()),
  binOpen: z.array(z.int()),
  shares: z.array(z.number()),
  kmPercentiles: z.array(z.int().nullable()),
});

/** @param sampling looks at one ticket in so many. */
export async function readSurvival(
  engine: TicketEngine,
  scopes: ComparedScopes,
  sampling: number,
  options: RunOptions,
): Promise<{ now: Survival; before: Survival }> {
  const { from, params } = comparedTickets(scopes, ['id', 'closedAt', 'createdAt', 'secondsToClose'], (asOf) => [
    kmTimeItem(asOf),
  ]);
  const statement = sql(statementText(from, sampling), params);
  const rows = await keptRows(engine, rowSchema, statement, options);
  const of = (isBefore: 0 | 1) => toSurvival(rows.find((row) => row.isBefore === isBefore) ?? NOTHING, sampling > 1);
  return { now: of(0), before: of(1) };
}

const NOTHING: z.infer<typeof rowSchema> = {
  isBefore: 0,
  closed: 0,
  open: 0,
  createdLater: 0,
  bins: [],
  binOpen: [],
  shares: [],
  kmPercentiles: [],
};

/** Times are gathered and sorted by bin, which counts them on the way. */
function statementText(from: string, sampling: number): string {
  const edges = TIME_TO_CLOSE_EDGES.map((edge) => 2 * edge).join(', ');
  const byBin = `SELECT isBefore, if(kmTime < 0, -1, roundDown(kmTime, [${edges}])) AS bin,
      arraySort(${kmTimes(sampling)}) AS times, countIf(${KM_CLOSED}) AS closedIn, countIf(${KM_OPEN}) AS openIn,
      countIf(kmTime < 0 AND closedAt IS NULL) AS later
    FROM ${from} GROUP BY isBefore, bin ORDER BY isBefore, bin`;
  const byPeriod = `SELECT isBefore, groupArrayArray(times) AS kmSorted, sum(closedIn) AS closed, sum(openIn) AS open,
      sum(later) AS createdLater, groupArray(bin) AS bins, groupArray(openIn) AS binOpen,
      arrayCumSum(groupArray(length(times))) AS passed,
      arrayCumSum(groupArray(arrayCount(time -> bitAnd(time, 1) = 1, times))) AS openPassed
    FROM (${byBin}) GROUP BY isBefore`;
  const shares = `arrayMap((all, opened) -> ${closedShareSql('all', 'opened')}, passed, openPassed) AS shares`;
  return withPercentiles(byPeriod, KM_LEVELS, Object.keys(rowSchema.shape), [shares]);
}

function toSurvival(row: z.infer<typeof rowSchema>, estimated: boolean): Survival {
  const { closed, open, createdLater, kmPercentiles } = row;
  return { closed, open, percentiles: toPercentiles(kmPercentiles), estimated, createdLater, bins: toBins(row) };
}

/** A bin without times leaves the share as it was. */
function toBins({ closed, open, bins, binOpen, shares }: z.infer<typeof rowSchema>): Survival['bins'] {
  let share = 0;
  return TIME_TO_CLOSE_EDGES.map((edge) => {
    const at = bins.indexOf(2 * edge);
    share = shares[at] ?? share;
    return { open: binOpen[at] ?? 0, closedShare: closed + open === 0 ? null : share };
  });
}
