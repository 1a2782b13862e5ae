import { expect } from 'vitest';
import type { Ticket } from '../../contract/columns/columns';
import { reportResponseSchema } from '../../contract/responses/reportResponse';
import { previewResponseSchema } from '../../contract/responses/ticketResponses';
import { test as base } from '../../testing/fixtures';
import { type Observed, survivalPercentile } from '../../testing/kaplanMeier';
import { asSeen } from '../../testing/matchFilters';
import { openTestBackend } from '../../testing/testBackend';
import { randomTickets } from '../../testing/ticketFactory';
import { type PlainCalendar, workedHourByHour } from '../../testing/workingTime';

/** Working time in columns, filters, order, figures and files of a server that has working hours. */

const AS_OF = '2024-09-15 12:00:00';
const NOON = [8, 12] as const;
const DAY = [NOON, [13, 18] as const];
const PLAIN: PlainCalendar = { hours: [DAY, DAY, DAY, DAY, DAY, [NOON], []], holidays: ['2024-05-01', '2024-05-09'] };
const HOURS = 'Mo-Fr 08:00-12:00,13:00-18:00; Sa 08:00-12:00';
const tickets = randomTickets(31, 600);
const asOf = `asOf=${encodeURIComponent(AS_OF)}`;

const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
  .extend('working', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await openTestBackend({
      REPORTING_WORKING_HOURS: HOURS,
      REPORTING_HOLIDAYS: PLAIN.holidays.join(', '),
    });
    onCleanup(() => server.close());
    await server.insert(tickets);
    return server;
  })
  .extend('rowsOf', ({ working }) => async (query: string) => {
    const answer = await working.call(`/export/reporting_tickets/preview?limit=500&${asOf}&${query}`);
    return previewResponseSchema.parse(await answer.json());
  })
  .extend('report', ({ working }) => async (query: string) => {
    const answer = await working.call(`/report/reporting_tickets?${asOf}&${query}`);
    return reportResponseSchema.parse(await answer.json());
  });

function worked(from: string | number | null, to: string | number | null): number | null {
  return from === null || to === null ? null : workedHourByHour(String(from), String(to), PLAIN) + 0;
}

function expected(ticket: Ticket) {
  const { createdAt, closedAt, dueBy } = asSeen(ticket, { time: AS_OF, timeZone: 'UTC', hidesLaterClosings: true });
  return { toClose: worked(createdAt, closedAt), againstDeadline: worked(dueBy, closedAt ?? AS_OF) };
}
const BY_ID = new Map(tickets.map((ticket) => [ticket.id, expected(ticket)]));

test('columns, their order and filters on them', async ({ rowsOf }) => {
  const columns = 'columns=id,workingSecondsToClose,workingAgainstDeadline';
  const { data } = await rowsOf(`${columns}&orderByField=workingSecondsToClose&orderByDirection=desc`);
  expect(data.length).toBe(500);
  for (const { id, workingSecondsToClose: toClose, workingAgainstDeadline: againstDeadline } of data) {
    expect({ toClose, againstDeadline }, String(id)).toEqual(BY_ID.get(Number(id)));
  }
  const known = data.flatMap(({ workingSecondsToClose }) =>
    workingSecondsToClose === null ? [] : [Number(workingSecondsToClose)],
  );
  expect(known).toEqual(known.toSorted((a, b) => b - a));
  const filter =
    'filters[0][key]=workingSecondsToClose&filters[0][comparator]=between&filters[0][from]=1&filters[0][to]=360000';
  const inRange = [...BY_ID.values()].filter(({ toClose }) => toClose !== null && toClose >= 1 && toClose <= 360_000);
  expect((await rowsOf(filter)).total).toBe(inRange.length);
  expect(inRange.length).toBeGreaterThan(10);
});

function observedOf(ticket: Ticket): Observed[] {
  const toClose = BY_ID.get(ticket.id)?.toClose ?? null;
  if (toClose !== null) return toClose < 0 ? [] : [{ seconds: toClose, isClosed: true }];
  return String(ticket.createdAt) > AS_OF ? [] : [{ seconds: worked(ticket.createdAt, AS_OF) ?? 0, isClosed: false }];
}

// Hour by hour is slow on a machine that has much else to do.
test('figures: percentiles, bins and groups', { timeout: 120_000 }, async ({ report }) => {
  const { clock, timeToClose, groups, states } = await report('clock=working&groupBy=channel');
  expect(clock).toBe('working');
  const observed = new Map(tickets.map((ticket) => [ticket, observedOf(ticket)]));
  const all = [...observed.values()].flat();
  const { closed, open, percentiles } = timeToClose.kaplanMeier;
  expect([closed + open, closed]).toEqual([all.length, all.filter(({ isClosed }) => isClosed).length]);
  expect([percentiles.p50, percentiles.p90]).toEqual([0.5, 0.9].map((level) => survivalPercentile(all, level)));
  for (const { from, to, count } of timeToClose.bins) {
    const inside = all.filter(({ seconds, isClosed }) => isClosed && seconds >= from && (to === null || seconds < to));
    expect(count, String(from)).toBe(inside.length);
  }
  for (const { value, kaplanMeier } of groups.rows) {
    const own = tickets.filter(({ channel }) => channel === value).flatMap((ticket) => observed.get(ticket) ?? []);
    expect(kaplanMeier.p50, String(value)).toBe(survivalPercentile(own, 0.5));
  }
  const calendar = await report('groupBy=channel');
  expect(calendar.clock).toBe('calendar');
  expect(states).toEqual(calendar.states);
  expect(percentiles.p50).not.toBe(calendar.timeToClose.kaplanMeier.percentiles.p50);
});

test('the period before is told by the same clock', async ({ report }) => {
  const created =
    'filters[0][key]=createdAt&filters[0][comparator]=between&filters[0][from]=2024-06-01&filters[0][to]=2024-06-30';
  const [working, calendar] = [await report(`${created}&clock=working`), await report(created)];
  const medians = [working, calendar].map(({ previous }) => previous?.timeToClose.kaplanMeier.percentiles.p50 ?? null);
  expect(medians[0]).not.toBe(medians[1]);
  expect(working.previous?.states).toEqual(calendar.previous?.states);
});

test('files name it', async ({ working }) => {
  const file = (query: string) => working.call(`${query}&${asOf}`).then((answer) => answer.text());
  const csv = await file('/report/reporting_tickets/file?clock=working&format=csv&table=timeToClose');
  expect(csv.split('\r\n')[0]).toContain('from, working s');
  const labels = await file('/export/reporting_tickets?format=csv&headers=labels&columns=id,workingSecondsToClose');
  expect(labels.split('\r\n')[0]).toBe('"Id","Working time to close"');
});

test('the profile says which hours', async ({ working }) => {
  const profile = await (await working.call('/profile')).json();
  expect(profile).toMatchObject({ workingHours: `${HOURS}, without holidays (2024-05-01, 2024-05-09)` });
});

test('its columns can be filtered by', async ({ rowsOf }) => {
  expect((await rowsOf('')).availableFilters.map(({ key }) => key)).toContain('workingSecondsToClose');
});
