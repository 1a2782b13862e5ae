import { DAY_SECONDS } from '../../../contract/time/units';
import type { WallSeconds } from '../../../contract/time/wallTime';
import type { CountedStart } from './byValue';
import { sum, ticketsIn } from './counts';

/**
 * Odd tickets at the ends of a time axis: one deadline in 1970 would make of all others a single bar. Each end that no
 * filter asks for can do without one ticket or 1 in 400, whichever is more, where that at least halves the axis.
 */

const MOST_SHARE = 1 / 400;
/** Of a handful of tickets none is odd. */
const MOST_OF_ALL = 1 / 4;
/** On an axis as short as this each day can be read. */
const SHORT = 31 * DAY_SECONDS;

/** Both ends in turn: how many of the starts are left out there, and the tickets in them. */
interface Cut {
  starts: number;
  tickets: number;
}
const NONE: Cut = { starts: 0, tickets: 0 };

/** @param wanted the ends that filters ask for, infinite where open. */
export function withoutOdd(
  counted: readonly CountedStart[],
  wanted: { first: WallSeconds; last: WallSeconds },
): readonly CountedStart[] {
  const all = sum(counted.map(ticketsIn));
  const most = mostOdd(all);
  const isFree = [!Number.isFinite(wanted.first), !Number.isFinite(wanted.last)];
  const low = cutsOf(counted, isFree[0] ? most : 0);
  const high = cutsOf(counted.toReversed(), isFree[1] ? most : 0);
  const length = (from: Cut, to: Cut) => {
    const [first, last] = [counted[from.starts]?.start ?? 0, counted[counted.length - 1 - to.starts]?.start ?? 0];
    return Math.max(last, isFree[1] ? last : wanted.last) - Math.min(first, isFree[0] ? first : wanted.first);
  };
  let ends = [NONE, NONE] as const;
  for (;;) {
    const next = halved(low, high, length, { longest: length(...ends) / 2, most: all * MOST_OF_ALL });
    if (next === null || length(...ends) <= SHORT) break;
    ends = next;
  }
  return counted.slice(ends[0].starts, counted.length - ends[1].starts);
}

/** How many tickets at one end can be odd. */
export function mostOdd(all: number): number {
  return Math.min(Math.max(1, Math.floor(all * MOST_SHARE)), all * MOST_OF_ALL);
}

/** What can be left out at the beginning. */
function cutsOf(counted: readonly CountedStart[], most: number): Cut[] {
  const cuts = [NONE];
  for (const each of counted) {
    const { starts, tickets } = cuts.at(-1) ?? NONE;
    const next = { starts: starts + 1, tickets: tickets + ticketsIn(each) };
    if (next.tickets > most) break;
    cuts.push(next);
  }
  return cuts;
}

/** The two cuts that lose the fewest tickets and leave no more than so long an axis. */
function halved(
  low: readonly Cut[],
  high: readonly Cut[],
  length: (from: Cut, to: Cut) => number,
  { longest, most }: { longest: number; most: number },
): readonly [Cut, Cut] | null {
  let best: readonly [Cut, Cut] | null = null;
  let fewest = most;
  let at = high.length - 1;
  // The more is cut at the beginning, the less has to be at the end.
  for (const from of low) {
    while (at > 0 && length(from, high[at - 1] ?? NONE) <= longest) at -= 1;
    const to = high[at] ?? NONE;
    if (length(from, to) > longest || from.tickets + to.tickets > fewest) continue;
    best = [from, to];
    fewest = from.tickets + to.tickets;
  }
  return best;
}
