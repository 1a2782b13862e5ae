import fc from 'fast-check';
import { expect } from 'vitest';
import { COLUMN_IDS, type Ticket } from '../../../contract/columns/columns';
import { TIME_TO_CLOSE_EDGES } from '../../../contract/responses/reportResponse';
import { DAY_SECONDS, HOUR_SECONDS } from '../../../contract/time/units';
import { formatWallTime, parseWallTime } from '../../../contract/time/wallTime';
import { test } from '../../../testing/fixtures';
import { closedShareBelow, type Observed, survivalPercentile } from '../../../testing/kaplanMeier';
import type { TicketEngine } from '../../engine/engine';
import type { TicketScope } from '../rows';
import { readPeriods } from './periods';
import { readReport } from './report';

/** Random times to close, of the closed and of those that go on, against a computation in plain TypeScript. */

const AS_OF = { time: '2024-09-15 12:00:00', timeZone: 'UTC', hidesLaterClosings: true };
const NOW = parseWallTime(AS_OF.time) ?? 0;

/** Few different times, so that closings and open tickets tie; zero is one of them. */
const seconds = fc.oneof(
  fc.constantFrom(0, 1, 59, 60, HOUR_SECONDS, DAY_SECONDS),
  fc.integer({ min: 0, max: 20 }),
  fc.integer({ min: 0, max: 40 * DAY_SECONDS }),
);
const observedOf = (isClosed: fc.Arbitrary<boolean>) =>
  fc.array(fc.record({ seconds, isClosed }), { minLength: 1, maxLength: 60 });
const observations = fc.oneof(
  { weight: 6, arbitrary: observedOf(fc.boolean()) },
  { weight: 2, arbitrary: observedOf(fc.constant(true)) },
  { weight: 1, arbitrary: observedOf(fc.constant(false)) },
);

function ticketOf({ seconds: taken, isClosed }: Observed, id: number, customerId: string): Partial<Ticket> {
  const createdAt = formatWallTime(NOW - taken);
  return isClosed
    ? { id, customerId, createdAt, closedAt: AS_OF.time, secondsToClose: taken }
    : { id, customerId, createdAt };
}

const scopeOf = (customerId: string): TicketScope => ({
  query: { filters: [{ key: 'customerId', comparator: '=', value: customerId }] },
  visible: COLUMN_IDS,
  asOf: AS_OF,
});

async function survivalOf(engine: TicketEngine, customerId: string, sampling = 1) {
  const exactness = { estimated: sampling > 1, sampling };
  return (await readPeriods(engine, { now: scopeOf(customerId), before: null }, exactness, {})).now.survival;
}

const LEVELS = [
  ['p50', 0.5],
  ['p90', 0.9],
  ['p95', 0.95],
  ['p99', 0.99],
] as const;

test('percentiles and the curve are those of an independent computation', async ({ store, engine }) => {
  const samples = fc.sample(observations, 30);
  const tickets = samples.flatMap((observed, sample) =>
    observed.map((each, index) => ticketOf(each, sample * 1000 + index, `sample ${sample}`)),
  );
  await store.insert(tickets);
  for (const [sample, observed] of samples.entries()) {
    const { bins, closed, open, percentiles, createdLater } = await survivalOf(engine, `sample ${sample}`);
    const shown = JSON.stringify(observed);
    const closedCount = observed.filter(({ isClosed }) => isClosed).length;
    expect([closed, open, createdLater], shown).toEqual([closedCount, observed.length - closedCount, 0]);
    for (const [name, level] of LEVELS) {
      expect(percentiles[name], `${name} of ${shown}`).toBe(survivalPercentile(observed, level));
    }
    for (const [index, { closedShare, open: inBin }] of bins.entries()) {
      const [from, to] = [TIME_TO_CLOSE_EDGES[index] ?? 0, TIME_TO_CLOSE_EDGES[index + 1] ?? null];
      expect(closedShare, `below ${to} of ${shown}`).toBeCloseTo(closedShareBelow(observed, to), 9);
      const within = observed.filter((each) => each.seconds >= from && (to === null || each.seconds < to));
      expect(inBin, `open in ${from} of ${shown}`).toBe(within.filter(({ isClosed }) => !isClosed).length);
    }
  }
}, 120_000);

test('what is closed later or created later, and what has no time, is no observation', async ({ store, engine }) => {
  const customerId = 'left out';
  const hour = { customerId, createdAt: '2024-09-15 11:00:00' };
  await store.insert([
    { ...hour, id: 900_001, closedAt: '2024-09-15 11:30:00', secondsToClose: 1800 },
    { ...hour, id: 900_002, closedAt: '2024-09-15 12:00:01', secondsToClose: 3601 },
    { ...hour, id: 900_003, closedAt: '2024-09-15 11:30:00', secondsToClose: -5 },
    { ...hour, id: 900_004, closedAt: '2024-09-15 11:30:00' },
    { customerId, id: 900_005, createdAt: '2024-09-15 12:00:01' },
    { customerId, id: 900_006, createdAt: AS_OF.time },
  ]);
  expect(await survivalOf(engine, customerId)).toMatchObject({
    closed: 1,
    open: 2,
    createdLater: 1,
    // Of the two that lasted so long one was closed then.
    percentiles: { p50: null, p90: null, p95: null, p99: null },
    estimated: false,
  });
});

test('past a number of times a sample estimates, and it is said', async ({ store, engine }) => {
  const times = Array.from({ length: 4000 }, (_, index) => ({ seconds: index * 60, isClosed: index % 10 > 0 }));
  await store.insert(times.map((each, index) => ticketOf(each, 2_000_000 + index, 'many')));
  const report = (exactValues: number) =>
    readReport(engine, scopeOf('many'), { groupBy: 'topic', bucket: undefined, exactValues }, {});
  const [exact, { timeToClose }] = [(await report(1_000_000)).timeToClose, await report(2000)];
  const { kaplanMeier, bins } = timeToClose;
  expect([exact.kaplanMeier.estimated, kaplanMeier.estimated]).toEqual([false, true]);
  expect(kaplanMeier).toMatchObject({ closed: 3600, open: 400 });
  const known = exact.kaplanMeier.percentiles.p50 ?? 0;
  expect(Math.abs((kaplanMeier.percentiles.p50 ?? 0) - known) / known).toBeLessThan(0.1);
  for (const [index, { closedShare }] of bins.entries()) {
    expect(closedShare).toBeCloseTo(exact.bins[index]?.closedShare ?? 0, 1);
  }
});

test('where none is open the percentiles are those of closed tickets', async ({ store, engine }) => {
  const times = Array.from({ length: 100 }, (_, index) => ({ seconds: (index * index) % 977, isClosed: true }));
  await store.insert(times.map((each, index) => ticketOf(each, 3_000_000 + index, 'closed')));
  const { timeToClose } = await readReport(engine, scopeOf('closed'), { groupBy: 'topic', bucket: undefined }, {});
  expect(timeToClose.kaplanMeier.percentiles).toEqual(timeToClose.percentiles);
});
