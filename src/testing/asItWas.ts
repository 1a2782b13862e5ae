import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ColumnId, Ticket } from '../contract/columns/columns';
import type { Filter } from '../contract/query/filters';
import { encodeQueryString } from '../contract/query/queryString';
import { DEFAULT_VIEW } from '../contract/query/reportUrl';
import { formatTicketQuery, type TicketQuery } from '../contract/query/ticketQuery';
import { type ReportResponse, reportResponseSchema } from '../contract/responses/reportResponse';
import { formatWallTime } from '../contract/time/wallTime';
import { importTickets } from '../server/imports/importTickets';
import { parsedRows } from '../server/imports/read/parsedRows';
import { isRange, periodBefore } from '../server/tickets/report/previousPeriod';
import { frozen } from '../web/url/frozenView';
import { asSeen } from './matchFilters';
import type { TestBackend } from './testBackend';

/**
 * What a page showed at a moment, from a server that knew no more than what had happened by then: once everything else has
 * been loaded a fixed link says the same, and the period before of a later report is what it showed at that period's moment.
 */

export interface AskedThen {
  filters: Filter[];
  groupBy: ColumnId;
  asOf: string;
}

/** @param server without tickets. @returns how many periods before were compared, too. */
export async function checkAsItWas(
  server: TestBackend,
  folder: string,
  tickets: readonly Ticket[],
  asked: readonly AskedThen[],
): Promise<number> {
  const periods = asked.map(({ filters, asOf }) => periodBefore(filters, asOf));
  const before = asked.flatMap(({ filters, groupBy }, index) => {
    const period = periods[index];
    if (period === undefined || 'reason' in period) return [];
    const [from, to] = [formatWallTime(period.from), formatWallTime(period.to)];
    const others = filters.filter((filter) => filter.key !== 'createdAt' || !isRange(filter));
    const created: Filter = { key: 'createdAt', comparator: 'between', from, to };
    return [{ index, filters: [...others, created], groupBy, asOf: formatWallTime(period.asOf) }];
  });
  const shown = new Map<AskedThen, ReportResponse>();
  const all = [...asked, ...before].toSorted((a, b) => (a.asOf < b.asOf ? -1 : 1));
  let known = '';
  for (const each of all) {
    if (each.asOf !== known) await load(server, folder, knownAt(tickets, each.asOf));
    known = each.asOf;
    shown.set(each, await ask(server, each, { filters: each.filters, asOf: each.asOf }));
  }
  await load(server, folder, tickets);
  const later = new Map<number, ReportResponse>();
  for (const [index, each] of asked.entries()) {
    const fixed = frozen({ ...DEFAULT_VIEW, query: { filters: each.filters } }, each.asOf);
    const now = await ask(server, each, fixed.query);
    expect(withoutChecks(now), JSON.stringify(each)).toEqual(withoutChecks(shown.get(each)));
    later.set(index, now);
  }
  for (const each of before) comparePrevious(later.get(each.index), shown.get(each), JSON.stringify(each));
  return before.length;
}

/** The tickets that there were, as they were. */
function knownAt(tickets: readonly Ticket[], time: string): Ticket[] {
  return tickets
    .filter(({ createdAt }) => String(createdAt) <= time)
    .map((ticket) => asSeen(ticket, { time, timeZone: 'UTC', hidesLaterClosings: true }));
}

/** Each time what was written last wins. */
let loads = 0;

async function load(server: TestBackend, folder: string, tickets: readonly Ticket[]): Promise<void> {
  loads += 1;
  const modifiedAt = `${2100 + loads}-01-01 00:00:00`;
  const path = join(folder, `known-${loads}.json`);
  writeFileSync(path, JSON.stringify(tickets.map((ticket) => ({ ...ticket, modifiedAt }))));
  const options = { timeZone: 'UTC', replace: false, rejectPath: `${path}.rejects`, read: parsedRows };
  const { rejected } = await importTickets(server.backend.engine, [{ name: 'known', path }], options);
  expect(rejected).toBe(0);
}

async function ask(server: TestBackend, { groupBy }: AskedThen, query: TicketQuery): Promise<ReportResponse> {
  const search = encodeQueryString([...formatTicketQuery(query), { name: 'groupBy', value: groupBy }]);
  const response = await server.call(`/report/reporting_tickets?${search}`);
  const answer: unknown = await response.json();
  expect(response.status, JSON.stringify(answer)).toBe(200);
  return reportResponseSchema.parse(answer);
}

/** The data checks look at what is stored now. */
function withoutChecks(report: ReportResponse | undefined): Omit<ReportResponse, 'dataChecks'> | undefined {
  if (report === undefined) return undefined;
  const { dataChecks: _, ...shown } = report;
  return shown;
}

function comparePrevious(later: ReportResponse | undefined, then: ReportResponse | undefined, what: string): void {
  if (later === undefined || then === undefined) throw new Error('not asked');
  if (later.previous === null) {
    expect([later.noPrevious, then.total], what).toEqual([{ reason: 'noTickets' }, 0]);
    return;
  }
  const { total, notClosed, states, timeToClose } = later.previous;
  const { kaplanMeier, n, percentiles } = then.timeToClose;
  const { createdLater: _, ...survival } = kaplanMeier;
  expect({ total, notClosed, states, timeToClose }, what).toEqual({
    total: then.total,
    notClosed: then.backlog.notClosed,
    states: then.states,
    timeToClose: { n, p50: percentiles?.p50 ?? null, p90: percentiles?.p90 ?? null, kaplanMeier: survival },
  });
  for (const { value, before } of later.groups.rows) {
    const shown = then.groups.rows.find((row) => row.value === value);
    const { met = 0, breachedClosed = 0, breachedOpen = 0 } = shown?.states ?? {};
    if (shown !== undefined || then.groups.other === null)
      expect(before, `${what} ${value}`).toEqual({ met, breachedClosed, breachedOpen });
  }
}
