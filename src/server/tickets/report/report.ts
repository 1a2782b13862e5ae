import type { ColumnId } from '../../../contract/columns';
import type { ReportAnswer } from '../../../contract/reportAnswer';
import type { Bucket } from '../../../contract/requests';
import type { RunOptions, TicketEngine } from '../engine';
import type { TicketScope } from '../rows';
import { readFigures } from './figures';
import { otherGroups, readGroups } from './groups';
import { readOverTime } from './overTime';
import { readPrevious } from './previousPeriod';

/** Every aggregate of the page for one scope and one moment; the questions run side by side. */
export async function readReport(
  engine: TicketEngine,
  scope: TicketScope,
  { groupBy, bucket }: { groupBy: ColumnId; bucket: Bucket | undefined },
  options: RunOptions,
): Promise<ReportAnswer> {
  const [figures, overTime, groups, previous] = await Promise.all([
    readFigures(engine, scope, options),
    readOverTime(engine, scope, bucket, options),
    readGroups(engine, scope, groupBy, options),
    readPrevious(engine, scope, options),
  ]);
  const { withoutDueBy, ...counted } = figures;
  return {
    asOf: scope.moment.asOf,
    ...counted,
    overTime: { ...overTime, withoutDueBy },
    groups: { by: groups.by, rows: groups.rows, other: otherGroups(counted.states, groups) },
    ...previous,
  };
}
