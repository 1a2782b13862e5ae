import { z } from 'zod';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { type RunOptions, sql, type TicketEngine } from '../../engine/engine';
import type { TicketScope } from '../rows';
import { backlogItems, backlogSchema, toBacklog } from './backlog';
import { DATA_CHECK_COUNTS, dataCheckColumns, dataChecksSchema } from './dataChecks';
import { matchingTickets } from './matchingTickets';
import { STATE_COUNTS, stateCountsSchema } from './stateCounts';
import { timeToCloseItems, timeToCloseSchema, toTimeToClose } from './timeToClose';

const figuresSchema = z.object({
  total: z.int(),
  withoutDueBy: z.int(),
  ...stateCountsSchema.shape,
  ...timeToCloseSchema.shape,
  ...backlogSchema.shape,
  ...dataChecksSchema.shape,
});

export type Figures = Pick<ReportResponse, 'total' | 'states' | 'timeToClose' | 'backlog' | 'dataChecks'> & {
  withoutDueBy: number;
};

/**
 * Every number that needs no grouping, in one scan: they read the same few columns, and reading them is most
 * of the work.
 */
export async function readFigures(
  engine: TicketEngine,
  scope: TicketScope,
  estimated: boolean,
  options: RunOptions,
): Promise<Figures> {
  const { from, bind } = matchingTickets(
    scope,
    ['closedAt', 'createdAt', 'dueBy', 'secondsToClose'],
    dataCheckColumns(scope.asOf),
  );
  const items = [
    'count() AS total',
    'countIf(dueBy IS NULL) AS withoutDueBy',
    STATE_COUNTS,
    ...timeToCloseItems(estimated),
    ...backlogItems(scope.asOf),
    ...DATA_CHECK_COUNTS,
  ];
  const statement = sql(`SELECT ${items.join(', ')} FROM ${from} AS t`, bind.values);
  const { total, withoutDueBy, ...rest } = await engine.row(figuresSchema, statement, options);
  return {
    total,
    withoutDueBy,
    states: stateCountsSchema.parse(rest),
    timeToClose: toTimeToClose(rest, estimated),
    backlog: toBacklog(rest),
    dataChecks: dataChecksSchema.parse(rest),
  };
}
