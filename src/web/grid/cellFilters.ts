import { type ColumnId, columnOf } from '../../contract/columns/columns';
import { formatDay } from '../../contract/format/format';
import { type Filter, type FilterKey, labelOf, type Operand } from '../../contract/query/filters';
import { operandWords } from '../../contract/sentences/describeFilter';
import { canonicalFilter, putFilter } from '../filters/language/draft/canonicalFilter';
import { isRequired } from '../filters/language/draft/filterDraft';

/** One way to narrow the report by a cell. */
export interface CellFilter {
  label: string;
  /** All filters of the report afterwards. */
  filters: Filter[];
}

/** Raw data is the whole ticket: no other ticket has the same. */
const UNFILTERABLE: readonly ColumnId[] = ['rawData'];

/** Tags beyond these would make a menu that nobody reads. */
const MAX_TAGS = 6;

/** What a cell offers: "only this", "not this", and where values have an order, from here on and up to here. */
export function cellFilters(filters: readonly Filter[], key: FilterKey, value: Operand | null): CellFilter[] {
  if (UNFILTERABLE.some((column) => column === key)) return [];
  if (value === null) {
    return [
      { label: 'Only without a value', filters: onlyThis(filters, { key, comparator: 'isEmpty' }) },
      { label: 'Only with a value', filters: added(filters, { key, comparator: 'isNotEmpty' }) },
    ];
  }
  switch (key === 'slaState' || key === 'dataCheck' ? 'computed' : columnOf(key).kind) {
    case 'timestamp':
      return dayFilters(filters, key, String(value).slice(0, 10));
    case 'integer':
      return [...sameFilters(filters, key, value), ...(key === 'id' ? [] : boundFilters(filters, key, value))];
    default:
      return [...sameFilters(filters, key, value), ...(key === 'allTags' ? tagFilters(filters, String(value)) : [])];
  }
}

function sameFilters(filters: readonly Filter[], key: FilterKey, value: Operand): CellFilter[] {
  const words = operandWords(key, value);
  return [
    { label: `Only ${words}`, filters: onlyThis(filters, { key, comparator: '=', value }) },
    { label: `Not ${words}`, filters: notThis(filters, key, value) },
  ];
}

function boundFilters(filters: readonly Filter[], key: FilterKey, value: Operand): CellFilter[] {
  const words = operandWords(key, value);
  return [
    { label: `${words} or more`, filters: added(filters, { key, comparator: '>=', value }) },
    { label: `${words} or less`, filters: added(filters, { key, comparator: '<=', value }) },
  ];
}

/** Nobody looks for a second: times are narrowed by their day. */
function dayFilters(filters: readonly Filter[], key: FilterKey, value: string): CellFilter[] {
  const words = formatDay(value);
  return [
    { label: `Only ${words}`, filters: added(filters, { key, comparator: '=', value }) },
    { label: `Not ${words}`, filters: added(filters, { key, comparator: '!=', value, ...keepsEmpty(key) }) },
    { label: `${words} or later`, filters: added(filters, { key, comparator: '>=', value }) },
    { label: `${words} or earlier`, filters: added(filters, { key, comparator: '<=', value }) },
  ];
}

function tagFilters(filters: readonly Filter[], tags: string): CellFilter[] {
  const each = [...new Set(tags.split(', '))];
  if (each.length < 2) return [];
  return each.slice(0, MAX_TAGS).map((value) => ({
    label: `${labelOf('allTags')} contain “${value}”`,
    filters: added(filters, { key: 'allTags', comparator: 'contains', value }),
  }));
}

function added(filters: readonly Filter[], filter: Filter): Filter[] {
  return putFilter(filters, filters.length, filter) ?? [...filters];
}

/** The ticket of the cell meets every filter, so what stands on the same key is said by "only this" already. */
function onlyThis(filters: readonly Filter[], filter: Filter): Filter[] {
  const at = filters.findIndex(({ key }) => key === filter.key);
  if (at === -1) return [...filters, filter];
  return [...filters.slice(0, at), filter, ...filters.slice(at + 1).filter(({ key }) => key !== filter.key)];
}

/** Joins what already leaves values of the key out, or takes the value off a list; tickets without a value stay. */
function notThis(filters: readonly Filter[], key: FilterKey, value: Operand): Filter[] {
  const at = filters.findIndex((filter) => filter.key === key && (isList(filter, value) || leavesOut(filter)));
  const found = filters[at];
  if (found === undefined) return added(filters, { key, comparator: '!=', value, ...keepsEmpty(key) });
  return filters.with(at, without(found, value));
}

function without(filter: Filter, value: Operand): Filter {
  if (filter.comparator === 'in') {
    return canonicalFilter({ ...filter, values: filter.values.filter((each) => each !== value) });
  }
  const values = filter.comparator === '!=' ? [filter.value] : filter.comparator === 'notIn' ? filter.values : [];
  return canonicalFilter({
    key: filter.key,
    comparator: 'notIn',
    values: [...values, value],
    ...('orEmpty' in filter ? { orEmpty: true } : {}),
  });
}

function isList(filter: Filter, value: Operand): boolean {
  return filter.comparator === 'in' && new Set(filter.values).size > 1 && filter.values.includes(value);
}

function leavesOut({ comparator }: Filter): boolean {
  return comparator === '!=' || comparator === 'notIn';
}

function keepsEmpty(key: FilterKey): { orEmpty?: true } {
  return isRequired(key) ? {} : { orEmpty: true };
}
