import type { ColumnId } from '../../../contract/columns';
import type { ReportAnswer } from '../../../contract/reportAnswer';
import type { Bucket } from '../../../contract/requests';
import type { RunOptions, TicketEngine } from '../engine';
import type { TicketScope } from '../rows';
import { readBacklog } from './backlog';
import { readDataChecks } from './dataChecks';
import { otherGroups, readGroups } from './groups';
import { readOverTime } from './overTime';
import { readPrevious } from './previousPeriod';
import { readTimeToClose } from './timeToClose';
import { readTotals } from './totals';

/** Every aggregate of the page for one scope and one moment; the questions run side by side. */
export async function readReport(
  engine: TicketEngine,
  scope: TicketScope,
  { groupBy, bucket }: { groupBy: ColumnId; bucket: Bucket | undefined },
  options: RunOptions,
): Promise<ReportAnswer> {
  const [totals, overTime, groups, timeToClose, backlog, previous, dataChecks] = await Promise.all([
    readTotals(engine, scope, options),
    readOverTime(engine, scope, bucket, options),
    readGroups(engine, scope, groupBy, options),
    readTimeToClose(engine, scope, options),
    readBacklog(engine, scope, options),
    readPrevious(engine, scope, options),
    readDataChecks(engine, scope, options),
  ]);
  return {
    asOf: scope.moment.asOf,
    total: totals.total,
    states: totals.states,
    overTime: { ...overTime, withoutDueBy: totals.withoutDueBy },
    groups: { by: groups.by, rows: groups.rows, other: otherGroups(totals.states, groups) },
    timeToClose,
    backlog,
    previous,
    dataChecks,
  };
}
