import { expect, test } from 'vitest';
import type { ReportResponse } from '../../contract/responses/reportResponse';
import type { BreachBase } from '../../contract/sla';
import { staticText } from '../../testing/staticText';
import { Tiles } from './Tiles';

/** Closed only: 100 of 1,000, with overdue: 600 of 1,500. The period before: 50 of 1,000, and 250 of 1,200. */
const STATES = { met: 900, breachedClosed: 100, breachedOpen: 500, pending: 40, noSla: 60 };
const NONE = { all: null, closed: null };
const REPORT: ReportResponse = {
  asOf: '2026-11-23 14:05:00',
  total: 1600,
  states: STATES,
  overTime: { bucket: 'day', buckets: [], withoutDueBy: 60, before: 0, after: 0, dueWithin: null, signals: NONE },
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
  backlog: { notClosed: 600, bands: [], inFuture: 0, overdue: [] },
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
    noDeadline: 60,
  },
};

function words(base: BreachBase, report = REPORT): string {
  return staticText(<Tiles report={report} base={base} onBaseChange={() => {}} onPick={() => {}} />);
}

test('the breach rate counts overdue tickets, beside the rate of closed ones', () => {
  expect(words('all')).toContain('Breach rate 40.0 % closed only 10.0 % +19.2 pp · 600 of 1,500');
});

test('on closed only it counts closed tickets alone, and so does what it is compared with', () => {
  expect(words('closed')).toContain('Breach rate, closed only 10.0 % with overdue 40.0 % +5.0 pp · 100 of 1,000');
});

test('the other tiles are the same on either side of the switch', () => {
  for (const base of ['all', 'closed'] as const) {
    const shown = words(base);
    expect(shown).toMatch(/Tickets 1,600 \+25 % · vs /);
    expect(shown).toContain('Not closed 600 +320 · n = 1,600');
    expect(shown).toContain('Overdue, not closed 500 +300 · n = 600');
    expect(shown).toContain(
      'Half closed within · calendar 2 h 30 min of closed tickets 1 h 30 min +30 min · n = 1,600',
    );
    expect(shown).toContain(
      '90 % closed within · calendar – of closed tickets 2 d 4 h not yet reached (62 % closed so far)',
    );
  }
});

test('where nothing is decided or closed there is a dash, not a zero', () => {
  const nothing: ReportResponse = {
    ...REPORT,
    states: { met: 0, breachedClosed: 0, breachedOpen: 0, pending: 9, noSla: 0 },
    timeToClose: {
      ...REPORT.timeToClose,
      n: 0,
      percentiles: null,
      kaplanMeier: {
        closed: 0,
        open: 0,
        createdLater: 0,
        percentiles: { p50: null, p90: null, p95: null, p99: null },
        estimated: false,
      },
    },
    previous: null,
    noPrevious: { reason: 'noCreatedRange' },
  };
  for (const base of ['all', 'closed'] as const) {
    const shown = words(base, nothing);
    expect(shown).toMatch(/Breach rate(, closed only)? – (with overdue|closed only) – 0 of 0/);
    expect(shown).toContain('Half closed within · calendar – of closed tickets – n = 0');
  }
});
