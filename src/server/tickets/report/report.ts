import type { ColumnId } from '../../../contract/columns/columns';
import type { Bucket } from '../../../contract/query/requests';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { DAY_SECONDS } from '../../../contract/time/units';
import type { Clock } from '../../../contract/time/workingCalendar';
import type { RunOptions, TicketEngine } from '../../engine/engine';
import { atOneVersion } from '../atOneVersion';
import type { TicketScope } from '../rows';
import { readByValue } from './byValue';
import { type ComparedScopes, scopeBefore } from './compared';
import { toFigures, toPreviousFigures } from './figures';
import { formatPeriod } from './formatPeriod';
import { readGroups } from './groups';
import { hidingLaterClosings } from './laterClosings';
import { readOverdueBefore } from './overdueBefore';
import { readOverTime } from './overTime';
import { type PeriodFigures, readPeriods } from './periods';
import { periodBefore } from './previousPeriod';
import { withSignals } from './signals';
import type { Survival } from './survival';
import { EXACT_VALUES, type Exactness, readExactness } from './timeToClose';
import { readDataEnds, type Seen, whyUnlike } from './unlike';
import { explainChange } from './why/explainChange';

interface ReportAsked {
  groupBy: ColumnId;
  bucket: Bucket | undefined;
  /** By which times to close are told. */
  clock?: Clock | undefined;
  /** Past so many times to close their percentiles are estimated. */
  exactValues?: number;
}

/** Every aggregate of the page for one scope and one moment, of the tickets as they were at one time. */
export function readReport(
  engine: TicketEngine,
  scope: TicketScope,
  asked: ReportAsked,
  options: RunOptions,
): Promise<ReportResponse> {
  return atOneVersion(engine, () => askReport(engine, scope, asked, options));
}

/** The questions run side by side. */
async function askReport(
  engine: TicketEngine,
  asked: TicketScope,
  { groupBy, bucket, clock = 'calendar', exactValues = EXACT_VALUES }: ReportAsked,
  options: RunOptions,
): Promise<ReportResponse> {
  const scope = { ...asked, clock, asOf: await hidingLaterClosings(engine, asked.asOf, options) };
  const period = periodBefore(scope.query.filters, scope.asOf.time);
  const scopes = { now: scope, before: 'reason' in period ? null : scopeBefore(scope, period) };
  const exactness = await readBothExactness(engine, scopes, exactValues, options);
  const counting = readByValue(engine, scopes, DAY_SECONDS, options);
  const byDay = counting.then(({ due }) => due);
  const counted = counting.then(({ why }) => why);
  const periods = readPeriods(engine, scopes, exactness, options);
  const whole = async () => (await periods).now.counts.states;
  const [{ now, before }, groups, why, overTime, data, overdueBefore] = await Promise.all([
    periods,
    readGroups(engine, scopes, { by: groupBy, sampling: exactness.sampling, counted, whole }, options),
    counted,
    readOverTime(engine, scope, { bucket, byDay }, options),
    readDataEnds(engine, scope.asOf, 'reason' in period ? null : period, options),
    readOverdueBefore(engine, scope, options),
  ]);
  const compared = toPrevious(period, before, { ...data, ...now.counts });
  const { timeToClose, backlog, ...shown } = toFigures(now, exactness.estimated);
  return {
    asOf: scope.asOf.time,
    clock,
    ...shown,
    backlog: { ...backlog, overdueBefore },
    timeToClose: withSurvival(timeToClose, now.survival),
    overTime: { ...withSignals(overTime, scope, { ...now, ...data }), withoutDueBy: now.counts.dataChecks.noDeadline },
    groups: compared.previous === null ? withoutBefore(groups) : groups,
    why: explainChange(compared.previous === null ? [] : why),
    ...compared,
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
  timeToClose: ReturnType<typeof toFigures>['timeToClose'],
  { bins, ...kaplanMeier }: Survival,
): TimeToClose {
  const withOpen = timeToClose.bins.map((bin, index) => ({ ...bin, open: 0, closedShare: null, ...bins[index] }));
  return { ...timeToClose, bins: withOpen, kaplanMeier };
}

function toPrevious(
  period: ReturnType<typeof periodBefore>,
  before: PeriodFigures,
  seen: Seen,
): Pick<ReportResponse, 'previous' | 'noPrevious'> {
  if ('reason' in period) return { previous: null, noPrevious: period };
  const figures = toPreviousFigures(before);
  if (figures === null) return { previous: null, noPrevious: { reason: 'noTickets' } };
  const unlike = whyUnlike(period, seen);
  if (unlike !== null) return { previous: null, noPrevious: unlike };
  return { previous: { ...formatPeriod(period), ...figures }, noPrevious: null };
}

type Groups = ReportResponse['groups'];

function withoutBefore({ by, rows, other }: Groups): Groups {
  return {
    by,
    rows: rows.map((row) => ({ ...row, before: null })),
    other: other === null ? null : { ...other, before: null },
  };
}
