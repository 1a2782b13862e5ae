import { describe, expect } from 'vitest';
import { COLUMN_IDS, type ColumnId, type Ticket } from '../../../contract/columns/columns';
import type { Filter } from '../../../contract/query/filters';
import { BUCKETS, type Bucket } from '../../../contract/query/requests';
import { recordOf } from '../../../contract/recordOf';
import { AGE_EDGES_DAYS, TIME_TO_CLOSE_EDGES } from '../../../contract/responses/reportResponse';
import { pickOverdueBefore } from '../../../contract/sentences/pickedFilters';
import { DATA_CHECKS, SLA_STATES, type SlaCounts } from '../../../contract/sla';
import { floorTo } from '../../../contract/time/timeBounds';
import { DAY_SECONDS } from '../../../contract/time/units';
import { formatWallTime, parseWallTime } from '../../../contract/time/wallTime';
import { test as base } from '../../../testing/fixtures';
import { asSeen, dataChecksOf, matchesAll, slaStateOf } from '../../../testing/matchFilters';
import { randomTickets } from '../../../testing/ticketFactory';
import { sql } from '../../engine/engine';
import { TABLE } from '../schema/ticketTable';
import { periodBefore } from './previousPeriod';
import { readReport } from './report';

/** Every aggregate against an independent count in plain TypeScript over the same random tickets. */

const AS_OF = { time: '2024-09-15 12:00:00', timeZone: 'Europe/Berlin', hidesLaterClosings: true };
const tickets = randomTickets(23, 4000);

const test = base.extend(
  'report',
  ({ engine }) =>
    (filters: Filter[], groupBy: ColumnId = 'topic', bucket?: Bucket) =>
      readReport(engine, { query: { filters }, visible: COLUMN_IDS, asOf: AS_OF }, { groupBy, bucket }, {}),
);

test.beforeAll(({ store }) => store.insert(tickets));

function statesOf(rows: readonly Ticket[], asOf = AS_OF.time): SlaCounts {
  const counts: SlaCounts = recordOf(SLA_STATES, () => 0);
  for (const row of rows) counts[slaStateOf(row, asOf)] += 1;
  return counts;
}

const seconds = (value: string | number | null) => parseWallTime(String(value)) ?? Number.NaN;
const NOW = seconds(AS_OF.time);

const FILTERS: Record<string, Filter[]> = {
  'all tickets': [],
  'two channels': [{ key: 'channel', comparator: 'in', values: ['email', 'chat'] }],
  'closed late': [{ key: 'slaState', comparator: '=', value: 'breachedClosed' }],
  'created in a month': [{ key: 'createdAt', comparator: 'between', from: '2024-06-01', to: '2024-06-30' }],
  nothing: [{ key: 'id', comparator: '=', value: 1 }],
};

const CHAT: Filter = { key: 'channel', comparator: '=', value: 'chat' };

test.for<[string, Filter[], string | null]>([
  ['days', [CHAT, { key: 'createdAt', comparator: 'between', from: '2024-06-01', to: '2024-06-30' }], '2024-06-01'],
  ['an age', [CHAT, { key: 'createdAt', comparator: 'between', from: 'now-90d', to: 'now' }], '2024-06-17 12:00:00'],
  ['a beginning', [CHAT, { key: 'createdAt', comparator: '>=', value: '2024-06-01' }], '2024-06-01'],
  [
    'two at once',
    [
      { key: 'createdAt', comparator: '>=', value: '2024-03-01' },
      { key: 'createdAt', comparator: 'between', from: '2024-06-01', to: 'now' },
    ],
    '2024-06-01',
  ],
  ['an end alone', [{ key: 'createdAt', comparator: '<', value: '2024-06-01' }], null],
  ['none', [CHAT], null],
])('what is overdue from before the period, of %s', async ([_, filters, from], { report }) => {
  const { backlog } = await report(filters);
  if (from === null) {
    expect(backlog.overdueBefore).toBeNull();
    return;
  }
  const others = filters.filter(({ key }) => key !== 'createdAt');
  const before = tickets
    .filter((ticket) => matchesAll(ticket, others, AS_OF) && String(ticket.createdAt) < from)
    .filter((ticket) => slaStateOf(asSeen(ticket, AS_OF), AS_OF.time) === 'breachedOpen');
  expect(before.length).toBeGreaterThan(0);
  const createdBefore = from.padEnd(19, ' 00:00:00');
  expect(backlog.overdueBefore).toEqual({ createdBefore, count: before.length });
  // The link that takes the period's place shows as many.
  const shown = await report([...others, ...pickOverdueBefore(createdBefore)]);
  expect(shown.total).toBe(before.length);
});

