import { type BreachBase, type SlaState, SMALL_N } from '../../contract/sla';
import { type Colour, colour } from '../ui/colours';

const STATE_COLOUR: Record<SlaState, Colour> = {
  met: 'met',
  breachedClosed: 'late',
  breachedOpen: 'overdue',
  pending: 'pending',
  noSla: 'none',
};

export function stateColour(state: SlaState): string {
  return colour(STATE_COLOUR[state]);
}

/** From the bottom of a stacked bar; tickets without a deadline are in no bucket. */
export const STACKED_STATES = [
  'met',
  'breachedClosed',
  'breachedOpen',
  'pending',
] as const satisfies readonly SlaState[];

/** The state whose part of a stacked bar is at a height of the count axis; none above the bar. */
export function stateAt(bucket: Record<(typeof STACKED_STATES)[number], number>, height: number): SlaState | undefined {
  let top = 0;
  return STACKED_STATES.find((state) => {
    top += bucket[state];
    return bucket[state] > 0 && height <= top;
  });
}

/** The states that the rate counts, in the order of a bar's parts. */
export const RATED_STATES = {
  all: ['breachedOpen', 'breachedClosed', 'met'],
  closed: ['breachedClosed', 'met'],
} as const satisfies Record<BreachBase, readonly SlaState[]>;

/** @param n the number of tickets behind a figure. */
export function isSmall(n: number): boolean {
  return n > 0 && n < SMALL_N;
}
