import { expect } from 'vitest';
import type { ColumnId, Ticket } from '../../contract/columns/columns';
import type { Filter } from '../../contract/query/filters';
import { encodeQueryString } from '../../contract/query/queryString';
import { formatTicketQuery } from '../../contract/query/ticketQuery';
import { type ReportResponse, reportResponseSchema } from '../../contract/responses/reportResponse';
import { addUnits } from '../../contract/time/timeBounds';
import { formatWallTime, parseWallTime } from '../../contract/time/wallTime';
import { byValue, observedOf, ratedOf } from '../comparedFigures';
import { closedShareBelow, type Observed, survivalPercentile } from '../kaplanMeier';
import { asSeen } from '../matchFilters';
import type { TestBackend } from '../testBackend';
import { type PlainCalendar, workedHourByHour } from '../workingTime';
import { checkSignals } from './checkSignals';

/** The figures of a report on a file's tickets, against a computation in plain TypeScript over the same file. */

interface Asked {
  /** Months of creation, both included, as `YYYY-MM-DD`; the months before are what they are compared with. */
  from: string;
  to: string;
  asOf: string;
  groupBy: ColumnId;
  /** Working hours of the server, by which times are told then. */
  calendar?: PlainCalendar;
}

/** How long tickets took, or have taken so far. */
type Observe = (tickets: readonly Ticket[], asOf: string) => Observed[];

function observeBy(calendar: PlainCalendar | undefined): Observe {
  if (calendar === undefined) return observedOf;
  return (tickets, asOf) =>
    tickets.flatMap(({ createdAt, closedAt }) => {
      const worked = workedHourByHour(String(createdAt), String(closedAt ?? asOf), calendar);
      return worked < 0 || String(createdAt) > asOf ? [] : [{ seconds: worked, isClosed: closedAt !== null }];
    });
}

const asOfAt = (time: string) => ({ time, timeZone: 'UTC', hidesLaterClosings: true });
const seconds = (time: string) => parseWallTime(time) ?? Number.NaN;

export async function checkFigures(
  server: TestBackend,
  tickets: readonly Ticket[],
  asked: Asked,
): Promise<ReportResponse> {
  const report = await ask(server, asked);
  const observe = observeBy(asked.calendar);
  const end = seconds(asked.to) + 86_400;
  const now = seenIn(tickets, seconds(asked.from), end, asked.asOf);
  checkSurvival(report.timeToClose.kaplanMeier, observe(now, asked.asOf));
  const observed = observe(now, asked.asOf);
  for (const { to, closedShare } of report.timeToClose.bins) {
    expect(closedShare, `below ${to}`).toBeCloseTo(closedShareBelow(observed, to), 9);
  }
  const months = monthsBetween(asked.from, formatWallTime(end));
  const start = addUnits(seconds(asked.from), -months, 'M') ?? Number.NaN;
  const { previous, noPrevious } = report;
  const oldest = tickets.reduce(
    (least, { createdAt }) => Math.min(least, seconds(String(createdAt))),
    Number.POSITIVE_INFINITY,
  );
  // Of a period that the data begin in, nobody knows more than its end.
  if (oldest > start + (seconds(asked.from) - start) / 10) {
    expect([previous, noPrevious]).toEqual([null, { reason: 'dataBegin', at: formatWallTime(oldest) }]);
    return report;
  }
  if (previous === null) throw new Error('no period before');
  expect([previous.from, previous.asOf]).toEqual([
    formatWallTime(start),
    formatWallTime(seconds(asked.from) - 1 + seconds(asked.asOf) - (end - 1)),
  ]);
  const before = seenIn(tickets, start, seconds(asked.from), previous.asOf);
  checkSurvival(previous.timeToClose.kaplanMeier, observe(before, previous.asOf));
  checkGroups(report, asked.groupBy, { now, before }, observe);
  checkWhy(report, { now, before });
  checkSignals(report.overTime, now, { from: seconds(asked.from), end, asOf: seconds(asked.asOf) });
  return report;
}

async function ask(server: TestBackend, { from, to, asOf, groupBy, calendar }: Asked): Promise<ReportResponse> {
  const filters: Filter[] = [{ key: 'createdAt', comparator: 'between', from, to }];
  const query = encodeQueryString([
    ...formatTicketQuery({ filters, asOf }),
    { name: 'groupBy', value: groupBy },
    { name: 'bucket', value: 'week' },
    ...(calendar === undefined ? [] : [{ name: 'clock', value: 'working' }]),
  ]);
  return reportResponseSchema.parse(await (await server.call(`/report/reporting_tickets?${query}`)).json());
}

