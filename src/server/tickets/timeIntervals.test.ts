import fc from 'fast-check';
import { expect } from 'vitest';
import { z } from 'zod';
import type { SecondsInterval } from '../../contract/time/timeBounds';
import { DAY_SECONDS } from '../../contract/time/units';
import { formatWallTime } from '../../contract/time/wallTime';
import { test } from '../../testing/fixtures';
import { sql, type TicketEngine } from '../engine/engine';
import { SqlParams } from './sqlParams';
import { WALL_TIME } from './sqlTime';
import { mergeIntervals, withinAny } from './timeIntervals';

/** Two years around the first second of 1970, where a division that rounds towards zero goes wrong. */
const second = fc.integer({ min: -365 * DAY_SECONDS, max: 365 * DAY_SECONDS });
const day = second.map((at) => at - (((at % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS));

function interval(first: number, seconds: number): SecondsInterval {
  return { first, last: first + seconds - 1 };
}

const days = fc.array(
  day.map((first) => interval(first, DAY_SECONDS)),
  { minLength: 1, maxLength: 40 },
);
const mixed = fc.array(
  fc.tuple(second, fc.integer({ min: 1, max: 3 * DAY_SECONDS })).map(([first, seconds]) => interval(first, seconds)),
  { minLength: 1, maxLength: 40 },
);

/** Ends of the intervals, the seconds beside them, and others. */
function timesAround(intervals: readonly SecondsInterval[], others: readonly number[]): string[] {
  const beside = (at: number) => [at - 1, at, at + 1].map(formatWallTime);
  return [
    ...intervals.flatMap(({ first, last }) => [...beside(first), ...beside(last)]),
    ...others.map(formatWallTime),
  ];
}

/** Which of the times the engine says lie within the intervals; null is no such time. */
async function found(engine: TicketEngine, intervals: readonly SecondsInterval[], times: readonly string[]) {
  const params = new SqlParams();
  const list = params.bind(times, `Array(${WALL_TIME})`);
  const condition = withinAny('t.at', intervals, params);
  const from = `(SELECT arrayJoin(arrayConcat(${list}, [NULL])) AS at) AS t`;
  const statement = sql(
    `SELECT toString(t.at) AS at FROM ${from} WHERE t.at IS NOT NULL AND (${condition})`,
    params.values,
  );
  return (await engine.rows(z.object({ at: z.string() }), statement)).map(({ at }) => at);
}

test('times are found in many intervals as one by one', async ({ engine }) => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(days, mixed), fc.array(second, { maxLength: 20 }), async (intervals, others) => {
      const times = timesAround(intervals, others);
      const expected = times.filter((time) =>
        intervals.some(({ first, last }) => formatWallTime(first) <= time && time <= formatWallTime(last)),
      );
      expect(await found(engine, intervals, times)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test('intervals that touch or overlap are one, so a year of days is one comparison', () => {
  const year = Array.from({ length: 365 }, (_, at) => interval(at * DAY_SECONDS, DAY_SECONDS)).reverse();
  expect(mergeIntervals([...year, interval(5, 100)])).toEqual([{ first: 0, last: 365 * DAY_SECONDS - 1 }]);
  expect(mergeIntervals([interval(0, 5), interval(6, 5)])).toHaveLength(2);
});

test('a thousand days, and a thousand seconds, are a condition of a few words', () => {
  for (const size of [1, DAY_SECONDS]) {
    const many = Array.from({ length: 1000 }, (_, at) => interval(at * 2 * DAY_SECONDS, size));
    expect(withinAny('t.dueBy', many, new SqlParams()).length).toBeLessThan(100);
  }
});
