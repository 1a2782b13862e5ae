import { z } from 'zod';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { formatWallTime, type WallSeconds } from '../../../contract/time/wallTime';
import { type RunOptions, sql, type TicketEngine } from '../../engine/engine';
import type { AsOf } from '../asOf';
import { keptRow } from '../keptAnswers';
import { TABLE } from '../schema/ticketTable';
import type { PeriodCounts } from './periodCounts';
import type { Period } from './previousPeriod';
import { wall } from './timeRange';

/** Where a period has tickets before it that are no measure for it, since one of the two is cut short. */

/** How much of the period before may lie before the data. */
const MOST_MISSING = 1 / 10;
/** Which share of the tickets may have come after as-of: an open page is minutes behind. */
const MOST_LATER = 1 / 100;

/** Of all tickets, since filters on other than createdAt leave out the newest ones as well. */
export interface DataEnds {
  oldest: WallSeconds;
  /** None after as-of. */
  newest: WallSeconds;
}

export type Seen = Pick<PeriodCounts, 'total' | 'backlog'> & Pick<DataEnds, 'oldest'>;

const endsSchema = z.object({ oldest: z.int(), newest: z.int() });

export function readDataEnds(engine: TicketEngine, { time }: AsOf, options: RunOptions): Promise<DataEnds> {
  const created = 'toInt64(createdAt)';
  const statement = `SELECT min(${created}) AS oldest, maxIf(${created}, ${created} <= ${wall(time)}) AS newest FROM ${TABLE}`;
  return keptRow(engine, endsSchema, sql(statement), options);
}

/** Null where the two can be compared. */
export function whyUnlike({ from, to }: Period, { oldest, total, backlog }: Seen): ReportResponse['noPrevious'] {
  if (oldest - from > (to + 1 - from) * MOST_MISSING) return { reason: 'dataBegin', at: formatWallTime(oldest) };
  return backlog.inFuture > total * MOST_LATER ? { reason: 'createdLater' } : null;
}
