import { z } from 'zod';
import type { ReportAnswer } from '../../../contract/reportAnswer';
import { type RunOptions, sql, type TicketEngine } from '../engine';
import type { TicketScope } from '../rows';
import { matchingTickets } from './matchingTickets';
import { STATE_COUNTS, stateCountsSchema } from './stateCounts';

const totalsSchema = z.object({
  total: z.int(),
  notClosed: z.int(),
  withoutDueBy: z.int(),
  ...stateCountsSchema.shape,
});

export type Totals = Pick<ReportAnswer, 'total' | 'states'> & { notClosed: number; withoutDueBy: number };

/** How many tickets match, and how many of them are in each service-level state. */
export async function readTotals(engine: TicketEngine, scope: TicketScope, options: RunOptions): Promise<Totals> {
  const { from, params } = matchingTickets(scope, ['closedAt', 'dueBy']);
  const [row] = await engine.rows(
    sql(
      `SELECT count() AS total, countIf(closedAt IS NULL) AS notClosed, countIf(dueBy IS NULL) AS withoutDueBy, ${STATE_COUNTS} FROM ${from}`,
      params,
    ),
    options,
  );
  const { total, notClosed, withoutDueBy, ...states } = totalsSchema.parse(row);
  return { total, notClosed, withoutDueBy, states };
}