/** Tickets created from one moment up to another, as they were seen. */
function seenIn(tickets: readonly Ticket[], from: number, end: number, asOf: string): Ticket[] {
  return tickets
    .filter(({ createdAt }) => seconds(String(createdAt)) >= from && seconds(String(createdAt)) < end)
    .map((ticket) => asSeen(ticket, asOfAt(asOf)));
}

function monthsBetween(from: string, end: string): number {
  const [a = 0, b = 0, c = 0, d = 0] = [from.slice(0, 4), from.slice(5, 7), end.slice(0, 4), end.slice(5, 7)].map(
    Number,
  );
  return (c - a) * 12 + d - b;
}

function checkSurvival(
  { closed, open, percentiles }: Pick<ReportResponse['timeToClose']['kaplanMeier'], 'closed' | 'open' | 'percentiles'>,
  observed: readonly Observed[],
): void {
  expect(closed + open).toBe(observed.length);
  expect(percentiles).toEqual({
    p50: survivalPercentile(observed, 0.5),
    p90: survivalPercentile(observed, 0.9),
    p95: survivalPercentile(observed, 0.95),
    p99: survivalPercentile(observed, 0.99),
  });
}

interface Periods {
  now: readonly Ticket[];
  before: readonly Ticket[];
}

function checkGroups(
  { groups, asOf, previous }: ReportResponse,
  by: ColumnId,
  { now, before }: Periods,
  observe: Observe,
): void {
  const seenBefore = previous?.asOf ?? '';
  const all = ratedOf(now, asOf);
  const values = byValue(now, by, asOfAt(asOf));
  const valuesBefore = byValue(before, by, asOfAt(seenBefore));
  for (const { value, states, excess, before: counts, kaplanMeier } of groups.rows) {
    const mine = values.get(value) ?? [];
    const { n, late } = ratedOf(mine, asOf);
    expect([
      states.met + states.breachedClosed + states.breachedOpen,
      states.breachedClosed + states.breachedOpen,
    ]).toEqual([n, late]);
    if (all.n > 0) expect(excess).toBeCloseTo(late - (all.late / all.n) * n, 6);
    const ratedBefore = ratedOf(valuesBefore.get(value) ?? [], seenBefore);
    expect(counts && counts.breachedClosed + counts.breachedOpen, String(value)).toBe(ratedBefore.late);
    const observed = observe(mine, asOf);
    expect([kaplanMeier.p50, kaplanMeier.p90], String(value)).toEqual([
      survivalPercentile(observed, 0.5),
      survivalPercentile(observed, 0.9),
    ]);
  }
  expect(groups.rows.length + (groups.other?.values ?? 0)).toBe(values.size);
}

function checkWhy({ why, asOf, previous }: ReportResponse, { now, before }: Periods): void {
  const seenBefore = previous?.asOf ?? '';
  const [all, allBefore] = [ratedOf(now, asOf), ratedOf(before, seenBefore)];
  if (all.n === 0 || allBefore.n === 0) {
    expect(why.all).toBeNull();
    return;
  }
  const change = all.late / all.n - allBefore.late / allBefore.n;
  expect(why.all?.tenths).toBe(Math.round(change * 1000) + 0);
  for (const { key, parts, other } of why.all?.by ?? []) {
    const [values, valuesBefore] = [byValue(now, key, asOfAt(asOf)), byValue(before, key, asOfAt(seenBefore))];
    for (const part of parts) {
      checkPart(part, { all, allBefore }, `${key} ${part.value}`);
      expect(part.now, `${key} ${part.value}`).toEqual(ratedOf(values.get(part.value) ?? [], asOf));
      expect(part.before, `${key} ${part.value}`).toEqual(ratedOf(valuesBefore.get(part.value) ?? [], seenBefore));
    }
    const shown = [...parts, ...(other === null ? [] : [other])];
    expect(
      shown.reduce((sum, { rate, mix }) => sum + rate + mix, 0),
      key,
    ).toBeCloseTo(change, 12);
    expect(
      shown.reduce((sum, { tenths }) => sum + tenths, 0),
      key,
    ).toBe(why.all?.tenths);
  }
}

type Rated = { n: number; late: number };

/** By its rate and by its share, at midpoints. */
function checkPart(
  { rate, mix, now, before }: { rate: number; mix: number; now: Rated; before: Rated },
  { all, allBefore }: { all: Rated; allBefore: Rated },
  what: string,
): void {
  const [w0, w1] = [before.n / allBefore.n, now.n / all.n];
  const [overall0, overall1] = [allBefore.late / allBefore.n, all.late / all.n];
  const [r0, r1] = [before.n > 0 ? before.late / before.n : overall0, now.n > 0 ? now.late / now.n : overall1];
  expect(rate, what).toBeCloseTo(((w0 + w1) * (r1 - r0)) / 2, 12);
  expect(mix, what).toBeCloseTo(((w1 - w0) * (r0 + r1 - overall0 - overall1)) / 2, 12);
}
