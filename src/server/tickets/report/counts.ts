import { z } from 'zod';
import { SLA_STATES, type SlaCounts } from '../../../contract/sla';

/** Counts of tickets by a small number: one aggregate, where a condition for each number would take as many. */

export const countsSchema = z.array(z.int());

/** Counts of 0 to size - 1 as an array; what is outside is not counted. */
export function countsBySql(key: string, size: number): string {
  return `countResample(0, ${size}, 1)(${key})`;
}

export function sum(counts: readonly number[]): number {
  return counts.reduce((total, each) => total + each, 0);
}

/** Tickets of all states. */
export function ticketsIn(states: SlaCounts): number {
  return sum(SLA_STATES.map((state) => states[state]));
}
