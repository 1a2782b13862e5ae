import type { SlaState } from '../../contract/sla';
import { type Colour, colour } from '../theme/colours';

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

/** From the ground up; tickets without a deadline stand in no bucket. */
export const STACKED_STATES = [
  'met',
  'breachedClosed',
  'breachedOpen',
  'pending',
] as const satisfies readonly SlaState[];

/** Fewer tickets than this make a rate that says little. */
export const SMALL_N = 30;
