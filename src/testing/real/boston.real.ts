import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ColumnId } from '../../contract/columns/columns';
import type { Filter } from '../../contract/query/filters';
import type { Bucket } from '../../contract/query/requests';
import { reportResponseSchema } from '../../contract/responses/reportResponse';
import { previewResponseSchema, valuesResponseSchema } from '../../contract/responses/ticketResponses';
import { breachRate, SLA_STATES, type SlaCounts } from '../../contract/sla';
import { importTickets } from '../../server/imports/importTickets';
import { parsedRows } from '../../server/imports/read/parsedRows';
import { openTestBackend, type TestBackend } from '../testBackend';
import { checkFigures } from './checkFigures';
import { checkClickableCounts } from './clickableCounts';
import { dataFile } from './dataFolder';
import { bostonRows, bostonTickets } from './realTickets';

/** Figures of Boston 311, counted apart from this project (../shared/data/README.md). */

const folder = mkdtempSync(join(tmpdir(), 'ticketlens-real-'));
let server: TestBackend;

beforeAll(async () => {
  server = await openTestBackend();
  const summary = await importTickets(
    server.backend.engine,
    [{ name: 'boston', path: dataFile('boston-311.csv.gz') }],
    {
      timeZone: 'UTC',
      replace: false,
      rejectPath: join(folder, 'rejects.ndjson'),
      read: parsedRows,
    },
  );
  expect(summary).toMatchObject({ read: 54_273, stored: 54_273, rejected: 0 });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

async function report(query = '') {
  return reportResponseSchema.parse(await (await server.call(`/report/reporting_tickets?${query}`)).json());
}

async function total(query: string) {
  return previewResponseSchema.parse(
    await (await server.call(`/export/reporting_tickets/preview?limit=1&${query}`)).json(),
  ).total;
}

function statesByTopic(asOf: string): Record<string, SlaCounts> {
  const topics: Record<string, SlaCounts> = {};
  for (const { topic = '', closedAt = '', dueBy = '' } of bostonRows()) {
    const counts = topics[topic] ?? { met: 0, breachedClosed: 0, breachedOpen: 0, pending: 0, noSla: 0 };
    topics[topic] = counts;
    if (dueBy === '') counts.noSla += 1;
    else if (closedAt === '') counts[dueBy < asOf ? 'breachedOpen' : 'pending'] += 1;
    else counts[closedAt <= dueBy ? 'met' : 'breachedClosed'] += 1;
  }
  return topics;
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

describe('boston-311', () => {
  test('service-level states and both breach rates', async () => {
    const { states, total: all, overTime } = await report();
    expect(all).toBe(54_273);
    expect(states).toMatchObject({ met: 27_880, breachedClosed: 3428, breachedOpen: 4140, pending: 0 });
    expect(all - overTime.withoutDueBy).toBe(35_448);
    expect(breachRate(states, 'all')).toEqual({ breached: 7568, of: 35_448, rate: 7568 / 35_448 });
    expect(breachRate(states, 'closed')).toEqual({ breached: 3428, of: 31_308, rate: 3428 / 31_308 });
  });

  test.each(['day', 'week', 'month'])('the chart’s states add up by %s', async (bucket) => {
    const { overTime, states } = await report(`bucket=${bucket}`);
    for (const state of ['met', 'breachedClosed', 'breachedOpen', 'pending'] as const) {
      const shown = overTime.buckets.reduce((sum, each) => sum + each[state], 0);
      if (overTime.before + overTime.after === 0) expect(shown).toBe(states[state]);
      else expect(shown).toBeLessThanOrEqual(states[state]);
    }
    const all = overTime.buckets.reduce(
      (sum, each) => sum + each.met + each.breachedClosed + each.breachedOpen + each.pending,
      0,
    );
    expect(all + overTime.before + overTime.after).toBe(35_448);
  });

  test('channels and topics', async () => {
    const values = async (column: string) => {
      const answer = await server.call(`/report/reporting_tickets/values?column=${column}`);
      return valuesResponseSchema.parse(await answer.json()).values.map(({ value, count }) => [value, count]);
    };
    expect(await values('channel')).toEqual([
      ['phone', 38_358],
      ['portal', 13_243],
      ['system', 2635],
      ['chat', 37],
    ]);
    expect(await values('topic')).toEqual([
      ['Street Cleaning', 21_688],
      ['Animal Issues', 18_825],
      ['Housing', 7281],
      ['Environmental Services', 6479],
    ]);
    const { groups, states, asOf } = await report('groupBy=topic');
    for (const state of SLA_STATES) {
      expect(groups.rows.reduce((sum, row) => sum + row.states[state], 0)).toBe(states[state]);
    }
    const counted = statesByTopic(asOf);
    expect(Object.fromEntries(groups.rows.map((row) => [row.value, row.states]))).toEqual(counted);
    const totals = Object.entries(counted).map(([topic, each]) => [topic, sumOf(Object.values(each))]);
    expect(Object.fromEntries(totals)).toEqual({
      'Street Cleaning': 21_688,
      'Animal Issues': 18_825,
      Housing: 7281,
      'Environmental Services': 6479,
    });
  });

  test('closed tickets and negative times to close', async () => {
    const { timeToClose, backlog } = await report();
    expect(backlog.notClosed).toBe(54_273 - 36_429);
    expect(timeToClose.negative).toBe(10);
    expect(timeToClose.n + timeToClose.notClosed + timeToClose.negative + timeToClose.unknown).toBe(54_273);
    expect(timeToClose.bins.reduce((sum, { count }) => sum + count, 0)).toBe(timeToClose.n);
    expect(timeToClose.percentiles).toEqual({ p50: 12_376, p90: 3_589_494, p95: 9_856_924, p99: 35_631_719 });
    const times = bostonRows()
      .flatMap(({ secondsToClose = '' }) => (secondsToClose === '' ? [] : [Number(secondsToClose)]))
      .filter((seconds) => seconds >= 0)
      .sort((a, b) => a - b);
    const at = (level: number) => times[Math.floor(level * times.length)];
    expect(timeToClose.percentiles).toEqual({ p50: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99) });
  });

  test.each([
    { from: '2016-07-01', to: '2016-09-30', asOf: '2016-10-10 00:00:00', groupBy: 'topic' },
    { from: '2016-01-01', to: '2016-12-31', asOf: '2017-02-01 12:00:00', groupBy: 'subTopic' },
    { from: '2015-10-01', to: '2015-10-31', asOf: '2015-11-10 00:00:00', groupBy: 'createdHour' },
    { from: '2016-01-01', to: '2016-12-31', asOf: '2017-02-01 12:00:00', groupBy: 'allTags' },
  ] as const)(
    'time to close, groups and what moved the rate, $from to $to',
    async (asked) => {
      const report = await checkFigures(server, bostonTickets(), asked);
      expect(report.why.all?.by.length).toBeGreaterThan(4);
      // Open tickets are slower than closed ones: what these say alone flatters.
      const { kaplanMeier, percentiles } = report.timeToClose;
      expect(kaplanMeier.percentiles.p50 ?? Number.POSITIVE_INFINITY).toBeGreaterThan(percentiles?.p50 ?? 0);
    },
    120_000,
  );

  test('the city’s own flag says overdue on 7,567', async () => {
    const overdue = 'filters[0][key]=rawData&filters[0][comparator]=contains&filters[0][value]="onTime":"OVERDUE"';
    expect(await total(overdue)).toBe(7567);
  });

  test('portal or chat in 2015 and 2016: 3,543 tickets, 3,544 lines', async () => {
    const query =
      'filters[0][key]=channel&filters[0][comparator]=in&filters[0][values][]=portal&filters[0][values][]=chat' +
      '&filters[1][key]=createdAt&filters[1][comparator]=between&filters[1][from]=2015-01-01&filters[1][to]=2016-12-31';
    expect(await total(query)).toBe(3543);
    const csv = await (await server.call(`/export/reporting_tickets?format=csv&${query}`)).text();
    expect(csv.trimEnd().split('\r\n')).toHaveLength(3544);
  });

  test.each([
    ['every ticket by month and topic', [], { groupBy: 'topic', bucket: 'month' }],
    [
      'two years of two channels by week and sub-topic',
      [
        { key: 'channel', comparator: 'in', values: ['portal', 'system'] },
        { key: 'createdAt', comparator: 'between', from: '2015-01-01', to: '2016-12-31' },
      ],
      { groupBy: 'subTopic', bucket: 'week' },
    ],
    [
      'deadlines of a month by day and tags, beyond the axis too',
      [{ key: 'dueBy', comparator: '>=', value: '2016-10-20 12:30:00' }],
      { groupBy: 'allTags', bucket: 'day' },
    ],
  ] satisfies [string, Filter[], { groupBy: ColumnId; bucket: Bucket }][])(
    'a click on any mark leaves as many tickets as it counts: %s',
    async (_, filters, by) => {
      const { checked } = await checkClickableCounts(server, filters, by);
      expect(checked).toBeGreaterThan(300);
    },
    240_000,
  );
});
