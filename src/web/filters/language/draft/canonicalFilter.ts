import { formatFilters } from '../../../../contract/query/filterCodec';
import { choicesOf, type Filter, type Operand } from '../../../../contract/query/filters';
import { isRequired } from './filterDraft';

/** The shortest filter that means the same, so that one question has one link. */
export function canonicalFilter(filter: Filter): Filter {
  const { key } = filter;
  switch (filter.comparator) {
    case 'in': {
      const values = distinct(filter);
      const [value] = values;
      return values.length === 1 && value !== undefined
        ? { key, comparator: '=', value }
        : { key, comparator: 'in', values };
    }
    case 'notIn': {
      const values = distinct(filter);
      const [value] = values;
      return values.length === 1 && value !== undefined
        ? { key, comparator: '!=', value, ...orEmptyOf(filter) }
        : { key, comparator: 'notIn', values, ...orEmptyOf(filter) };
    }
    case '!=':
      return { key, comparator: '!=', value: filter.value, ...orEmptyOf(filter) };
    default:
      return filter;
  }
}

/** Each value once; words of a fixed list in its own order, anything else as it was entered. */
function distinct({ key, values }: Filter & { values: Operand[] }): Operand[] {
  const given = new Set(values);
  return choicesOf(key)?.filter((choice) => given.has(choice)) ?? [...given];
}

function orEmptyOf(filter: Filter & { orEmpty?: true }): { orEmpty?: true } {
  return filter.orEmpty === true && !isRequired(filter.key) ? { orEmpty: true } : {};
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
