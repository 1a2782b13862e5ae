import { z } from 'zod';
import { SLA_STATES, type SlaState } from '../../../contract/sla';
import { slaStateNumber } from '../computedColumns';

/** SELECT items that count tickets by service-level state, over a subquery's column `state`. */
export const STATE_COUNTS = SLA_STATES.map((state) => `countIf(state = ${slaStateNumber(state)}) AS ${state}`).join(
  ', ',
);

export const stateCountsSchema = z.object(
  Object.fromEntries(SLA_STATES.map((state) => [state, z.int().nonnegative()])) as Record<SlaState, z.ZodInt>,
);
