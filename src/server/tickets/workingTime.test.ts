import fc from 'fast-check';
import { expect } from 'vitest';
import { z } from 'zod';
import { DAY_SECONDS, HOUR_SECONDS } from '../../contract/time/units';
import { formatWallTime, parseWallTime } from '../../contract/time/wallTime';
import type { WorkingCalendar } from '../../contract/time/workingCalendar';
import { test } from '../../testing/fixtures';
import { type PlainCalendar, workedHourByHour } from '../../testing/workingTime';
import { sql, type TicketEngine } from '../engine/engine';
import { SqlParams } from './sqlParams';
import { workedBetween } from './workingTime';

/** Working time of the engine against a count hour by hour. */

type Pair = readonly [from: string, to: string];

async function workedInEngine(engine: TicketEngine, pairs: readonly Pair[], calendar: WorkingCalendar) {
  const params = new SqlParams();
  const worked = workedBetween('a', 'b', calendar, params);
  const [from, to] = [0, 1].map((end) =>
    params.bind(
      pairs.map((pair) => pair[end === 0 ? 0 : 1]),
      'Array(String)',
    ),
  );
  const time = (name: string) => `CAST(${name} AS Nullable(DateTime64(0, 'UTC')))`;
  const { values } = await engine.row(
    z.object({ values: z.array(z.number().nullable()) }),
    sql(
      `SELECT groupArray([${worked}]) AS nested, arrayMap(each -> each[1], nested) AS values
       FROM (SELECT ${time('x')} AS a, ${time('y')} AS b FROM (SELECT arrayJoin(arrayZip(${from}, ${to})) AS p, p.1 AS x, p.2 AS y))`,
      params.values,
    ),
  );
  return values;
}

const span = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 24 }))
  .filter(([from, to]) => from < to);
const plainCalendar: fc.Arbitrary<PlainCalendar> = fc.record({
  hours: fc.array(fc.array(span, { maxLength: 2 }), { minLength: 7, maxLength: 7 }),
  holidays: fc.array(
    fc.integer({ min: 0, max: 60 }).map((day) => formatWallTime(at('2024-03-01') + day * DAY_SECONDS).slice(0, 10)),
    {
      maxLength: 6,
    },
  ),
});
/** Over the nights in which the clocks of Europe and America change, and beyond. */
const time = fc
  .integer({ min: -40 * DAY_SECONDS, max: 120 * DAY_SECONDS })
  .map((offset) => formatWallTime(at('2024-03-01') + offset));

function at(text: string): number {
  return parseWallTime(text) ?? Number.NaN;
}

function toCalendar({ hours, holidays }: PlainCalendar): WorkingCalendar {
  const worked = Array.from({ length: 7 * 24 }, (_, hour) =>
    hours[Math.floor(hour / 24)]?.some(([from, to]) => from <= hour % 24 && hour % 24 < to) === true ? [hour] : [],
  ).flat();
  const begins = worked.filter((hour) => !worked.includes(hour - 1));
  const ends = worked.filter((hour) => !worked.includes(hour + 1));
  return {
    spans: begins.map((from, index) => ({ from: from * HOUR_SECONDS, to: ((ends[index] ?? 0) + 1) * HOUR_SECONDS })),
    holidays: [...new Set(holidays)].map((day) => at(day) / DAY_SECONDS).sort((a, b) => a - b),
  };
}

test('as counted hour by hour', async ({ engine }) => {
  await fc.assert(
    fc.asyncProperty(
      plainCalendar,
      fc.array(fc.tuple(time, time), { minLength: 1, maxLength: 40 }),
      async (plain, pairs) => {
        expect(await workedInEngine(engine, pairs, toCalendar(plain))).toEqual(
          pairs.map(([from, to]) => workedHourByHour(from, to, plain) + 0),
        );
      },
    ),
    { numRuns: 20 },
  );
}, 120_000);