describe.each(Object.entries(FILTERS))('%s', (_, filters) => {
  const stored = tickets.filter((ticket) => matchesAll(ticket, filters, AS_OF));
  const rows = stored.map((ticket) => asSeen(ticket, AS_OF));

  test('totals and states', async ({ report }) => {
    const answer = await report(filters);
    expect(answer.total).toBe(rows.length);
    expect(answer.states).toEqual(statesOf(rows));
  });

  test.for(BUCKETS)('over time by %s', async (bucket, { report }) => {
    const { overTime } = await report(filters, 'topic', bucket);
    const due = rows.filter(({ dueBy }) => dueBy !== null);
    const unit = { hour: 'h', day: 'd', week: 'w', month: 'M' } as const;
    expect(overTime.withoutDueBy).toBe(rows.length - due.length);
    const byStart = new Map<string, Ticket[]>();
    for (const row of due) {
      const start = formatWallTime(floorTo(seconds(row.dueBy), unit[bucket]));
      byStart.set(start, [...(byStart.get(start) ?? []), row]);
    }
    let shown = 0;
    for (const { start, end, cutOff: _cut, whole: _whole, ...counts } of overTime.buckets) {
      if (bucket === 'week') expect(new Date(`${start.replace(' ', 'T')}Z`).getUTCDay(), start).toBe(1);
      const inside = byStart.get(start) ?? [];
      const { noSla: _none, ...expected } = statesOf(inside);
      expect(counts, start).toEqual(expected);
      expect(start < end).toBe(true);
      shown += inside.length;
    }
    expect(shown + overTime.before + overTime.after).toBe(due.length);
    expect(overTime.buckets.length).toBeLessThanOrEqual(400);
    const ends = overTime.buckets.map(({ end }) => end);
    expect(overTime.buckets.slice(1).map(({ start }) => start)).toEqual(ends.slice(0, -1));
  });

  test.for(['topic', 'channel', 'customerId', 'email', 'customerLegitimation'] as const)(
    'groups by %s',
    async (groupBy, { report }) => {
      const { groups } = await report(filters, groupBy);
      for (const { value, states } of groups.rows) {
        expect(states, String(value)).toEqual(statesOf(rows.filter((row) => row[groupBy] === value)));
      }
      const sums = SLA_STATES.map(
        (state) => groups.rows.reduce((sum, row) => sum + row.states[state], 0) + (groups.other?.states[state] ?? 0),
      );
      expect(sums).toEqual(SLA_STATES.map((state) => statesOf(rows)[state]));
      expect(groups.rows.length + (groups.other?.values ?? 0)).toBe(new Set(rows.map((row) => row[groupBy])).size);
    },
  );

  test('time to close', async ({ report }) => {
    const { timeToClose, total } = await report(filters);
    const times = rows
      .flatMap(({ secondsToClose }) => (Number(secondsToClose ?? -1) >= 0 ? [Number(secondsToClose)] : []))
      .sort((a, b) => a - b);
    expect(timeToClose.n).toBe(times.length);
    expect(timeToClose.negative).toBe(
      rows.filter(({ secondsToClose }) => secondsToClose !== null && Number(secondsToClose) < 0).length,
    );
    expect(timeToClose.n + timeToClose.notClosed + timeToClose.negative + timeToClose.unknown).toBe(total);
    timeToClose.bins.forEach((bin, index) => {
      expect(bin.from).toBe(TIME_TO_CLOSE_EDGES[index]);
      expect(bin.count).toBe(times.filter((time) => time >= bin.from && (bin.to === null || time < bin.to)).length);
    });
    // ClickHouse takes the element at floor(level * n), the last one at most.
    const at = (level: number) => times[Math.min(times.length - 1, Math.floor(level * times.length))];
    const expected = times.length === 0 ? null : { p50: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99) };
    expect(timeToClose.percentiles).toEqual(expected);
  });

  test('backlog', async ({ report }) => {
    const { backlog, overTime } = await report(filters);
    const open = rows.filter(({ closedAt }) => closedAt === null);
    const inBand = (value: number, { from, to }: { from: number; to: number | null }) =>
      value >= from * DAY_SECONDS && (to === null || value < to * DAY_SECONDS);
    expect(backlog.notClosed).toBe(open.length);
    expect(backlog.inFuture).toBe(open.filter(({ createdAt }) => seconds(createdAt) > NOW).length);
    expect(backlog.bands.map(({ from }) => from)).toEqual([...AGE_EDGES_DAYS]);
    for (const band of backlog.bands) {
      expect(band.count).toBe(open.filter(({ createdAt }) => inBand(NOW - seconds(createdAt), band)).length);
    }
    const late = open.filter((row) => slaStateOf(row, AS_OF.time) === 'breachedOpen');
    const [oldest] = late.map(({ dueBy }) => String(dueBy)).toSorted();
    expect(overTime.oldestOverdue).toBe(oldest === undefined ? null : `${oldest.slice(0, 10)} 00:00:00`);
    for (const band of backlog.overdue) {
      expect(band.count).toBe(late.filter(({ dueBy }) => inBand(NOW - seconds(dueBy), band)).length);
    }
  });

  test('data checks', async ({ report }) => {
    const { dataChecks } = await report(filters);
    for (const check of DATA_CHECKS) {
      expect(dataChecks[check], check).toBe(stored.filter((row) => dataChecksOf(row, AS_OF).includes(check)).length);
    }
  });

  test('the period before', async ({ report }) => {
    const { previous, noPrevious } = await report(filters);
    const period = periodBefore(filters, AS_OF.time);
    if ('reason' in period) {
      expect([previous, noPrevious]).toEqual([null, { reason: 'noCreatedRange' }]);
      return;
    }
    const seenFrom = { ...AS_OF, time: formatWallTime(period.asOf) };
    const before = tickets
      .filter(({ createdAt }) => seconds(createdAt) >= period.from && seconds(createdAt) <= period.to)
      .map((ticket) => asSeen(ticket, seenFrom));
    expect(previous).toMatchObject({
      total: before.length,
      notClosed: before.filter(({ closedAt }) => closedAt === null).length,
      states: statesOf(before, seenFrom.time),
      asOf: seenFrom.time,
      kind: 'calendar',
      from: '2024-05-01 00:00:00',
    });
  });
});

