import { z } from 'zod';
import { AGE_EDGES_DAYS, type ReportAnswer } from '../../../contract/reportAnswer';
import { DAY_SECONDS } from '../../../contract/wallTime';
import { type Moment, secondsBetween } from '../computedKeys';
import { WALL_TIME } from '../schema';
import type { SqlParams } from '../sqlParams';

/** Tickets that are not closed, by days since creation and, apart from it, by days past their deadline. */

export const backlogSchema = z.object({
  notClosed: z.int(),
  inFuture: z.int(),
  bands: z.array(z.int()),
  overdue: z.array(z.int()),
});

/** SELECT items over closedAt, createdAt, dueBy and the computed `state`. */
export function backlogItems(bind: SqlParams, { asOf }: Moment): string[] {
  const now = bind.bind(asOf, WALL_TIME);
  const age = secondsBetween('createdAt', now);
  const late = secondsBetween('dueBy', now);
  const counts = (only: string, seconds: string) =>
    AGE_EDGES_DAYS.map((_, index) => `countIf(${only} AND ${bandCondition(seconds, index)})`).join(', ');
  return [
    'countIf(closedAt IS NULL) AS notClosed',
    `countIf(closedAt IS NULL AND ${age} < 0) AS inFuture`,
    `[${counts('closedAt IS NULL', age)}] AS bands`,
    `[${counts("state = 'breachedOpen'", late)}] AS overdue`,
  ];
}

function bandCondition(seconds: string, index: number): string {
  const from = (AGE_EDGES_DAYS[index] ?? 0) * DAY_SECONDS;
  const to = AGE_EDGES_DAYS[index + 1];
  return `${seconds} >= ${from}${to === undefined ? '' : ` AND ${seconds} < ${to * DAY_SECONDS}`}`;
}

export function toBacklog({ bands, overdue, ...counts }: z.infer<typeof backlogSchema>): ReportAnswer['backlog'] {
  const { notClosed, inFuture } = counts;
  return { notClosed, inFuture, bands: withEdges(bands), overdue: withEdges(overdue) };
}

function withEdges(counts: readonly number[]): { from: number; to: number | null; count: number }[] {
  return AGE_EDGES_DAYS.map((from, index) => ({
    from,
    to: AGE_EDGES_DAYS[index + 1] ?? null,
    count: counts[index] ?? 0,
  }));
}
