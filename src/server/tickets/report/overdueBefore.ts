import { isPeriod } from '../../../contract/query/createdBy';
import type { Filter } from '../../../contract/query/filters';
import { timeRange } from '../../../contract/query/timeRange';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { pickOverdueBefore } from '../../../contract/sentences/pickedFilters';
import { formatWallTime } from '../../../contract/time/wallTime';
import type { RunOptions, TicketEngine } from '../../engine/engine';
import { countRows, type TicketScope } from '../rows';

/** What is overdue is no less so for having been created before the report's period: the oldest are the worst. */
export async function readOverdueBefore(
  engine: TicketEngine,
  scope: TicketScope,
  options: RunOptions,
): Promise<ReportResponse['backlog']['overdueBefore']> {
  const { query, asOf } = scope;
  const { first } = timeRange(query.filters.filter(isPeriod), 'createdAt', asOf.time);
  if (!Number.isFinite(first)) return null;
  const createdBefore = formatWallTime(first);
  const others = query.filters.filter((filter) => !isPeriod(filter));
  const filters: Filter[] = [...others, ...pickOverdueBefore(createdBefore)];
  return { createdBefore, count: await countRows(engine, { ...scope, query: { ...query, filters } }, options) };
}
