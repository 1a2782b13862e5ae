import type { ReportResponse } from '../../responses/reportResponse';
import { type BreachRate, isByChance, SMALL_N } from '../../sla';

type Why = NonNullable<ReportResponse['why']['all']>;
type By = Why['by'][number];

export interface Reason {
  value: By['parts'][number]['value'];
  tenths: number;
  /** What of the value moved: its share of the tickets where that is the larger part, else its own rate. */
  moved: 'rate' | 'more' | 'fewer';
  part: By['parts'][number];
}

/** Whether there is a change to be explained: of enough tickets, and larger than by chance. */
export function isChange({ now, before }: Why): boolean {
  return Math.min(now.n, before.n) >= SMALL_N && !isByChance(rateOf(now), rateOf(before));
}

export function rateOf({ n, late }: Why['now']): Pick<BreachRate, 'breached' | 'of'> {
  return { breached: late, of: n };
}

/** How many of them the page's sentence names. */
const NAMED = 2;

/**
 * Whether those that the sentence names make at least half of the change: of less it cannot be said that it is mostly them,
 * there or in the card that names more.
 */
export function isMost({ tenths }: Why, reasons: readonly Reason[]): boolean {
  return 2 * Math.abs(reasons.slice(0, NAMED).reduce((sum, each) => sum + each.tenths, 0)) >= Math.abs(tenths);
}

/** The values that moved the rate most in the direction in which it went. What all tickets share is no reason. */
export function reasonsOf(why: Why, { parts, other }: By): Reason[] {
  if (!isChange(why) || (parts.length < 2 && other === null)) return [];
  return parts
    .filter(
      ({ tenths, now, before }) => tenths * why.tenths > 0 && now.n >= SMALL_N && (before.n || SMALL_N) >= SMALL_N,
    )
    .map((part) => {
      const { value, tenths, rate, mix, now, before } = part;
      const share = now.n / why.now.n > before.n / why.before.n ? 'more' : 'fewer';
      return { value, tenths, moved: Math.abs(mix) > Math.abs(rate) ? share : 'rate', part };
    });
}
