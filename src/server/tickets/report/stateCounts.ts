import { z } from 'zod';
import { recordOf } from '../../../contract/recordOf';
import { SLA_STATES } from '../../../contract/sla';
import { slaStateNumber } from '../computedColumns';

/** SELECT items that count tickets by service-level state, over a subquery's column `state`. */
export const STATE_COUNTS = SLA_STATES.map((state) => `countIf(state = ${slaStateNumber(state)}) AS ${state}`).join(
  ', ',
);

export const stateCountsSchema = z.object(recordOf(SLA_STATES, () => z.int().nonnegative()));
