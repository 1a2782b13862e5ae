import { z } from 'zod';
import { type ReportResponse, TIME_TO_CLOSE_EDGES } from '../../../contract/responses/reportResponse';
import { type RunOptions, sql, type TicketEngine } from '../../engine/engine';
import { keptRow } from '../keptAnswers';
import type { TicketScope } from '../rows';
import { TABLE } from '../schema/ticketTable';
import { betweenEdges } from './betweenEdges';
import { KM_LEVELS } from './kaplanMeier';
import { matchingTickets } from './matchingTickets';
import type { PeriodCounts } from './periodCounts';

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

/** Of known secondsToClose >= 0. */
export interface ClosedTimes {
  /** Of KM_LEVELS. */
  quantiles: readonly (number | null)[];
  /** Tickets at or beyond each of TIME_TO_CLOSE_EDGES. */
  atLeast: readonly number[];
}

const closedTimesSchema = z.object({ quantiles: z.array(z.number().nullable()), atLeast: z.array(z.int()) });

/** By a scan of its own. */
export async function readClosedTimes(
  engine: TicketEngine,
  scope: TicketScope,
  estimated: boolean,
  options: RunOptions,
): Promise<ClosedTimes> {
  const { from, params } = matchingTickets(scope, ['secondsToClose']);
  const seconds = 'assumeNotNull(secondsToClose)';
  const known = `secondsToClose IS NOT NULL AND ${seconds}`;
  const quantiles = `${estimated ? 'quantilesTDigestIf' : 'quantilesExactIf'}(${KM_LEVELS.join(', ')})`;
  const atLeast = TIME_TO_CLOSE_EDGES.map((edge) => `countIf(${known} >= ${edge})`).join(', ');
  const text = `SELECT ${quantiles}(${seconds}, ${known} >= 0) AS quantiles, [${atLeast}] AS atLeast FROM ${from}`;
  return keptRow(engine, closedTimesSchema, sql(text, params), options);
}

export function toTimeToClose(
  { stillOpen: notClosed, negative, unknown }: Pick<PeriodCounts, 'stillOpen' | 'negative' | 'unknown'>,
  { quantiles, atLeast }: ClosedTimes,
  estimated: boolean,
): Omit<ReportResponse['timeToClose'], 'bins' | 'kaplanMeier'> & { bins: ClosedBin[] } {
  const n = atLeast[0] ?? 0;
  const [p50, p90, p95, p99] = quantiles.map((value) => value ?? 0);
  const measured = n > 0 && p50 !== undefined && p90 !== undefined && p95 !== undefined && p99 !== undefined;
  return {
    n,
    notClosed,
    negative,
    unknown,
    percentiles: measured ? { p50, p90, p95, p99 } : null,
    estimated,
    bins: betweenEdges(TIME_TO_CLOSE_EDGES, atLeast),
  };
}

type ClosedBin = ReturnType<typeof betweenEdges>[number];
