import type { Filter } from '../../query/filters';
import type { ReportResponse } from '../../responses/reportResponse';
import type { BreachBase } from '../../sla';
import { pickBuckets, pickDue } from '../pickedFilters';

type OverTime = ReportResponse['overTime'];
type Side = 'above' | 'below';

/** Buckets in a row whose rate is on one side of what is normal, by more than chance explains. */
export interface Stretch {
  side: Side;
  /** The last whole bucket is one of them. */
  lasts: boolean;
  start: string;
  /** Exclusive. */
  end: string;
  pick: readonly Filter[];
}

/** The newest stretch; null where every bucket is as chance has it, or too few tell. */
export function stretchOf({ buckets, signals }: OverTime, base: BreachBase): Stretch | null {
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
  const lasts = last === whole.length - 1;
  const pick = lasts ? pickDue('>=', from.start) : pickBuckets(from, to);
  return { side, lasts, start: from.start, end: to.end, pick };
}

function sideOf(start: string, { outside, runs, centre }: NonNullable<OverTime['signals']['all']>): Side | null {
  const signal = outside.find((each) => each.start === start);
  if (signal !== undefined) return signal.rate > centre ? 'above' : 'below';
  return runs.find(({ first, last }) => start >= first && start <= last)?.side ?? null;
}
