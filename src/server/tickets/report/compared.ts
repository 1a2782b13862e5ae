import type { ColumnId } from '../../../contract/columns/columns';
import type { Filter } from '../../../contract/query/filters';
import { formatWallTime } from '../../../contract/time/wallTime';
import type { Sql } from '../../engine/engine';
import type { TicketScope } from '../rows';
import { SqlParams } from '../sqlParams';
import { matchingTickets } from './matchingTickets';
import { isRange, type Period } from './previousPeriod';

/** What is asked, and the same of the period before, if there is one. */
export interface ComparedScopes {
  now: TicketScope;
  before: TicketScope | null;
}

/** The same question about the period before, as it would have been asked at its moment. */
export function scopeBefore({ query, asOf, ...scope }: TicketScope, { from, to, asOf: seenAt }: Period): TicketScope {
  const filters: Filter[] = [
    ...query.filters.filter((filter) => filter.key !== 'createdAt' || !isRange(filter)),
    { key: 'createdAt', comparator: '>=', value: formatWallTime(from) },
    // It is empty where as-of lies before the range itself.
    { key: 'createdAt', comparator: '<=', value: formatWallTime(to) },
  ];
  const time = formatWallTime(seenAt);
  return { ...scope, query: { ...query, filters }, asOf: { ...asOf, time, hidesLaterClosings: true } };
}

/**
 * The tickets of both periods, each as of its own moment, for one statement: `isBefore` tells them apart.
 * @param columns of the tickets, beside their `state`.
 * @param items SELECT items over these columns.
 * @param computed more columns by name, written over the table `t`; the same names for both.
 */
export function comparedTickets(
  { now, before }: ComparedScopes,
  columns: readonly ColumnId[],
  items: (scope: TicketScope) => readonly string[],
  computed?: (scope: TicketScope, bind: SqlParams) => Readonly<Record<string, string>>,
): { from: string; params: Sql['params'] } {
  const bind = new SqlParams();
  const of = (scope: TicketScope, isBefore: 0 | 1) => {
    const { from } = matchingTickets(scope, columns, (bound) => computed?.(scope, bound) ?? {}, bind);
    return `SELECT ${['*', ...items(scope), `${isBefore} AS isBefore`].join(', ')} FROM ${from}`;
  };
  const periods = [of(now, 0), ...(before === null ? [] : [of(before, 1)])];
  return { from: `(${periods.join(' UNION ALL ')})`, params: bind.values };
}
