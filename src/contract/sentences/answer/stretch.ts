import type { Filter } from '../../query/filters';
import type { ReportResponse } from '../../responses/reportResponse';
import { type BreachBase, breachRate, SMALL_N } from '../../sla';
import { pickBuckets, pickDue } from '../pickedFilters';

type OverTime = ReportResponse['overTime'];
type Side = 'above' | 'below';

/** Buckets in a row whose rate is on one side of what is normal, by more than chance explains. */
export interface Stretch {
  side: Side;
  /**
   * `now` where it reaches the last bucket that is over and is no single signal, `normal` where two buckets behind it and no
   * fewer are as usual up to then, else `unknown`: one bucket is no stretch of time.
   */
  until: 'now' | 'normal' | 'unknown';
  start: string;
  /** Exclusive. */
  end: string;
  pick: readonly Filter[];
}

/** The fewest buckets of which "since" is said. */
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
  const isNormal = behind.filter((each) => breachRate(each, base).of >= SMALL_N).length >= ENOUGH;
  const until = !reachesNow ? 'unknown' : isNow ? 'now' : isNormal ? 'normal' : 'unknown';
  const pick = until === 'now' ? pickDue('>=', from.start) : pickBuckets(from, to);
  return { side, until, start: from.start, end: to.end, pick };
}

function sideOf(start: string, { outside, runs, centre }: NonNullable<OverTime['signals']['all']>): Side | null {
  const signal = outside.find((each) => each.start === start);
  if (signal !== undefined) return signal.rate > centre ? 'above' : 'below';
  return runs.find(({ first, last }) => start >= first && start <= last)?.side ?? null;
}
