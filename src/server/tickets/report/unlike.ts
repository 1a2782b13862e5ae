import { z } from 'zod';
import { wall } from '../../../contract/query/timeRange';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { formatWallTime, type WallSeconds } from '../../../contract/time/wallTime';
import { type RunOptions, sql, type TicketEngine } from '../../engine/engine';
import type { AsOf } from '../asOf';
import { keptRow } from '../keptAnswers';
import { TABLE } from '../schema/ticketTable';
import { mostOdd } from './oddEnds';
import type { PeriodCounts } from './periodCounts';
import type { Period } from './previousPeriod';

/** Where a period has tickets before it that are no measure for it, since one of the two is cut short. */

/** How much of the period before may lie before the data. */
const MOST_MISSING = 1 / 10;
/** Which share of the tickets may have come after as-of: an open page is minutes behind. */
const MOST_LATER = 1 / 100;

/** Of all tickets, since filters on other than createdAt leave out the newest ones as well. */
export interface DataEnds {
  /** But for the few of an odd time, such as 1970, that lie as far before the others as those reach, or farther. */
  oldest: WallSeconds;
  /** None after as-of. */
  newest: WallSeconds;
}

export type Seen = Pick<PeriodCounts, 'total' | 'backlog'> & Pick<DataEnds, 'oldest'>;

const endsSchema = z.object({ all: z.int(), first: z.int(), early: z.int(), next: z.int(), newest: z.int() });

/** @param period the period before, whose beginning is looked at. */
export async function readDataEnds(
  engine: TicketEngine,
  { time }: AsOf,
  period: Period | null,
  options: RunOptions,
): Promise<DataEnds> {
  const created = 'toInt64(createdAt)';
  const bound = period === null ? wall(time) : String(latestBegin(period));
  const statement = `SELECT count() AS all, min(${created}) AS first, maxIf(${created}, ${created} <= ${wall(time)}) AS newest,
    countIf(${created} < ${bound}) AS early, minIf(${created}, ${created} >= ${bound}) AS next FROM ${TABLE}`;
  const { all, first, early, next, newest } = await keptRow(engine, endsSchema, sql(statement), options);
  const isOdd = early <= mostOdd(all) && (newest - next) * 2 <= newest - first;
  return { oldest: isOdd ? next : first, newest };
}

/** Where the data can begin at the latest. */
function latestBegin({ from, to }: Period): WallSeconds {
  return Math.floor(from + (to + 1 - from) * MOST_MISSING);
}

/** Null where the two can be compared. */
export function whyUnlike(period: Period, { oldest, total, backlog }: Seen): ReportResponse['noPrevious'] {
  if (oldest > latestBegin(period)) return { reason: 'dataBegin', at: formatWallTime(oldest) };
  return backlog.inFuture > total * MOST_LATER ? { reason: 'createdLater' } : null;
}
