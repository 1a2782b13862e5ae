import type { ReportResponse } from '../../../contract/responses/reportResponse';
import type { Backlog } from './backlog';
import type { PeriodFigures } from './periods';
import { toTimeToClose } from './timeToClose';

/** The figures of a period as a whole that need no grouping. */

export type Figures = Pick<ReportResponse, 'total' | 'states' | 'dataChecks'> & {
  backlog: Backlog;
  timeToClose: ReturnType<typeof toTimeToClose>;
};

export function toFigures({ counts, closed }: PeriodFigures, estimated: boolean): Figures {
  const { total, states, backlog, dataChecks } = counts;
  return { total, states, timeToClose: toTimeToClose(counts, closed, estimated), backlog, dataChecks };
}

type Previous = NonNullable<ReportResponse['previous']>;
export type PreviousFigures = Pick<Previous, 'total' | 'notClosed' | 'states' | 'timeToClose'>;

/** The tiles' figures of the period before, seen from the same distance; null where no ticket of it matches. */
export function toPreviousFigures({ counts, closed, survival }: PeriodFigures): PreviousFigures | null {
  const { total, states, backlog } = counts;
  if (total === 0) return null;
  const n = closed.atLeast[0] ?? 0;
  const [p50 = null, p90 = null] = n === 0 ? [] : closed.quantiles;
  const { closed: events, open, percentiles, estimated } = survival;
  const timeToClose = { n, p50, p90, kaplanMeier: { closed: events, open, percentiles, estimated } };
  return { total, notClosed: backlog.notClosed, states, timeToClose };
}
