import type { ColumnId } from '../../../contract/columns/columns';
import type { Bucket } from '../../../contract/query/requests';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import type { RunOptions, TicketEngine } from '../../engine/engine';
import type { TicketScope } from '../rows';
import { type ComparedScopes, scopeBefore } from './compared';
import { readFigures } from './figures';
import { readGroups } from './groups';
import { readOverTime } from './overTime';
import { periodBefore } from './previousPeriod';
import { formatPeriod, type PreviousFigures, readPrevious } from './readPrevious';
import { withSignals } from './signals';
import { readSurvival, type Survival } from './survival';
import { EXACT_VALUES, type Exactness, readExactness } from './timeToClose';
import { explainChange } from './why/explainChange';
import { readWhy } from './why/readWhy';

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
  const period = periodBefore(scope.query.filters, scope.asOf.time);
  const scopes = { now: scope, before: 'reason' in period ? null : scopeBefore(scope, period) };
  const measuring = readBothExactness(engine, scopes, exactValues, options);
  const [figures, overTime, groups, before, survival, counted] = await Promise.all([
    measuring.then(({ estimated }) => readFigures(engine, scope, estimated, options)),
    readOverTime(engine, scope, bucket, options),
    measuring.then(({ sampling }) => readGroups(engine, scopes, { by: groupBy, sampling }, options)),
    measuring.then(({ estimated }) => scopes.before && readPrevious(engine, scopes.before, estimated, options)),
    measuring.then(({ sampling }) => readSurvival(engine, scopes, sampling, options)),
    scopes.before === null ? [] : readWhy(engine, { now: scope, before: scopes.before }, options),
  ]);
  const { withoutDueBy, dueWithin, timeToClose, ...shown } = figures;
  return {
    asOf: scope.asOf.time,
    ...shown,
    timeToClose: withSurvival(timeToClose, survival.now),
    overTime: { ...withSignals(overTime, scope, dueWithin), withoutDueBy },
    groups,
    why: explainChange(counted),
    ...toPrevious(period, before, survival.before),
  };
}

/** An estimate is compared with an estimate. */
async function readBothExactness(
  engine: TicketEngine,
  { now, before }: ComparedScopes,
  exactValues: number,
  options: RunOptions,
): Promise<Exactness> {
  const scopes = before === null ? [now] : [now, before];
  const both = await Promise.all(scopes.map((scope) => readExactness(engine, scope, exactValues, options)));
  return {
    estimated: both.some(({ estimated }) => estimated),
    sampling: Math.max(...both.map(({ sampling }) => sampling)),
  };
}

type TimeToClose = ReportResponse['timeToClose'];

function withSurvival(
  timeToClose: Awaited<ReturnType<typeof readFigures>>['timeToClose'],
  { bins, ...kaplanMeier }: Survival,
): TimeToClose {
  const withOpen = timeToClose.bins.map((bin, index) => ({ ...bin, open: 0, closedShare: null, ...bins[index] }));
  return { ...timeToClose, bins: withOpen, kaplanMeier };
}

function toPrevious(
  period: ReturnType<typeof periodBefore>,
  figures: PreviousFigures | null,
  { closed, open, percentiles, estimated }: Survival,
): Pick<ReportResponse, 'previous' | 'noPrevious'> {
  if ('reason' in period) return { previous: null, noPrevious: period };
  if (figures === null) return { previous: null, noPrevious: { reason: 'noTickets' } };
  const timeToClose = { ...figures.timeToClose, kaplanMeier: { closed, open, percentiles, estimated } };
  return { previous: { ...formatPeriod(period), ...figures, timeToClose }, noPrevious: null };
}
