import { z } from 'zod';
import { type ReportAnswer, TIME_TO_CLOSE_EDGES } from '../../../contract/reportAnswer';
import { type RunOptions, sql, type TicketEngine } from '../engine';
import type { TicketScope } from '../rows';
import { TABLE } from '../schema';
import { matchingTickets } from './matchingTickets';

/** quantilesExact keeps every value in memory, 8 bytes each; beyond this an estimate serves. */
const EXACT_VALUES = 10_000_000;

const rowSchema = z.object({
  n: z.int(),
  notClosed: z.int(),
  negative: z.int(),
  unknown: z.int(),
  quantiles: z.tuple([z.number(), z.number(), z.number(), z.number()]).or(z.array(z.null())),
  bins: z.array(z.int()),
});

/** Distribution of secondsToClose >= 0, in elapsed seconds, and what was left out of it. */
export async function readTimeToClose(
  engine: TicketEngine,
  scope: TicketScope,
  options: RunOptions,
): Promise<ReportAnswer['timeToClose']> {
  const estimated = (await storedRows(engine)) > EXACT_VALUES;
  const { from, params } = matchingTickets(scope, ['closedAt', 'secondsToClose']);
  const [row] = await engine.rows(
    sql(
      `SELECT countIf(secondsToClose >= 0) AS n,
         countIf(secondsToClose IS NULL AND closedAt IS NULL) AS notClosed,
         countIf(secondsToClose < 0) AS negative,
         countIf(secondsToClose IS NULL AND closedAt IS NOT NULL) AS unknown,
         ${estimated ? 'quantilesTDigestIf' : 'quantilesExactIf'}(0.5, 0.9, 0.95, 0.99)(assumeNotNull(secondsToClose), secondsToClose >= 0) AS quantiles,
         [${TIME_TO_CLOSE_EDGES.map((_, index) => `countIf(${binCondition(index)})`).join(', ')}] AS bins
       FROM ${from}`,
      params,
    ),
    options,
  );
  const { n, quantiles, bins, ...rest } = rowSchema.parse(row);
  const [p50, p90, p95, p99] = quantiles;
  const known =
    n > 0 && typeof p50 === 'number' && typeof p90 === 'number' && typeof p95 === 'number' && typeof p99 === 'number';
  return {
    n,
    ...rest,
    percentiles: known ? { p50, p90, p95, p99 } : null,
    estimated,
    bins: TIME_TO_CLOSE_EDGES.map((from, index) => ({
      from,
      to: TIME_TO_CLOSE_EDGES[index + 1] ?? null,
      count: bins[index] ?? 0,
    })),
  };
}

function binCondition(index: number): string {
  const from = TIME_TO_CLOSE_EDGES[index] ?? 0;
  const to = TIME_TO_CLOSE_EDGES[index + 1];
  return `secondsToClose >= ${from}${to === undefined ? '' : ` AND secondsToClose < ${to}`}`;
}

/** Answered from the table's metadata, without a scan. */
async function storedRows(engine: TicketEngine): Promise<number> {
  const [row] = await engine.rows(sql(`SELECT count() AS n FROM ${TABLE}`));
  return z.object({ n: z.int() }).parse(row).n;
}
