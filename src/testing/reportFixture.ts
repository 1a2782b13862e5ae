import type { ReportResponse } from '../contract/responses/reportResponse';

/** Closed only: 100 of 1,000, with overdue: 600 of 1,500. The period before: 50 of 1,000, and 250 of 1,200. */
const STATES = { met: 900, breachedClosed: 100, breachedOpen: 500, pending: 40, noSla: 60 };
const NONE = { all: null, closed: null };
export const REPORT: ReportResponse = {
  asOf: '2026-11-23 14:05:00',
  clock: 'calendar',
  total: 1600,
  states: STATES,
  overTime: {
    bucket: 'day',
    buckets: [],
    withoutDueBy: 60,
    before: 0,
    after: 0,
    oldestOverdue: '2026-10-12 00:00:00',
    dueWithin: null,
    createdUntil: null,
    signals: NONE,
    longer: null,
  },
  why: NONE,
  groups: { by: 'topic', rows: [], other: null },
  timeToClose: {
    n: 1000,
    notClosed: 600,
    negative: 0,
    unknown: 0,
    percentiles: { p50: 5400, p90: 187_200, p95: 200_000, p99: 300_000 },
    estimated: false,
    bins: [],
    kaplanMeier: {
      closed: 1000,
      open: 600,
      createdLater: 0,
      percentiles: { p50: 9000, p90: null, p95: null, p99: null },
      estimated: false,
    },
  },
  backlog: { notClosed: 600, bands: [], inFuture: 0, overdue: [], overdueBefore: null },
  previous: {
    from: '2026-10-01 00:00:00',
    to: '2026-10-31 23:59:59',
    asOf: '2026-10-31 23:59:59',
    kind: 'calendar',
    current: { from: '2026-11-01 00:00:00', to: '2026-11-30 23:59:59' },
    soFar: false,
    total: 1280,
    notClosed: 280,
    states: { met: 950, breachedClosed: 50, breachedOpen: 200, pending: 20, noSla: 60 },
    timeToClose: {
      n: 1000,
      p50: 3600,
      p90: 190_800,
      kaplanMeier: {
        closed: 1000,
        open: 280,
        percentiles: { p50: 7200, p90: 200_000, p95: null, p99: null },
        estimated: false,
      },
    },
  },
  noPrevious: null,
  dataChecks: {
    closeTimeContradicts: 0,
    slaTimeContradicts: 0,
    closedBeforeCreated: 0,
    closedWithoutClosedAt: 0,
    closedAtWithoutClosed: 0,
    closedInFuture: 0,
    noDeadline: 60,
  },
};
