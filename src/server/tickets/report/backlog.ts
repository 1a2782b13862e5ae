import { wall } from '../../../contract/query/timeRange';
import { AGE_EDGES_DAYS, type ReportResponse } from '../../../contract/responses/reportResponse';
import { DAY_SECONDS } from '../../../contract/time/units';
import type { AsOf } from '../asOf';
import { slaStateNumber } from '../computedColumns';
import { betweenEdges } from './betweenEdges';
import { countsBySql, sum } from './counts';

/** Tickets that are not closed, by days since creation and, apart from it, by days past their deadline. */

/** The day of the last edge stands for all later ones. */
const LAST_DAY = Math.max(...AGE_EDGES_DAYS);

/** Aggregates over closedAt, createdAt, dueBy and the computed `state`: tickets of each day since. */
export function backlogItems({ time }: AsOf) {
  // As numbers of seconds: days before the first year of the calendar would be no times.
  const since = (only: string, column: string) => {
    const age = `${wall(time)} - toInt64(${column})`;
    const day = `least(intDiv(${age}, ${DAY_SECONDS}), ${LAST_DAY})`;
    return countsBySql(`if(${only} AND ${age} >= 0, ${day}, -1)`, LAST_DAY + 1);
  };
  return {
    openDays: since('closedAt IS NULL', 'createdAt'),
    overdueDays: since(`state = ${slaStateNumber('breachedOpen')}`, 'assumeNotNull(dueBy)'),
  };
}

/** What one period tells of it. */
export type Backlog = Omit<ReportResponse['backlog'], 'overdueBefore'>;

export function toBacklog(notClosed: number, openDays: readonly number[], overdueDays: readonly number[]): Backlog {
  const beyond = (days: readonly number[]) => AGE_EDGES_DAYS.map((edge) => sum(days.slice(edge)));
  return {
    notClosed,
    inFuture: notClosed - sum(openDays),
    bands: betweenEdges(AGE_EDGES_DAYS, beyond(openDays)),
    overdue: betweenEdges(AGE_EDGES_DAYS, beyond(overdueDays)),
  };
}
