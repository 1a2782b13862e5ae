import { formatDuration } from '../../contract/format/format';
import { formatCount, formatFixed } from '../../contract/format/numbers';
import { type BreachRate, isByChance } from '../../contract/sla';
import { say } from '../../contract/texts/texts';

type Counted = Pick<BreachRate, 'breached' | 'of'>;

/** The change of a figure against the previous period. The tone is whether that is good, as a colour. */
export interface Change {
  text: string;
  tone: 'good' | 'bad' | 'neutral';
}

export function countChange(now: number, before: number | undefined): Change | null {
  if (before === undefined) return null;
  const difference = now - before;
  return { text: `${sign(difference)}${formatCount(Math.abs(difference))}`, tone: 'neutral' };
}

/** Of tickets that are bad to have: neither good nor bad where only as many more or fewer tickets came in. */
export function badChange(now: Counted, before: Counted | undefined): Change | null {
  const change = countChange(now.breached, before?.breached);
  if (change === null || before === undefined) return null;
  const difference = now.breached - before.breached;
  const isMeant = difference * (now.breached / now.of - before.breached / before.of) > 0 && !isByChance(now, before);
  return { ...change, tone: isMeant ? toneOf(difference) : 'neutral' };
}

/** In per cent of the previous total, or as a count where that is zero. */
export function totalChange(now: number, before: number | undefined): Change | null {
  if (before === undefined || before === 0) return countChange(now, before);
  const share = (now - before) / before;
  return { text: `${sign(share)}${Math.abs(share * 100).toFixed(0)} %`, tone: 'neutral' };
}

/** In percentage points: a change of a share in per cent would be misread. What chance explains is neither good nor bad. */
export function rateChange(now: BreachRate, before: BreachRate | null | undefined): Change | null {
  if (now.rate === null || before?.rate === null || before?.rate === undefined) return null;
  const points = Math.round((now.rate - before.rate) * 1000) / 10;
  return {
    text: say('chart.pp', { points: sign(points) + formatFixed(Math.abs(points), 1) }),
    tone: isByChance(now, before) ? 'neutral' : toneOf(points),
  };
}

/** Seconds. Neither good nor bad: no rule tells which change chance explains. */
export function durationChange(now: number | null | undefined, before: number | null | undefined): Change | null {
  if (now === undefined || now === null || before === null || before === undefined) return null;
  const difference = now - before;
  return { text: `${sign(difference)}${formatDuration(Math.abs(difference), 2)}`, tone: 'neutral' };
}

/** A size with the sign of what it is the size of. */
export function signed(difference: number, size: string): string {
  return sign(difference) + size;
}

function sign(difference: number): string {
  if (difference === 0) return '±';
  return difference > 0 ? '+' : '−';
}

function toneOf(difference: number): Change['tone'] {
  if (difference === 0) return 'neutral';
  return difference > 0 ? 'bad' : 'good';
}
