import type { Filter } from './filters';

/** What a fixed link adds to its filters: tickets that come after its moment stay out of it (src/contract/README.md, section 5). */
export function createdBy(asOf: string): Filter {
  return { key: 'createdAt', comparator: '<=', value: asOf };
}

/** Whether a filter only leaves out what was created after as-of: no end of a range that somebody chose. */
export function isCreatedBy(filter: Filter, asOf: string): boolean {
  return filter.key === 'createdAt' && filter.comparator === '<=' && filter.value === asOf;
}

/**
 * Whether a filter is the period that a report is of: another takes its place. Marks of an age are `>` and `<=`, which
 * narrow it, and so is the end of a fixed link.
 */
export function isPeriod({ key, comparator }: Filter): boolean {
  return key === 'createdAt' && ['between', '>=', '<'].includes(comparator);
}
