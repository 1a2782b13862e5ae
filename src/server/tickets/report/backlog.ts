import { z } from 'zod';
import { AGE_EDGES_DAYS, type ReportAnswer } from '../../../contract/reportAnswer';
import { DAY_SECONDS } from '../../../contract/wallTime';
import { type RunOptions, sql, type TicketEngine } from '../engine';
import type { TicketScope } from '../rows';
import { WALL_TIME } from '../schema';
import { matchingTickets } from './matchingTickets';

const rowSchema = z.object({
  notClosed: z.int(),
  inFuture: z.int(),
  bands: z.array(z.int()),
  overdue: z.array(z.int()),
});

/** Tickets that are not closed, by days since creation and, apart from it, by days past their deadline. */
export async function readBacklog(
  engine: TicketEngine,
  scope: TicketScope,
  options: RunOptions,
): Promise<ReportAnswer['backlog']> {
  const matching = matchingTickets(scope, ['closedAt', 'createdAt', 'dueBy']);
  const asOf = matching.bind.bind(scope.moment.asOf, WALL_TIME);
  const [row] = await engine.rows(
    sql(
      `SELECT count() AS notClosed, countIf(age < 0) AS inFuture,
         [${AGE_EDGES_DAYS.map((_, index) => `countIf(${bandCondition('age', index)})`).join(', ')}] AS bands,
         [${AGE_EDGES_DAYS.map((_, index) => `countIf(state = 'breachedOpen' AND ${bandCondition('late', index)})`).join(', ')}] AS overdue
       FROM (SELECT state, dateDiff('second', createdAt, ${asOf}) AS age, dateDiff('second', dueBy, ${asOf}) AS late
             FROM ${matching.from} WHERE closedAt IS NULL)`,
      matching.params,
    ),
    options,
  );
  const { bands, overdue, ...counts } = rowSchema.parse(row);
  return { ...counts, bands: withEdges(bands), overdue: withEdges(overdue) };
}

function bandCondition(seconds: string, index: number): string {
  const from = (AGE_EDGES_DAYS[index] ?? 0) * DAY_SECONDS;
  const to = AGE_EDGES_DAYS[index + 1];
  return `${seconds} >= ${from}${to === undefined ? '' : ` AND ${seconds} < ${to * DAY_SECONDS}`}`;
}

function withEdges(counts: readonly number[]): { from: number; to: number | null; count: number }[] {
  return AGE_EDGES_DAYS.map((from, index) => ({
    from,
    to: AGE_EDGES_DAYS[index + 1] ?? null,
    count: counts[index] ?? 0,
  }));
}
