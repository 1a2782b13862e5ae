/** Service-level terms, the same in chart, tile, filter and file (src/contract/README.md, section 5). */

export const SLA_STATES = ['met', 'breachedClosed', 'breachedOpen', 'pending', 'noSla'] as const;
export type SlaState = (typeof SLA_STATES)[number];

export const SLA_STATE_LABEL: Record<SlaState, string> = {
  met: 'met',
  breachedClosed: 'closed late',
  breachedOpen: 'overdue, not closed',
  pending: 'pending',
  noSla: 'no deadline',
};

/** Whether a ticket in the state missed its deadline. */
export function isBreached(state: SlaState): boolean {
  return state === 'breachedClosed' || state === 'breachedOpen';
}

export function isSlaState(value: unknown): value is SlaState {
  return SLA_STATES.some((state) => state === value);
}

export type SlaCounts = Record<SlaState, number>;

/** Which tickets the breach rate counts: every one that is decided, or closed ones only. */
export const BREACH_BASES = ['all', 'closed'] as const;
export type BreachBase = (typeof BREACH_BASES)[number];

export interface BreachRate {
  breached: number;
  /** The denominator, shown beside the rate as n. */
  of: number;
  /** 0..1; null when the denominator is zero (shown as a dash). */
  rate: number | null;
}

/** Headline: (breachedClosed + breachedOpen) / (met + both). Closed only: breachedClosed / (met + breachedClosed). */
export function breachRate(
  counts: Pick<SlaCounts, 'met' | 'breachedClosed' | 'breachedOpen'>,
  base: BreachBase = 'all',
): BreachRate {
  const breached = counts.breachedClosed + (base === 'all' ? counts.breachedOpen : 0);
  const of = counts.met + breached;
  return { breached, of, rate: of === 0 ? null : breached / of };
}

/** Tickets that are late beyond what the overall rate would have: late - rate x n. */
export function excessOf(
  states: Pick<SlaCounts, 'met' | 'breachedClosed' | 'breachedOpen'>,
  base: BreachBase,
  overall: number | null,
): number | null {
  const { breached, of } = breachRate(states, base);
  return overall === null ? null : breached - overall * of;
}

/** Of a normal distribution: what chance alone exceeds once in twenty times. */
const USUAL_Z = 1.96;

/**
 * Whether two rates differ by no more than chance makes two samples of tickets differ that are of one kind (two-proportion
 * z-test with the pooled rate, at 5 %).
 */
export function isByChance(
  one: Pick<BreachRate, 'breached' | 'of'>,
  other: Pick<BreachRate, 'breached' | 'of'>,
  sigmas = USUAL_Z,
): boolean {
  const pooled = (one.breached + other.breached) / (one.of + other.of);
  const sigma = Math.sqrt(pooled * (1 - pooled) * (1 / one.of + 1 / other.of));
  return Math.abs(one.breached / one.of - other.breached / other.of) <= sigmas * sigma;
}

/** Figures of fewer tickets are shown as unreliable. */
export const SMALL_N = 30;

/** Checks of the data-check panel: rows whose stored facts contradict each other. */
export const DATA_CHECKS = [
  'closeTimeContradicts',
  'slaTimeContradicts',
  'closedBeforeCreated',
  'closedWithoutClosedAt',
  'closedAtWithoutClosed',
  'closedInFuture',
  'noDeadline',
] as const;
export type DataCheck = (typeof DATA_CHECKS)[number];

export const DATA_CHECK_LABEL: Record<DataCheck, string> = {
  closeTimeContradicts: 'time to close differs from created and closed',
  slaTimeContradicts: 'time after deadline differs from due and closed',
  closedBeforeCreated: 'closed before created',
  closedWithoutClosedAt: 'status closed or resolved, but no closing time',
  closedAtWithoutClosed: 'closing time, but status is neither closed nor resolved',
  closedInFuture: 'closing time in the future',
  noDeadline: 'no deadline',
};