test('the answer says why there is no period before', async ({ report }) => {
  const { previous, noPrevious } = await report([
    { key: 'dueBy', comparator: '>=', value: '2024-06-10' },
    ...CREATED_IN_JUNE,
  ]);
  expect([previous, noPrevious]).toEqual([null, { reason: 'otherTimeBounded', column: 'dueBy' }]);
});

const CREATED_IN_JUNE: Filter[] = [{ key: 'createdAt', comparator: 'between', from: '2024-06-01', to: '2024-06-30' }];

test.for([
  ['day', '2024-06-01', '2024-06-30', '2024-06-01 00:00:00', '2024-07-01 00:00:00', 30],
  ['week', '2024-06-05', '2024-06-30 12:00:00', '2024-06-03 00:00:00', '2024-07-01 00:00:00', 4],
  [undefined, '2024-01-01', '2024-12-31', '2024-01-01 00:00:00', '2025-01-06 00:00:00', 53],
] as const)('by %s, empty buckets up to the asked ends are shown', async (given, { store, engine, report }) => {
  const [bucket, from, to, first, end, count] = given;
  const id = 9_007_199_254_720_000;
  await store.insert([{ id, createdAt: '2024-01-01 00:00:00', dueBy: '2024-06-12 00:00:00', customerId: 'lone' }]);
  const filters: Filter[] = [
    { key: 'customerId', comparator: '=', value: 'lone' },
    { key: 'dueBy', comparator: 'between', from, to },
  ];
  const { buckets } = (await report(filters, 'topic', bucket)).overTime;
  expect([buckets[0]?.start, buckets.at(-1)?.end, buckets.length]).toEqual([first, end, count]);
  // A range of more buckets than are shown stays with the tickets.
  const century = { ...filters[1], from: '1950-01-01', to: '2049-12-31' } as Filter;
  expect((await report([century], 'topic', 'day')).overTime.buckets.length).toBeLessThanOrEqual(400);
  await engine.command(sql(`DELETE FROM ${TABLE} WHERE id = {id:Int64}`, { id }));
});

