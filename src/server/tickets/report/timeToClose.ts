import { z } from 'zod';
import { type ReportResponse, TIME_TO_CLOSE_EDGES } from '../../../contract/responses/reportResponse';
import { type RunOptions, type Sql, sql, type TicketEngine } from '../../engine/engine';
import type { TicketScope } from '../rows';
import { TABLE } from '../schema/ticketTable';
import { betweenEdges } from './betweenEdges';
import { matchingTickets } from './matchingTickets';

/** The distribution of secondsToClose >= 0, in elapsed seconds, and what is left out of it. */

/** quantilesExact keeps every value in memory, 8 bytes each; beyond this an estimate serves. */
export const EXACT_VALUES = 10_000_000;

/** Whether more values match than may be kept. The table's own count, which takes no scan, mostly says that none can. */
export async function isEstimated(
  engine: TicketEngine,
  scope: TicketScope,
  exactValues: number,
  options: RunOptions,
): Promise<boolean> {
  if ((await countOf(engine, `SELECT count() AS n FROM ${TABLE}`, {}, options)) <= exactValues) return false;
  const { from, params } = matchingTickets(scope, ['secondsToClose']);
  return (
    (await countOf(engine, `SELECT countIf(secondsToClose >= 0) AS n FROM ${from}`, params, options)) > exactValues
  );
}

async function countOf(
  engine: TicketEngine,
  text: string,
  params: Sql['params'],
  options: RunOptions,
): Promise<number> {
  return (await engine.row(z.object({ n: z.int() }), sql(text, params), options)).n;
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
): ReportResponse['timeToClose'] {
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
