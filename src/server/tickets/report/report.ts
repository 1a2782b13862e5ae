import type { ColumnId } from '../../../contract/columns/columns';
import type { Bucket } from '../../../contract/query/requests';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import type { RunOptions, TicketEngine } from '../../engine/engine';
import type { TicketScope } from '../rows';
import { readFigures } from './figures';
import { otherGroups, readGroups } from './groups';
import { readOverTime } from './overTime';
import { readPrevious } from './readPrevious';
import { EXACT_VALUES, isEstimated } from './timeToClose';

interface ReportAsked {
  groupBy: ColumnId;
  bucket: Bucket | undefined;
  /** Past so many times to close their percentiles are estimated. */
  exactValues?: number;
}

/** Every aggregate of the page for one scope and one moment; the questions run side by side. */
export async function readReport(
  engine: TicketEngine,
  scope: TicketScope,
  { groupBy, bucket, exactValues = EXACT_VALUES }: ReportAsked,
  options: RunOptions,
): Promise<ReportResponse> {
  const estimating = isEstimated(engine, scope, exactValues, options);
  const [figures, overTime, groups, previous] = await Promise.all([
    estimating.then((estimated) => readFigures(engine, scope, estimated, options)),
    readOverTime(engine, scope, bucket, options),
    readGroups(engine, scope, groupBy, options),
    estimating.then((now) => readPrevious(engine, scope, { now, exactValues }, options)),
  ]);
  const { withoutDueBy, ...counted } = figures;
  return {
    asOf: scope.asOf.time,
    ...counted,
    overTime: { ...overTime, withoutDueBy },
    groups: { by: groups.by, rows: groups.rows, other: otherGroups(counted.states, groups) },
    ...previous,
  };
}
