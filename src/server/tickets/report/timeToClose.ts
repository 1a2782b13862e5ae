import { z } from 'zod';
import { type ReportResponse, TIME_TO_CLOSE_EDGES } from '../../../contract/responses/reportResponse';
import { type RunOptions, sql, type TicketEngine } from '../../engine/engine';
import { keptRow } from '../keptAnswers';
import type { TicketScope } from '../rows';
import { TABLE } from '../schema/ticketTable';
import { betweenEdges } from './betweenEdges';
import { matchingTickets } from './matchingTickets';

/** The distribution of secondsToClose >= 0, in elapsed seconds, and what is left out of it. */

/** quantilesExact keeps every value in memory, 8 bytes each; beyond this an estimate serves. */
export const EXACT_VALUES = 10_000_000;

/** What is exact among the times of matching tickets, and what is estimated. */
export interface Exactness {
  /** Whether the quantiles of closed tickets are estimates. */
  estimated: boolean;
  /** Of so many times, of closed and open tickets, one is looked at: 1 looks at all. */
  sampling: number;
}

/** The table's own count, which takes no scan, mostly says that no more values match than may be kept. */
export async function readExactness(
  engine: TicketEngine,
  scope: TicketScope,
  exactValues: number,
  options: RunOptions,
): Promise<Exactness> {
  const stored = await keptRow(engine, z.object({ n: z.int() }), sql(`SELECT count() AS n FROM ${TABLE}`), options);
  if (stored.n <= exactValues) return { estimated: false, sampling: 1 };
  const { from, params } = matchingTickets(scope, ['closedAt', 'secondsToClose']);
  const { closed, timed } = await keptRow(
    engine,
    z.object({ closed: z.int(), timed: z.int() }),
    sql(
      `SELECT countIf(secondsToClose >= 0) AS closed, countIf(closedAt IS NULL OR secondsToClose >= 0) AS timed FROM ${from}`,
      params,
    ),
    options,
  );
  return { estimated: closed > exactValues, sampling: Math.max(1, Math.ceil(timed / exactValues)) };
}

/** The levels of secondsToClose >= 0, exact or estimated, as a SELECT item. */
export function quantilesItem(levels: readonly number[], estimated: boolean): string {
  const seconds = 'assumeNotNull(secondsToClose)';
  const quantiles = estimated ? 'quantilesTDigestIf' : 'quantilesExactIf';
  return `${quantiles}(${levels.join(', ')})(${seconds}, secondsToClose IS NOT NULL AND ${seconds} >= 0) AS quantiles`;
}

export const timeToCloseSchema = z.object({
  stillOpen: z.int(),
  negative: z.int(),
  unknown: z.int(),
  quantiles: z.array(z.number().nullable()),
  closedInAtLeast: z.array(z.int()),
});

/** SELECT items over closedAt and secondsToClose. */
export function timeToCloseItems(estimated: boolean): string[] {
  const known = 'secondsToClose IS NOT NULL';
  const seconds = 'assumeNotNull(secondsToClose)';
  return [
    'countIf(secondsToClose IS NULL AND closedAt IS NULL) AS stillOpen',
    `countIf(${known} AND ${seconds} < 0) AS negative`,
    'countIf(secondsToClose IS NULL AND closedAt IS NOT NULL) AS unknown',
    quantilesItem([0.5, 0.9, 0.95, 0.99], estimated),
    `[${TIME_TO_CLOSE_EDGES.map((edge) => `countIf(${known} AND ${seconds} >= ${edge})`).join(', ')}] AS closedInAtLeast`,
  ];
}

export function toTimeToClose(
  row: z.infer<typeof timeToCloseSchema>,
  estimated: boolean,
): Omit<ReportResponse['timeToClose'], 'bins' | 'kaplanMeier'> & { bins: ClosedBin[] } {
  const { stillOpen: notClosed, negative, unknown, quantiles, closedInAtLeast } = row;
  const n = closedInAtLeast[0] ?? 0;
  const [p50, p90, p95, p99] = quantiles.map((value) => value ?? 0);
  const measured = n > 0 && p50 !== undefined && p90 !== undefined && p95 !== undefined && p99 !== undefined;
  return {
    n,
    notClosed,
    negative,
    unknown,
    percentiles: measured ? { p50, p90, p95, p99 } : null,
    estimated,
    bins: betweenEdges(TIME_TO_CLOSE_EDGES, closedInAtLeast),
  };
}

type ClosedBin = ReturnType<typeof betweenEdges>[number];