test('past a number of matching times to close, not of stored tickets, percentiles are estimated', async ({
  engine,
}) => {
  const rows = tickets.filter((ticket) => matchesAll(ticket, FILTERS['created in a month'] ?? [], AS_OF));
  const times = rows.filter((row) => Number(asSeen(row, AS_OF).secondsToClose ?? -1) >= 0).length;
  expect(times).toBeLessThan(tickets.length);
  const read = (exactValues: number) =>
    readReport(
      engine,
      { query: { filters: FILTERS['created in a month'] ?? [] }, visible: COLUMN_IDS, asOf: AS_OF },
      { groupBy: 'topic', bucket: undefined, exactValues },
      {},
    );
  const [exact, estimate] = [await read(times), await read(times - 1)];
  expect([exact.timeToClose.estimated, estimate.timeToClose.estimated]).toEqual([false, true]);
  expect(estimate.timeToClose.n).toBe(times);
  const [known, near] = [exact.timeToClose.percentiles?.p50 ?? 0, estimate.timeToClose.percentiles?.p50 ?? 0];
  expect(Math.abs(near - known) / known).toBeLessThan(0.05);
  // The period before is estimated with it, so that like is compared with like.
  expect(estimate.previous?.timeToClose.n).toBe(exact.previous?.timeToClose.n);
  const [knownBefore, nearBefore] = [exact, estimate].map(({ previous }) => previous?.timeToClose.p50 ?? 0);
  expect(nearBefore).not.toBe(knownBefore);
});

test('a lone deadline in 2299 does not push everything else off the chart', async ({ store, engine, report }) => {
  const id = 9_007_199_254_740_000;
  const base = { createdAt: '2024-01-01 00:00:00', customerId: 'far' };
  const near = Array.from({ length: 200 }, (_, index) => ({
    ...base,
    id: id + index,
    dueBy: `2024-0${1 + (index % 9)}-10 00:00:00`,
  }));
  await store.insert([...near, { ...base, id: id + 500, dueBy: '2299-12-31 23:59:59' }]);
  const { overTime } = await report([{ key: 'customerId', comparator: '=', value: 'far' }], 'topic', 'day');
  expect(overTime.after).toBe(1);
  expect(overTime.buckets.reduce((sum, { breachedOpen }) => sum + breachedOpen, 0)).toBe(200);
  await engine.command(sql(`DELETE FROM ${TABLE} WHERE id >= {id:Int64}`, { id }));
});
