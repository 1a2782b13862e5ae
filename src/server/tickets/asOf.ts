import type { ColumnId } from '../../contract/columns/columns';
import type { WorkingCalendar } from '../../contract/time/workingCalendar';
import type { SqlParams } from './sqlParams';
import { WALL_TIME } from './sqlTime';

/** The one moment of a request, which everything that it asks for is of. */
export interface AsOf {
  /** Wall time. */
  time: string;
  /** The instance's: the data checks allow for its clock changes. */
  timeZone: string;
  /** Whether the request names it: a ticket that was closed later is then not closed (src/contract/README.md, section 5). */
  hidesLaterClosings: boolean;
  /**
   * What the server's clock showed, where `time` is another moment: a closing after it is one that nobody can have seen. The end
   * of that minute, so that answers can be kept.
   */
  serverTime?: string | undefined;
  /** When work is done; without it nothing can be told in working time. */
  working?: WorkingCalendar | undefined;
  /** The fields of the raw data, outermost first, in which the subject stands; without them it is not told. */
  subjectPath?: readonly string[] | undefined;
}

/** For a request that names its moment. @param now wall time of the server's clock. */
export function serverMinute(now: string): string {
  return `${now.slice(0, 'YYYY-MM-DD HH:mm'.length)}:59`;
}

const CLOSING_FACTS: readonly ColumnId[] = ['closedAt', 'secondsToClose', 'secondsClosedAfterSLA'];

/** Whether a stored value says how a ticket was closed, which an as-of before its closing hides. */
export function isHiddenBefore(id: ColumnId, asOf: AsOf): boolean {
  return asOf.hidesLaterClosings && CLOSING_FACTS.includes(id);
}

/** SQL over the table `t`, never null: closed, but later than as-of. */
export function closedLater(params: SqlParams, { time }: AsOf): string {
  return `ifNull(t.closedAt > ${params.bind(time, WALL_TIME)}, 0)`;
}

/** SQL over the table `t`, never null: not closed at as-of. */
export function notClosed(params: SqlParams, asOf: AsOf): string {
  return asOf.hidesLaterClosings ? `(t.closedAt IS NULL OR ${closedLater(params, asOf)})` : 't.closedAt IS NULL';
}
