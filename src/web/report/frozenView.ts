import type { Filter, Operand } from '../../contract/filters';
import { kindOf } from '../../contract/filters';
import type { ReportView } from '../../contract/reportUrl';
import { isRelative, resolveBound } from '../../contract/timeBounds';

/** The view with "now" fixed: relative bounds become the times that they mean at this moment. */
export function frozen(view: ReportView, asOf: string): ReportView {
  const filters = view.query.filters.map((filter) => freezeFilter(filter, asOf));
  return { ...view, query: { ...view.query, filters, asOf } };
}

/**
 * A rounded bound stands for a whole unit, so each comparator takes the end that it means; `=`, `!=`, `in`
 * and `notIn` need both ends and stay as they are, since the fixed as-of already holds them still.
 */
function freezeFilter(filter: Filter, asOf: string): Filter {
  if (kindOf(filter.key) !== 'timestamp') return filter;
  const end = (operand: Operand, which: 'first' | 'last') =>
    isRelative(String(operand)) ? (resolveBound(String(operand), asOf)?.[which] ?? operand) : operand;
  switch (filter.comparator) {
    case 'between':
      return { ...filter, from: end(filter.from, 'first'), to: end(filter.to, 'last') };
    case '>=':
    case '<':
      return { ...filter, value: end(filter.value, 'first') };
    case '>':
    case '<=':
      return { ...filter, value: end(filter.value, 'last') };
    default:
      return filter;
  }
}
