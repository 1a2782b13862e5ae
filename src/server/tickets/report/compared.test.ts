import { describe, expect } from 'vitest';
import { COLUMN_IDS, type ColumnId } from '../../../contract/columns/columns';
import type { Filter } from '../../../contract/query/filters';
import { byValue, observedOf, ratedOf } from '../../../testing/comparedFigures';
import { test as base } from '../../../testing/fixtures';
import { survivalPercentile } from '../../../testing/kaplanMeier';
import { asSeen } from '../../../testing/matchFilters';
import { randomTickets } from '../../../testing/ticketFactory';
import { readReport } from './report';

/** Groups and what moved the rate, in both periods, against a count in plain TypeScript over the same random tickets. */

const AS_OF = { time: '2024-09-15 12:00:00', timeZone: 'UTC', hidesLaterClosings: true };
const IN_JUNE_TO_AUGUST: Filter[] = [{ key: 'createdAt', comparator: 'between', from: '2024-06-01', to: '2024-08-31' }];
const tickets = randomTickets(31, 4000);
const createdIn = (from: string, to: string) =>
  tickets.filter(({ createdAt }) => String(createdAt) >= from && String(createdAt) < to);
const now = createdIn('2024-06-01', '2024-09-01').map((ticket) => asSeen(ticket, AS_OF));
/** The three months before, as of as long after their end. */
const SEEN_BEFORE = { ...AS_OF, time: '2024-06-15 12:00:00' };
const before = createdIn('2024-03-01', '2024-06-01').map((ticket) => asSeen(ticket, SEEN_BEFORE));

const test = base.extend(
  'report',
  ({ engine }) =>
    (groupBy: ColumnId, filters = IN_JUNE_TO_AUGUST, visible = COLUMN_IDS) =>
      readReport(engine, { query: { filters }, visible, asOf: AS_OF }, { groupBy, bucket: undefined }, {}),
);
test.beforeAll(({ store }) => store.insert(tickets));

describe.each(['topic', 'customerId', 'priority', 'createdWeekday', 'createdHour', 'allTags'] as const)('%s', (by) => {
  test('groups by excess, with the period before and Kaplan-Meier, and other', async ({ report }) => {
    const { groups, previous } = await report(by);
    expect(previous?.asOf).toBe(SEEN_BEFORE.time);
    const all = ratedOf(now, AS_OF.time);
    const values = byValue(now, by, AS_OF);
    const excessOf = (value: string | number | null) => {
      const { n, late } = ratedOf(values.get(value) ?? [], AS_OF.time);
      return late * all.n - all.late * n;
    };
    const ranked = [...values.keys()].sort((a, b) => excessOf(b) - excessOf(a)).map(excessOf);
    expect(groups.rows.map(({ value }) => excessOf(value))).toEqual(ranked.slice(0, 20));
    for (const { value, excess, before: counts, kaplanMeier } of groups.rows) {
      const mine = values.get(value) ?? [];
      expect(excess).toBeCloseTo(excessOf(value) / all.n, 9);
      expect(ratedBefore(counts), String(value)).toEqual(
        ratedOf(byValue(before, by, SEEN_BEFORE).get(value) ?? [], SEEN_BEFORE.time),
      );
      expect(kaplanMeier, String(value)).toEqual(timesOf(observedOf(mine, AS_OF.time)));
    }
    const shown = new Set(groups.rows.map(({ value }) => value));
    const rest = [...values].filter(([value]) => !shown.has(value)).flatMap(([, some]) => some);
    expect(groups.other?.values ?? 0).toBe(values.size - shown.size);
    if (rest.length > 0) expect(groups.other?.kaplanMeier).toEqual(timesOf(observedOf(rest, AS_OF.time)));
    const restBefore = [...byValue(before, by, SEEN_BEFORE)].filter(([value]) => !shown.has(value));
    if (groups.other !== null) {
      expect(ratedBefore(groups.other.before)).toEqual(
        ratedOf(
          restBefore.flatMap(([, some]) => some),
          SEEN_BEFORE.time,
        ),
      );
    }
    // Tags share tickets.
    if (by === 'allTags') return;
    const excesses = [...groups.rows, ...(groups.other === null ? [] : [groups.other])].map(
      ({ excess }) => excess ?? 0,
    );
    expect(excesses.reduce((sum, each) => sum + each, 0)).toBeCloseTo(0, 9);
  });
});

