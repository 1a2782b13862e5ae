import type { Filter } from '../../query/filters';
import type { ReportResponse } from '../../responses/reportResponse';
import { type BreachBase, type BreachRate, breachRate, isByChance, SMALL_N } from '../../sla';
import { pickBuckets, pickDue } from '../pickedFilters';

type OverTime = ReportResponse['overTime'];
type Side = 'above' | 'below';

/** A stretch of buckets. */
export interface Span {
  start: string;
  /** Exclusive; null where it lasts. */
  end: string | null;
}

/** Buckets in a row whose rate is on one side of what is normal, by more than chance explains. */
export interface Stretch {
  side: Side;
  /** It lasts where it reaches the last bucket that is over and is no single signal. */
  when: Span;
  counted: Counted;
  pick: readonly Filter[];
  /** The whole buckets behind it from which on the rate is what it was before it; null unless it is. */
  back: (Span & { counted: Counted }) | null;
  /** How many other stretches came before it. */
  earlier: number;
}

/** The fewest buckets of which "since" is said: one bucket is no stretch of time. */
const ENOUGH = 2;

/** The newest stretch; null where every bucket is as chance has it, or too few tell. */
export function stretchOf(overTime: OverTime, base: BreachBase, asOf: string): Stretch | null {
  const { buckets, signals } = overTime;
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
  const behind = whole.slice(last + 1);
  const all = wholeSpan(overTime, asOf);
  const isNow = all?.end === null && behind.length === 0 && last - first + 1 >= ENOUGH;
  const before = sumOf(
    whole.filter((_, index) => index < first && sides[index] === null),
    base,
  );
  const back = backFrom(behind, before, side, base);
  return {
    side,
    when: { start: from.start, end: isNow ? null : to.end },
    counted: sumOf(whole.slice(first, last + 1), base),
    pick: isNow ? pickDue('>=', from.start) : pickBuckets(from, to),
    back: back && { ...back, end: all?.end ?? null },
    earlier: sides.filter((each, index) => index < first && each !== null && each !== sides[index - 1]).length,
  };
}

/** All that can be told of. Where buckets that are over go on beyond the whole ones, nobody knows how it is now. */
export function wholeSpan({ buckets }: OverTime, asOf: string): Span | null {
  const [first, last] = [buckets.find(({ whole }) => whole), buckets.findLast(({ whole }) => whole)];
  if (first === undefined || last === undefined) return null;
  return { start: first.start, end: buckets.findLast(({ end }) => end <= asOf) === last ? null : last.end };
}

type Counted = Pick<BreachRate, 'breached' | 'of'>;
type Buckets = OverTime['buckets'];

/**
 * The first of the buckets behind a stretch from which on the rate is what it was before it. The centre would not tell: it
 * can hold a part of the very stretches that stand out, and limits around it a bucket that is far from all others.
 */
function backFrom(
  behind: Buckets,
  before: Counted,
  side: Side,
  base: BreachBase,
): { start: string; counted: Counted } | null {
  const isBeyond = (now: Counted, sigmas?: number) =>
    now.breached / now.of > before.breached / before.of === (side === 'above') && !isByChance(now, before, sigmas);
  const told = behind.filter((each) => breachRate(each, base).of >= SMALL_N);
  const back = told.slice(told.findLastIndex((each) => isBeyond(breachRate(each, base), SIGNAL_SIGMAS)) + 1);
  const [start] = back;
  if (start === undefined || back.length < ENOUGH || before.of < SMALL_N) return null;
  const counted = sumOf(back, base);
  return isBeyond(counted) ? null : { start: start.start, counted };
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
