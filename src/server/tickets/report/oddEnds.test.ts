import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_SECONDS } from '../../../contract/time/units';
import { formatWallTime, parseWallTime } from '../../../contract/time/wallTime';
import type { CountedStart } from './byValue';
import { ticketsIn } from './counts';
import { withoutOdd } from './oddEnds';

const OPEN = { first: Number.NEGATIVE_INFINITY, last: Number.POSITIVE_INFINITY };
const at = (day: string) => parseWallTime(day) ?? Number.NaN;

function due(start: number, met: number): CountedStart {
  return { start, met, breachedClosed: 0, breachedOpen: 0, pending: 0, noSla: 0 };
}

/** So many tickets on each day of June 2024. */
function june(tickets: number): CountedStart[] {
  return Array.from({ length: 30 }, (_, day) => due(at('2024-06-01') + day * DAY_SECONDS, tickets));
}

function endsOf(kept: readonly CountedStart[]): string[] {
  return [kept[0], kept.at(-1)].map((each) => formatWallTime(each?.start ?? 0).slice(0, 10));
}

const OLD = due(at('1970-01-01'), 1);
const FAR = due(at('2033-05-05'), 1);

describe('odd tickets', () => {
  test.for([
    ['one in 1970', [OLD, ...june(5)]],
    ['one in 2033', [...june(5), FAR]],
    ['one at each end', [OLD, ...june(5), FAR]],
    [
      'at ends that are as far away, of which none alone makes half',
      [due(at('2014-06-15'), 1), ...june(5), due(at('2034-06-15'), 1)],
    ],
    ['several, as few as they are among many', [due(at('1970-01-01'), 3), due(at('1999-12-31'), 2), ...june(80), FAR]],
  ] as const)('%s are left out', ([, counted]) => {
    expect(endsOf(withoutOdd(counted, OPEN))).toEqual(['2024-06-01', '2024-06-30']);
  });

  test.for([
    ['more of them than 1 in 400', [due(at('1970-01-01'), 7), ...june(80)], '1970-01-01', '2024-06-30'],
    [
      'without them the axis is more than half as long',
      [due(at('2024-05-04'), 1), ...june(5)],
      '2024-05-04',
      '2024-06-30',
    ],
    ['an axis is short anyway', [due(at('2024-06-01'), 99), due(at('2024-07-01'), 1)], '2024-06-01', '2024-07-01'],
    ['a handful of tickets', [OLD, due(at('2024-06-01'), 1), FAR], '1970-01-01', '2033-05-05'],
  ] as const)('%s: all stay', ([, counted, first, last]) => {
    expect(endsOf(withoutOdd(counted, OPEN))).toEqual([first, last]);
  });

  test('an end that a filter asks for keeps them', () => {
    const within = (wanted: Partial<typeof OPEN>) => endsOf(withoutOdd([OLD, ...june(5), FAR], { ...OPEN, ...wanted }));
    expect(within({ last: at('2033-12-31') })).toEqual(['2024-06-01', '2033-05-05']);
    expect(within({ first: at('1900-01-01'), last: at('2040-01-01') })).toEqual(['1970-01-01', '2033-05-05']);
    // The axis begins where the filter does, so what is left out has to halve that.
    expect(within({ first: at('1970-01-01') })).toEqual(['1970-01-01', '2033-05-05']);
    expect(within({ first: at('1990-01-01'), last: at('2033-12-31') })).toEqual(['1970-01-01', '2033-05-05']);
  });
});

test('no end loses more than one ticket or 1 in 400, and nothing is left out that does not halve the axis', () => {
  const days = fc.uniqueArray(fc.integer({ min: -20_000, max: 30_000 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(days, fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 40, maxLength: 40 }), (each, counts) => {
      const counted = each
        .toSorted((a, b) => a - b)
        .map((day, index) => due(day * DAY_SECONDS, (counts[index] ?? 1) % (1 + (counts[0] ?? 1)) || 1));
      const kept = withoutOdd(counted, OPEN);
      const from = counted.findIndex(({ start }) => start === kept[0]?.start);
      const [before, after] = [counted.slice(0, from), counted.slice(from + kept.length)];
      expect([...before, ...kept, ...after]).toEqual(counted);
      const tickets = (some: readonly CountedStart[]) => some.reduce((sum, one) => sum + ticketsIn(one), 0);
      const most = Math.max(1, tickets(counted) / 400);
      expect(Math.max(tickets(before), tickets(after))).toBeLessThanOrEqual(most);
      const length = (some: readonly CountedStart[]) => (some.at(-1)?.start ?? 0) - (some[0]?.start ?? 0);
      if (kept.length < counted.length) expect(length(kept)).toBeLessThanOrEqual(length(counted) / 2);
    }),
  );
});