function timesOf(observed: ReturnType<typeof observedOf>) {
  const closed = observed.filter(({ isClosed }) => isClosed).length;
  return {
    closed,
    open: observed.length - closed,
    p50: survivalPercentile(observed, 0.5),
    p90: survivalPercentile(observed, 0.9),
  };
}

function ratedBefore(counts: { met: number; breachedClosed: number; breachedOpen: number } | null) {
  if (counts === null) return null;
  const late = counts.breachedClosed + counts.breachedOpen;
  return { n: counts.met + late, late };
}

test('what moved the rate is counted by every column, in both periods', async ({ report }) => {
  const { why } = await report('topic');
  const [all, allBefore] = [ratedOf(now, AS_OF.time), ratedOf(before, SEEN_BEFORE.time)];
  expect(why.all).toMatchObject({ now: all, before: allBefore });
  expect(why.all?.by.map(({ key }) => key)).toEqual([
    'topic',
    'subTopic',
    'channel',
    'priority',
    'email',
    'createdWeekday',
    'createdHour',
  ]);
  const change = all.late / all.n - allBefore.late / allBefore.n;
  for (const { key, parts, other } of why.all?.by ?? []) {
    for (const part of parts) {
      const of = (some: typeof now, asOf: typeof AS_OF) =>
        ratedOf(byValue(some, key, asOf).get(part.value) ?? [], asOf.time);
      expect([part.now, part.before], `${key} ${part.value}`).toEqual([of(now, AS_OF), of(before, SEEN_BEFORE)]);
    }
    const sum = [...parts, ...(other ? [other] : [])].reduce((total, { rate, mix }) => total + rate + mix, 0);
    expect(sum, key).toBeCloseTo(change, 12);
  }
});

test('agents tell nothing to those who do not see them', async ({ report }) => {
  const visible = COLUMN_IDS.filter((id) => id !== 'email' && id !== 'rawData');
  const { why } = await report('topic', IN_JUNE_TO_AUGUST, visible);
  expect(why.all?.by.map(({ key }) => key)).not.toContain('email');
});

test('without a period before nothing is compared', async ({ report }) => {
  const { why, groups } = await report('topic', []);
  expect(why).toEqual({ all: null, closed: null });
  expect(groups.rows.every((row) => row.before === null)).toBe(true);
});

test('each tag has the tickets that a filter on it finds, once each; the rate of all counts a ticket once', async ({
  store,
  report,
}) => {
  const made = (id: number, allTags: string | null, secondsClosedAfterSLA: number) => ({
    id: 9_000_000_000 + id,
    topic: 'Of tags',
    allTags,
    createdAt: '2024-07-01 00:00:00',
    dueBy: '2024-07-02 00:00:00',
    closedAt: '2024-07-03 00:00:00',
    secondsClosedAfterSLA,
  });
  const rows = [made(1, 'VIP, Refund, VIP', 60), made(2, 'Refund', -60), made(3, 'VIP', -60), made(4, null, -60)];
  await store.insert(rows);
  const { groups, total } = await report('allTags', [{ key: 'topic', comparator: '=', value: 'Of tags' }]);
  expect(total).toBe(4);
  const shown = groups.rows.map(({ value, states: { met, breachedClosed }, excess }) => [
    value,
    met,
    breachedClosed,
    excess,
  ]);
  // One in four is late, of all.
  expect(shown).toEqual([
    ['Refund', 1, 1, 0.5],
    ['VIP', 1, 1, 0.5],
    [null, 1, 0, -0.25],
  ]);
  expect(groups.other).toBeNull();
});
