import { z } from 'zod';
import type { ColumnId } from '../../../contract/columns/columns';
import { MAX_GROUPS, type ReportResponse } from '../../../contract/responses/reportResponse';
import { SLA_STATES, type SlaCounts } from '../../../contract/sla';
import { type RunOptions, sql, type TicketEngine } from '../../engine/engine';
import type { TicketScope } from '../rows';
import { matchingTickets } from './matchingTickets';
import { STATE_COUNTS, stateCountsSchema } from './stateCounts';

const rowSchema = stateCountsSchema.extend({
  value: z.union([z.string(), z.number(), z.null()]),
  distinctValues: z.int(),
});

/** States by the values of a column: the most frequent ones, and everything else in `other`. */
export async function readGroups(
  engine: TicketEngine,
  scope: TicketScope,
  by: ColumnId,
  options: RunOptions,
): Promise<{ by: ColumnId; rows: ReportResponse['groups']['rows']; distinctValues: number }> {
  const { from, params } = matchingTickets(scope, [by]);
  const rows = await engine.rows(
    rowSchema,
    sql(
      `SELECT value, count() OVER () AS distinctValues, ${SLA_STATES.join(', ')} FROM (
         SELECT ${by} AS value, count() AS n, ${STATE_COUNTS} FROM ${from} GROUP BY value
       ) ORDER BY n DESC, value ASC NULLS LAST LIMIT ${MAX_GROUPS}`,
      params,
    ),
    options,
  );
  return {
    by,
    distinctValues: rows[0]?.distinctValues ?? 0,
    rows: rows.map(({ value, distinctValues: _, ...states }) => ({ value, states })),
  };
}

/** What is left of the totals once the shown groups are taken away: nothing is ever lost. */
export function otherGroups(
  totals: SlaCounts,
  { rows, distinctValues }: { rows: ReportResponse['groups']['rows']; distinctValues: number },
): ReportResponse['groups']['other'] {
  if (distinctValues <= rows.length) return null;
  const states = { ...totals };
  for (const row of rows) for (const state of SLA_STATES) states[state] -= row.states[state];
  return { values: distinctValues - rows.length, states };
}
