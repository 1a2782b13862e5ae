import { z } from 'zod';
import { AGE_EDGES_DAYS, type ReportResponse } from '../../../contract/responses/reportResponse';
import { DAY_SECONDS } from '../../../contract/time/units';
import type { AsOf } from '../asOf';
import { slaStateNumber } from '../computedColumns';
import { betweenEdges } from './betweenEdges';
import { wall } from './timeRange';

/** Tickets that are not closed, by days since creation and, apart from it, by days past their deadline. */

export const backlogSchema = z.object({
  notClosed: z.int(),
  notClosedSince: z.array(z.int()),
  overdueSince: z.array(z.int()),
});

/** SELECT items over closedAt, createdAt, dueBy and the computed `state`. */
export function backlogItems({ time }: AsOf): string[] {
  // As numbers of seconds: days before the first year of the calendar would be no times.
  const since = (only: string, column: string) =>
    AGE_EDGES_DAYS.map((days) => `countIf(${only} AND toInt64(${column}) <= ${wall(time) - days * DAY_SECONDS})`);
  const overdue = `state = ${slaStateNumber('breachedOpen')}`;
  return [
    'countIf(closedAt IS NULL) AS notClosed',
    `[${since('closedAt IS NULL', 'createdAt').join(', ')}] AS notClosedSince`,
    `[${since(overdue, 'assumeNotNull(dueBy)').join(', ')}] AS overdueSince`,
  ];
}

export function toBacklog(row: z.infer<typeof backlogSchema>): ReportResponse['backlog'] {
  const { notClosed, notClosedSince, overdueSince } = row;
  return {
    notClosed,
    inFuture: notClosed - (notClosedSince[0] ?? 0),
    bands: betweenEdges(AGE_EDGES_DAYS, notClosedSince),
    overdue: betweenEdges(AGE_EDGES_DAYS, overdueSince),
  };
}
