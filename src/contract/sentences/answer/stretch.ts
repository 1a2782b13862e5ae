import type { Filter } from '../../query/filters';
import type { ReportResponse } from '../../responses/reportResponse';
import { type BreachBase, type BreachRate, breachRate, isByChance, SMALL_N } from '../../sla';
import { pickBuckets, pickDue } from '../pickedFilters';

type OverTime = ReportResponse['overTime'];
type Side = 'above' | 'below';

/** Buckets in a row whose rate is on one side of what is normal, by more than chance explains. */
export interface Stretch {
  side: Side;
  /**
   * `now` where it reaches the last bucket that is over and is no single signal, `normal` where the rate is back at what it
   * was before it, else `unknown`.
   */
  until: 'now' | 'normal' | 'unknown';
  /** Since when it is back; null unless it is. */
  normalFrom: string | null;
  /** How many other stretches came before it. */
  earlier: number;
  start: string;
  /** Exclusive. */
  end: string;
  pick: readonly Filter[];
}

/** The fewest buckets of which "since" is said: one bucket is no stretch of time. */
const ENOUGH = 2;

/** The newest stretch; null where every bucket is as chance has it, or too few tell. */
export function stretchOf({ buckets, signals }: OverTime, base: BreachBase, asOf: string): Stretch | null {
  const found = signals[base];
  if (found === null) return null;
  const whole = buckets.filter((each) => each.whole);
  const sides = whole.map(({ start }) => sideOf(start, found));
  const last = sides.findLastIndex((side) => side !== null);
  const side = sides[last];
  if (side === undefined || side === null) return null;
  const first = sides.findLastIndex((each, index) => index < last && each !== side) + 1;
  const [from, to] = [whole[first], whole[last]];
  if (from === undefined || to === undefined) return null;
  // Where the buckets that are over go on beyond the whole ones, nobody knows how it is now.
  const reachesNow = buckets.findLast(({ end }) => end <= asOf) === whole.at(-1);
  const behind = whole.slice(last + 1);
  const isNow = behind.length === 0 && last - first + 1 >= ENOUGH;
  const before = sumOf(
    whole.filter((_, index) => index < first && sides[index] === null),
    base,
  );
  const normalFrom = reachesNow ? backFrom(behind, before, side, base) : null;
  const until = reachesNow && isNow ? 'now' : normalFrom === null ? 'unknown' : 'normal';
  const pick = until === 'now' ? pickDue('>=', from.start) : pickBuckets(from, to);
  const earlier = sides.filter((each, index) => index < first && each !== null && each !== sides[index - 1]).length;
  return { side, until, normalFrom, start: from.start, end: to.end, pick, earlier };
}

type Counted = Pick<BreachRate, 'breached' | 'of'>;
type Buckets = OverTime['buckets'];

/**
 * The first of the buckets behind a stretch from which on the rate is what it was before it. The centre would not tell: it
 * can hold a part of the very stretches that stand out, and limits around it a bucket that is far from all others.
 */
function backFrom(behind: Buckets, before: Counted, side: Side, base: BreachBase): string | null {
  const isBeyond = (now: Counted, sigmas?: number) =>
    now.breached / now.of > before.breached / before.of === (side === 'above') && !isByChance(now, before, sigmas);
  const told = behind.filter((each) => breachRate(each, base).of >= SMALL_N);
  const back = told.slice(told.findLastIndex((each) => isBeyond(breachRate(each, base), SIGNAL_SIGMAS)) + 1);
  const [start] = back;
  if (start === undefined || back.length < ENOUGH || before.of < SMALL_N) return null;
  return isBeyond(sumOf(back, base)) ? null : start.start;
}

/** As of the limits of signals. */
const SIGNAL_SIGMAS = 3;

function sumOf(buckets: Buckets, base: BreachBase): Counted {
  const rates = buckets.map((each) => breachRate(each, base));
  const sum = (key: keyof Counted) => rates.reduce((total, rate) => total + rate[key], 0);
  return { breached: sum('breached'), of: sum('of') };
}

function sideOf(start: string, { outside, runs, centre }: NonNullable<OverTime['signals']['all']>): Side | null {
  const signal = outside.find((each) => each.start === start);
  if (signal !== undefined) return signal.rate > centre ? 'above' : 'below';
  return runs.find(({ first, last }) => start >= first && start <= last)?.side ?? null;
}
