import { z } from 'zod';
import { type ReportResponse, TIME_TO_CLOSE_EDGES } from '../../../contract/responses/reportResponse';
import { sum } from './counts';
import { closedQuantilesSql, closedShareSql, KM_LEVELS, kmTimes, toPercentiles, withPercentiles } from './kaplanMeier';
import type { ClosedTimes } from './timeToClose';

/** How long tickets take, those that are not closed counted: percentiles and a curve. */

type TimeToClose = ReportResponse['timeToClose'];
type Estimate = NonNullable<ReportResponse['previous']>['timeToClose']['kaplanMeier'];

export interface Survival extends Estimate {
  createdLater: number;
  /** The open tickets of each of the bins, and the share closed by its end. */
  bins: Pick<TimeToClose['bins'][number], 'open' | 'closedShare'>[];
}

export const survivalSchema = z.object({
  /** Of each bin that has tickets, the one of those left out too: its lower edge as a kmTime, its tickets, the share closed by its end. */
  bins: z.array(z.int()),
  binOpen: z.array(z.int()),
  binClosed: z.array(z.int()),
  shares: z.array(z.number()),
  kmPercentiles: z.array(z.int().nullable()),
  /** Of the closed tickets alone. */
  quantiles: z.array(z.int()),
});
/** The bin of tickets whose kmTime is negative. */
const LEFT_OUT = -1;

export type SurvivalRow = z.infer<typeof survivalSchema>;

/**
 * Times are gathered and sorted by bin, which counts them on the way.
 * @param aggregates more of each bin by name, and what adds them up over the bins.
 * @returns a query of a row for each period: isBefore, the columns of survivalSchema, and those names.
 */
export function survivalText(
  from: string,
  sampling: number,
  aggregates: Readonly<Record<string, { ofBin: string; ofAll: string }>>,
): string {
  const edges = TIME_TO_CLOSE_EDGES.map((edge) => 2 * edge).join(', ');
  const more = (of: 'ofBin' | 'ofAll') => Object.entries(aggregates).map(([name, each]) => `, ${each[of]} AS ${name}`);
  const byBin = `SELECT isBefore, if(kmTime < 0, ${LEFT_OUT}, roundDown(kmTime, [${edges}])) AS bin,
      arraySort(${kmTimes(sampling)}) AS times, countIf(closedAt IS NOT NULL) AS closedIn, countIf(closedAt IS NULL) AS openIn
      ${more('ofBin').join('')}
    FROM ${from} GROUP BY isBefore, bin ORDER BY isBefore, bin`;
  const byPeriod = `SELECT isBefore, groupArrayArray(times) AS kmSorted, groupArray(bin) AS bins,
      groupArray(openIn) AS binOpen, groupArray(closedIn) AS binClosed,
      arrayCumSum(groupArray(length(times))) AS passed,
      arrayCumSum(groupArray(arrayCount(time -> bitAnd(time, 1) = 1, times))) AS openPassed
      ${more('ofAll').join('')}
    FROM (${byBin}) GROUP BY isBefore`;
  const shares = `arrayMap((all, opened) -> ${closedShareSql('all', 'opened')}, passed, openPassed) AS shares`;
  const columns = ['isBefore', 'bins', 'binOpen', 'binClosed', ...Object.keys(aggregates)];
  return withPercentiles(byPeriod, KM_LEVELS, columns, [shares, `${closedQuantilesSql(KM_LEVELS)} AS quantiles`]);
}

export function toSurvival(row: SurvivalRow, estimated: boolean): Survival {
  const isTimed = (_: number, at: number) => row.bins[at] !== LEFT_OUT;
  const [closed, open] = [sum(row.binClosed.filter(isTimed)), sum(row.binOpen.filter(isTimed))];
  // Nobody knows how long the open ones that are left out will have taken.
  const createdLater = row.binOpen[row.bins.indexOf(LEFT_OUT)] ?? 0;
  const percentiles = toPercentiles(row.kmPercentiles);
  return { closed, open, percentiles, estimated, createdLater, bins: toBins(row, closed + open > 0) };
}

/** A bin without times leaves the share as it was. */
function toBins({ bins, binOpen, shares }: SurvivalRow, isKnown: boolean): Survival['bins'] {
  let share = 0;
  return TIME_TO_CLOSE_EDGES.map((edge) => {
    const at = bins.indexOf(2 * edge);
    share = shares[at] ?? share;
    return { open: binOpen[at] ?? 0, closedShare: isKnown ? share : null };
  });
}

/** Where no ticket that is not closed has a time to close, and all times were looked at. */
export function toClosedTimes({ bins, binClosed, quantiles }: SurvivalRow): ClosedTimes {
  const atLeast = TIME_TO_CLOSE_EDGES.map((edge) =>
    sum(binClosed.filter((_, at) => (bins[at] ?? LEFT_OUT) >= 2 * edge)),
  );
  return { quantiles, atLeast };
}
