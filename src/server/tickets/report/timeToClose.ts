import { z } from 'zod';
import { type ReportAnswer, TIME_TO_CLOSE_EDGES } from '../../../contract/reportAnswer';
import { sql, type TicketEngine } from '../engine';
import { TABLE } from '../schema';
import { betweenEdges } from './betweenEdges';

/** The distribution of secondsToClose >= 0, in elapsed seconds, and what is left out of it. */

/** quantilesExact keeps every value in memory, 8 bytes each; beyond this an estimate serves. */
const EXACT_VALUES = 10_000_000;

/** Answered from the table's metadata, without a scan: no more can match than are stored. */
export async function isEstimated(engine: TicketEngine): Promise<boolean> {
  const [row] = await engine.rows(sql(`SELECT count() AS n FROM ${TABLE}`));
  return z.object({ n: z.int() }).parse(row).n > EXACT_VALUES;
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
  const quantiles = estimated ? 'quantilesTDigestIf' : 'quantilesExactIf';
  const known = 'secondsToClose IS NOT NULL';
  const seconds = 'assumeNotNull(secondsToClose)';
  return [
    'countIf(secondsToClose IS NULL AND closedAt IS NULL) AS stillOpen',
    `countIf(${known} AND ${seconds} < 0) AS negative`,
    'countIf(secondsToClose IS NULL AND closedAt IS NOT NULL) AS unknown',
    `${quantiles}(0.5, 0.9, 0.95, 0.99)(${seconds}, ${known} AND ${seconds} >= 0) AS quantiles`,
    `[${TIME_TO_CLOSE_EDGES.map((edge) => `countIf(${known} AND ${seconds} >= ${edge})`).join(', ')}] AS closedInAtLeast`,
  ];
}

export function toTimeToClose(row: z.infer<typeof timeToCloseSchema>, estimated: boolean): ReportAnswer['timeToClose'] {
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
