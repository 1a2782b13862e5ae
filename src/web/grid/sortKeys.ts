import type { ColumnId } from '../../contract/columns/columns';
import type { Order } from '../../contract/query/ticketQuery';

/**
 * The order after Shift-click on a header: a column is added behind the others, ascending; then it turns, then it goes.
 * The only one that is left stays. An order by id leaves no equals, so what comes behind it takes its place.
 */
export function withSortKey(order: readonly Order[], field: ColumnId): readonly Order[] {
  const current = order.find((key) => key.field === field);
  if (current === undefined) return [...order.filter((key) => key.field !== 'id'), { field, direction: 'asc' }];
  if (current.direction === 'desc' && order.length > 1) return order.filter((key) => key !== current);
  const direction = current.direction === 'asc' ? 'desc' : 'asc';
  return order.map((key) => (key === current ? { field, direction } : key));
}

/** A column among several that order the rows. */
export interface SortPlace {
  /** From 1. */
  place: number;
  direction: Order['direction'];
}

/** Undefined for a column that does not order the rows, or does so alone. */
export function sortPlace(order: readonly Order[], field: ColumnId): SortPlace | undefined {
  const at = order.findIndex((key) => key.field === field);
  const key = order[at];
  return key === undefined || order.length === 1 ? undefined : { place: at + 1, direction: key.direction };
}
