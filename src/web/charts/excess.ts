import { formatCount, formatFixed } from '../../contract/format/numbers';
import { type BreachBase, breachRate, type SlaCounts } from '../../contract/sla';

/** Tickets that are late beyond what the overall rate would have: late - rate x n. */
export function excessOf(states: SlaCounts, base: BreachBase, overall: number | null): number | null {
  const { breached, of } = breachRate(states, base);
  return overall === null ? null : breached - overall * of;
}

/** "+9", "−0.6": with a digit after the point below ten. */
export function formatExcess(excess: number | null): string {
  if (excess === null) return '–';
  const size = Math.abs(excess);
  const text = size < 9.95 ? formatFixed(size, 1) : formatCount(Math.round(size));
  return `${excess < 0 && size >= 0.05 ? '−' : '+'}${text}`;
}
