import { type Filter, kindOf, type Operand } from '../../../contract/query/filters';
import { makeFilter } from '../../../contract/query/makeFilter';
import { putFilter } from '../language/draft/canonicalFilter';

/**
 * The filters with others added. A value of a column that is asked for already widens that filter: no ticket has two
 * priorities, so "is urgent" beside "is high" would find nothing.
 */
export function addFilters(filters: readonly Filter[], added: readonly Filter[]): readonly Filter[] {
  return added.reduce(addFilter, filters);
}

function addFilter(filters: readonly Filter[], filter: Filter): readonly Filter[] {
  const values = valuesOf(filter);
  const at = values === null ? -1 : filters.findIndex((each) => each.key === filter.key && valuesOf(each) !== null);
  const before = filters[at];
  if (values === null || before === undefined) return putFilter(filters, filters.length, filter) ?? filters;
  const both = makeFilter(filter.key, 'in', [...(valuesOf(before) ?? []), ...values]);
  return putFilter(filters, at, both) ?? filters;
}

/** What the column may be, for a filter that lists it; times and data checks can hold more than one at once. */
function valuesOf(filter: Filter): readonly Operand[] | null {
  if (kindOf(filter.key) === 'timestamp' || filter.key === 'dataCheck') return null;
  if (filter.comparator === 'in') return filter.values;
  return filter.comparator === '=' ? [filter.value] : null;
}
