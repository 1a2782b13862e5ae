import { z } from 'zod';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { type RunOptions, sql, type TicketEngine } from '../../engine/engine';
import { keptRow } from '../keptAnswers';
import type { TicketScope } from '../rows';
import { secondsBetween } from '../sqlTime';
import { backlogItems, backlogSchema, toBacklog } from './backlog';
import { DATA_CHECK_COUNTS, dataCheckColumns, dataChecksSchema } from './dataChecks';
import { matchingTickets } from './matchingTickets';
import { STATE_COUNTS, stateCountsSchema } from './stateCounts';
import { timeRange } from './timeRange';
import { timeToCloseItems, timeToCloseSchema, toTimeToClose } from './timeToClose';

const figuresSchema = z.object({
  total: z.int(),
  withoutDueBy: z.int(),
  dueWithin: z.number().nullable(),
  ...stateCountsSchema.shape,
  ...timeToCloseSchema.shape,
  ...backlogSchema.shape,
  ...dataChecksSchema.shape,
});

export type Figures = Pick<ReportResponse, 'total' | 'states' | 'backlog' | 'dataChecks'> & {
  withoutDueBy: number;
  dueWithin: number | null;
  timeToClose: ReturnType<typeof toTimeToClose>;
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
    `${isCreatedBounded(scope) ? dueWithinSql(estimated) : 'NULL'} AS dueWithin`,
    STATE_COUNTS,
    ...timeToCloseItems(estimated),
    ...backlogItems(scope.asOf),
    ...DATA_CHECK_COUNTS,
  ];
  const statement = sql(`SELECT ${items.join(', ')} FROM ${from} AS t`, bind.values);
  const { total, withoutDueBy, dueWithin, ...rest } = await keptRow(engine, figuresSchema, statement, options);
  return {
    total,
    withoutDueBy,
    dueWithin,
    states: stateCountsSchema.parse(rest),
    timeToClose: toTimeToClose(rest, estimated),
    backlog: toBacklog(rest),
    dataChecks: dataChecksSchema.parse(rest),
  };
}

function isCreatedBounded({ query, asOf }: TicketScope): boolean {
  return Number.isFinite(timeRange(query.filters, 'createdAt', asOf.time).first);
}

/** Seconds from creation within which nine in ten of the tickets are due. */
function dueWithinSql(estimated: boolean): string {
  const quantile = estimated ? 'quantileTDigestOrNullIf' : 'quantileExactOrNullIf';
  return `${quantile}(0.9)(${secondsBetween('createdAt', 'assumeNotNull(dueBy)')}, dueBy IS NOT NULL)`;
}
