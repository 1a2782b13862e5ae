import { formatFilters } from '../../../../contract/query/filterCodec';
import { choicesOf, type Filter, type FilterKey, keepsEmpty, type Operand } from '../../../../contract/query/filters';
import { makeFilter } from '../../../../contract/query/makeFilter';
import { isRequired } from './traits';

/** The shortest filter that means the same, so that one question has one link. */
export function canonicalFilter(filter: Filter): Filter {
  const { key } = filter;
  const orEmpty = keepsEmpty(filter) && !isRequired(key) ? { orEmpty: true as const } : {};
  switch (filter.comparator) {
    case 'in':
    case 'notIn': {
      const values = distinct(key, filter.values);
      const ofOne = filter.comparator === 'in' ? '=' : '!=';
      return makeFilter(key, values.length === 1 ? ofOne : filter.comparator, values, orEmpty);
    }
    case 'includes':
      return makeFilter(key, 'includes', distinct(key, filter.values));
    case '!=':
      return makeFilter(key, '!=', [filter.value], orEmpty);
    default:
      return filter;
  }
}

/** Each value once; words of a fixed list in its own order, anything else as it was entered. */
function distinct(key: FilterKey, values: readonly Operand[]): readonly Operand[] {
  const given = new Set(values);
  return choicesOf(key)?.filter((choice) => given.has(choice)) ?? [...given];
}

/**
 * The filters with one put at `index` (their number: added at the end); null when that changes nothing.
 * One that stands elsewhere already is not said twice.
 */
export function putFilter(filters: readonly Filter[], index: number, filter: Filter): Filter[] | null {
  const said = identityOf(filter);
  const before = filters[index];
  if (before !== undefined && identityOf(before) === said) return null;
  const isElsewhere = filters.some((each, at) => at !== index && identityOf(each) === said);
  const next = [
    ...filters.slice(0, index),
    ...(isElsewhere ? [] : [canonicalFilter(filter)]),
    ...filters.slice(index + 1),
  ];
  return isElsewhere && before === undefined ? null : next;
}

function identityOf(filter: Filter): string {
  return JSON.stringify(formatFilters([canonicalFilter(filter)]));
}
