import { createdBy } from '../../contract/query/createdBy';
import { type Filter, isFilterOf, MAX_FILTERS } from '../../contract/query/filters';
import type { ReportView } from '../../contract/query/reportUrl';
import { type BoundInterval, isRelative, resolveBound } from '../../contract/time/timeBounds';

/**
 * The view with "now" fixed: the range of creation becomes the times that it means at this moment, and tickets that come
 * later stay out of it. Other relative bounds stay as they are, since the fixed as-of holds them: the period before, which is
 * seen from its own moment, goes on to move them along.
 */
export function frozen(view: ReportView, asOf: string): ReportView {
  const filters = view.query.filters.map((filter) => freezeFilter(filter, asOf));
  return { ...view, query: { ...view.query, filters: [...filters, ...limitOfCreation(filters, asOf)], asOf } };
}

/** Nothing where it is said already, or where a query can have no further filter. */
function limitOfCreation(filters: readonly Filter[], asOf: string): Filter[] {
  const isSaid = filters.some((filter) => filter.key === 'createdAt' && upperBound(filter) <= asOf);
  return isSaid || filters.length >= MAX_FILTERS ? [] : [createdBy(asOf)];
}

/** A time that a filter on a time leaves nothing behind, as text; behind every time where it does not say one. */
function upperBound(filter: Filter): string {
  if (filter.comparator === 'between') return lastOf(String(filter.to));
  if (filter.comparator === '<=' || filter.comparator === '<' || filter.comparator === '=')
    return lastOf(String(filter.value));
  return UNBOUNDED;
}

const UNBOUNDED = '~';

function lastOf(bound: string): string {
  return resolveBound(bound, bound)?.last ?? UNBOUNDED;
}

/** A rounded bound stands for a whole unit, so each comparator takes the end that it means, or both. */
function freezeFilter(filter: Filter, asOf: string): Filter {
  if (!isFilterOf(filter, 'timestamp') || filter.key !== 'createdAt') return filter;
  const { key } = filter;
  const end = (bound: string, which: 'first' | 'last') => relativeInterval(bound, asOf)?.[which] ?? bound;
  const whole = (bound: string) => wholeBound(relativeInterval(bound, asOf)) ?? bound;
  switch (filter.comparator) {
    case 'between':
      return { ...filter, from: end(filter.from, 'first'), to: end(filter.to, 'last') };
    case '>=':
    case '<':
      return { ...filter, value: end(filter.value, 'first') };
    case '>':
    case '<=':
      return { ...filter, value: end(filter.value, 'last') };
    case '=': {
      const value = whole(filter.value);
      const meant = relativeInterval(value, asOf);
      return meant === null ? { ...filter, value } : { key, comparator: 'between', from: meant.first, to: meant.last };
    }
    default:
      return filter;
  }
}

/** Null for a bound that does not move. */
function relativeInterval(bound: string, asOf: string): BoundInterval | null {
  return isRelative(bound) ? resolveBound(bound, asOf) : null;
}

/** The one time or date that stands for an interval, if there is one. */
function wholeBound(interval: BoundInterval | null): string | null {
  if (interval === null) return null;
  const { first, last } = interval;
  const day = first.slice(0, 10);
  if (first === `${day} 00:00:00` && last === `${day} 23:59:59`) return day;
  return first === last ? first : null;
}
