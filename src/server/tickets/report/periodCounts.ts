import { z } from 'zod';
import { recordOf } from '../../../contract/recordOf';
import { DATA_CHECKS, type DataCheck, SLA_STATES, type SlaCounts } from '../../../contract/sla';
import type { AsOf } from '../asOf';
import { type Backlog, backlogItems, toBacklog } from './backlog';
import { countsBySql, countsSchema, sum } from './counts';

/** What is counted of a period as a whole. */

export interface PeriodCounts {
  total: number;
  states: SlaCounts;
  /** Neither closed nor with a time to close; closed without one; with a negative one, closed or not. */
  stillOpen: number;
  unknown: number;
  negative: number;
  /** They contradict themselves: no closing, but the time that it took. */
  openWithSeconds: number;
  backlog: Backlog;
  dataChecks: Record<DataCheck, number>;
}

const shape = {
  states: countsSchema,
  /** By what is known of the closing: a bit for each of CLOSING. */
  closings: countsSchema,
  openDays: countsSchema,
  overdueDays: countsSchema,
  checks: countsSchema,
};
export const periodCountsSchema = z.object(shape);

const CLOSING = ['closedAt IS NULL', 'secondsToClose IS NULL', 'ifNull(secondsToClose < 0, 0)'] as const;

/** Aggregates, each an array that a sum adds up. */
export function periodCountItems(asOf: AsOf): Record<keyof typeof shape, string> {
  const closing = CLOSING.map((fact, bit) => `${2 ** bit} * (${fact})`).join(' + ');
  return {
    states: countsBySql('state', SLA_STATES.length),
    closings: countsBySql(`toUInt8(${closing})`, 2 ** CLOSING.length),
    ...backlogItems(asOf),
    checks: `[${DATA_CHECKS.map((check) => `countIf(${check})`).join(', ')}]`,
  };
}

export function toPeriodCounts(row: z.infer<typeof periodCountsSchema>): PeriodCounts {
  const closingsWith = (...known: readonly [isOpen: 0 | 1 | null, isUnknown: 0 | 1 | null, isNegative: 0 | 1 | null]) =>
    sum(row.closings.filter((_, bits) => known.every((value, bit) => value === null || value === ((bits >> bit) & 1))));
  return {
    total: sum(row.closings),
    states: recordOf(SLA_STATES, (state) => row.states[SLA_STATES.indexOf(state)] ?? 0),
    stillOpen: closingsWith(1, 1, null),
    unknown: closingsWith(0, 1, null),
    negative: closingsWith(null, null, 1),
    openWithSeconds: closingsWith(1, 0, 0),
    backlog: toBacklog(closingsWith(1, null, null), row.openDays, row.overdueDays),
    dataChecks: recordOf(DATA_CHECKS, (check) => row.checks[DATA_CHECKS.indexOf(check)] ?? 0),
  };
}
