import { z } from 'zod';
import type { ReportAnswer } from '../../../contract/reportAnswer';
import { type RunOptions, sql, type TicketEngine } from '../engine';
import type { TicketScope } from '../rows';
import { backlogItems, backlogSchema, toBacklog } from './backlog';
import { matchingTickets } from './matchingTickets';
import { STATE_COUNTS, stateCountsSchema } from './stateCounts';
import { isEstimated, timeToCloseItems, timeToCloseSchema, toTimeToClose } from './timeToClose';

const figuresSchema = z.object({
  total: z.int(),
  withoutDueBy: z.int(),
  ...stateCountsSchema.shape,
  ...timeToCloseSchema.shape,
  ...backlogSchema.shape,
});

export type Figures = Pick<ReportAnswer, 'total' | 'states' | 'timeToClose' | 'backlog'> & { withoutDueBy: number };

/**
 * Every number that needs no grouping, in one scan: they read the same few columns, and evaluating the
 * filters is most of the work.
 */
export async function readFigures(engine: TicketEngine, scope: TicketScope, options: RunOptions): Promise<Figures> {
  const estimated = await isEstimated(engine);
  const { from, bind } = matchingTickets(scope, ['closedAt', 'createdAt', 'dueBy', 'secondsToClose']);
  const items = [
    'count() AS total',
    'countIf(dueBy IS NULL) AS withoutDueBy',
    STATE_COUNTS,
    ...timeToCloseItems(estimated),
    ...backlogItems(bind, scope.moment),
  ];
  const [row] = await engine.rows(sql(`SELECT ${items.join(', ')} FROM ${from}`, bind.values), options);
  const { total, withoutDueBy, met, breachedClosed, breachedOpen, pending, noSla, ...rest } = figuresSchema.parse(row);
  return {
    total,
    withoutDueBy,
    states: { met, breachedClosed, breachedOpen, pending, noSla },
    timeToClose: toTimeToClose(rest, estimated),
    backlog: toBacklog(rest),
  };
}
