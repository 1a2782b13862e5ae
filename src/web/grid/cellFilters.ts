import { isDocument } from '../../contract/columns/columns';
import { formatDay } from '../../contract/format/days';
import {
  type Filter,
  type FilterKey,
  isKeyOf,
  isTagsKey,
  type KeyOf,
  keepsEmpty,
  labelOf,
  type Operand,
  type OrEmpty,
  operandsOf,
} from '../../contract/query/filters';
import { makeFilter } from '../../contract/query/makeFilter';
import { describeOperand, describeValue } from '../../contract/sentences/describeFilter';
import { say } from '../../contract/texts/texts';
import { canonicalFilter, putFilter } from '../filters/language/draft/canonicalFilter';
import { isIdentifier, isRequired } from '../filters/language/draft/traits';

/** One way to narrow the report by a cell. */
export interface CellFilter {
  label: string;
  /** All filters of the report afterwards. */
  filters: Filter[];
}

/** Tags beyond these would make a menu that nobody reads. */
const MAX_TAGS = 6;

/** What a cell offers: "only this", "not this", and where values have an order, from here on and up to here. */
export function cellFilters(filters: readonly Filter[], key: FilterKey, value: Operand | null): CellFilter[] {
  if (key !== 'dataCheck' && isDocument(key)) return [];
  if (value === null) {
    return [
      { label: say('grid.cell.withoutValue'), filters: onlyThis(filters, makeFilter(key, 'isEmpty')) },
      { label: say('grid.cell.withValue'), filters: added(filters, makeFilter(key, 'isNotEmpty')) },
    ];
  }
  if (isKeyOf(key, 'timestamp')) return dayFilters(filters, key, String(value).slice(0, 10));
  const same = sameFilters(filters, key, value);
  if (isKeyOf(key, 'integer')) return isIdentifier(key) ? same : [...same, ...boundFilters(filters, key, value)];
  return isKeyOf(key, 'text') ? [...same, ...tagFilters(filters, key, String(value))] : same;
}

function sameFilters(filters: readonly Filter[], key: FilterKey, value: Operand): CellFilter[] {
  const words = describeValue(key, value);
  return [
    { label: say('grid.cell.only', { value: words }), filters: onlyThis(filters, makeFilter(key, '=', [value])) },
    { label: say('grid.cell.not', { value: words }), filters: notThis(filters, key, value) },
  ];
}

function boundFilters(filters: readonly Filter[], key: FilterKey, value: Operand): CellFilter[] {
  const words = describeOperand(key, value);
  return [
    { label: say('grid.cell.more', { value: words }), filters: added(filters, makeFilter(key, '>=', [value])) },
    { label: say('grid.cell.less', { value: words }), filters: added(filters, makeFilter(key, '<=', [value])) },
  ];
}

/** Nobody looks for a second: times are narrowed by their day. */
function dayFilters(filters: readonly Filter[], key: KeyOf<'timestamp'>, value: string): CellFilter[] {
  const words = formatDay(value);
  return [
    { label: say('grid.cell.only', { value: words }), filters: added(filters, { key, comparator: '=', value }) },
    {
      label: say('grid.cell.not', { value: words }),
      filters: added(filters, { key, comparator: '!=', value, ...orEmptyOf(key) }),
    },
    { label: say('grid.cell.later', { value: words }), filters: added(filters, { key, comparator: '>=', value }) },
    { label: say('grid.cell.earlier', { value: words }), filters: added(filters, { key, comparator: '<=', value }) },
  ];
}

function tagFilters(filters: readonly Filter[], key: KeyOf<'text'>, tags: string): CellFilter[] {
  if (!isTagsKey(key)) return [];
  const each = [...new Set(tags.split(', '))];
  if (each.length < 2) return [];
  return each.slice(0, MAX_TAGS).map((value) => ({
    label: say('grid.cell.include', { column: labelOf(key), value }),
    filters: added(filters, { key, comparator: 'includes', values: [value] }),
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
  if (found === undefined) return added(filters, makeFilter(key, '!=', [value], orEmptyOf(key)));
  return filters.with(at, without(found, value));
}

function without(filter: Filter, value: Operand): Filter {
  const operands = operandsOf(filter);
  if (filter.comparator === 'in') {
    const others = operands.filter((each) => each !== value);
    return canonicalFilter(makeFilter(filter.key, 'in', others));
  }
  const orEmpty = keepsEmpty(filter) ? { orEmpty: true as const } : {};
  return canonicalFilter(makeFilter(filter.key, 'notIn', [...operands, value], orEmpty));
}

function isList(filter: Filter, value: Operand): boolean {
  const operands = new Set(operandsOf(filter));
  return filter.comparator === 'in' && operands.size > 1 && operands.has(value);
}

function leavesOut({ comparator }: Filter): boolean {
  return comparator === '!=' || comparator === 'notIn';
}

function orEmptyOf(key: FilterKey): OrEmpty {
  return isRequired(key) ? {} : { orEmpty: true };
}
