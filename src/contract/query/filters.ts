import { COLUMN_IDS, type ColumnId, type ColumnKind, columnOf, isColumnId } from '../columns/columns';
import { type ApiError, badParameter } from '../errors';
import { formatCount } from '../format/format';
import { DATA_CHECK_LABEL, DATA_CHECKS, SLA_STATE_LABEL, SLA_STATES } from '../sla';

/** What can be filtered, with which comparators and operands (src/contract/README.md, section 3). */

/** Two keys that are no columns; their values are computed from several columns. */
export const COMPUTED_KEYS = {
  slaState: { label: 'Service level', values: SLA_STATES, valueLabels: SLA_STATE_LABEL },
  dataCheck: { label: 'Data check', values: DATA_CHECKS, valueLabels: DATA_CHECK_LABEL },
} as const;
export type ComputedKey = keyof typeof COMPUTED_KEYS;
export type FilterKey = ColumnId | ComputedKey;

export function isComputedKey(name: string): name is ComputedKey {
  return Object.hasOwn(COMPUTED_KEYS, name);
}

export const COMPARATORS = [
  '=',
  '!=',
  '>',
  '<',
  '>=',
  '<=',
  'between',
  'in',
  'notIn',
  'contains',
  'isEmpty',
  'isNotEmpty',
] as const;
export type Comparator = (typeof COMPARATORS)[number];

const ORDERED = ['=', '!=', '>', '<', '>=', '<=', 'between', 'in', 'notIn', 'isEmpty', 'isNotEmpty'] as const;
const CHOICE = ['=', '!=', 'in', 'notIn'] as const;

/** `computed` is the kind of slaState and dataCheck. */
export type FilterKind = ColumnKind | 'computed';

export const COMPARATORS_OF = {
  integer: ORDERED,
  timestamp: ORDERED,
  text: [...ORDERED, 'contains'],
  enum: [...CHOICE, 'isEmpty', 'isNotEmpty'],
  computed: CHOICE,
} as const satisfies Record<FilterKind, readonly Comparator[]>;

/** Which operands a comparator takes; an operand too many or too few is an error. */
export const OPERANDS_OF = {
  '=': 'value',
  '!=': 'value',
  '>': 'value',
  '<': 'value',
  '>=': 'value',
  '<=': 'value',
  contains: 'value',
  between: 'range',
  in: 'values',
  notIn: 'values',
  isEmpty: 'none',
  isNotEmpty: 'none',
} as const satisfies Record<Comparator, 'value' | 'range' | 'values' | 'none'>;

/** Integers are numbers, everything else is text; timestamp bounds stay as written until `now` is known. */
export type Operand = string | number;

type ValueComparator = '=' | '>' | '<' | '>=' | '<=' | 'contains';

export type Filter =
  | { key: FilterKey; comparator: ValueComparator; value: Operand }
  | { key: FilterKey; comparator: '!='; value: Operand; orEmpty?: true }
  | { key: FilterKey; comparator: 'between'; from: Operand; to: Operand }
  | { key: FilterKey; comparator: 'in'; values: Operand[] }
  | { key: FilterKey; comparator: 'notIn'; values: Operand[]; orEmpty?: true }
  | { key: FilterKey; comparator: 'isEmpty' | 'isNotEmpty' };

export const MAX_FILTERS = 50;
/** In all filters of a query together. */
export const MAX_VALUES = 1000;

/** Which limit a query is over with so many filters, and so many values in all of them. */
function limitOver(filters: number, values: number): 'filters' | 'values' | null {
  if (filters > MAX_FILTERS) return 'filters';
  return values > MAX_VALUES ? 'values' : null;
}

/** Why a query cannot hold these filters; null when it can. */
export function whyTooMany(filters: readonly Filter[]): string | null {
  const over = limitOver(filters.length, countValues(filters));
  if (over === null) return null;
  return over === 'filters'
    ? `${MAX_FILTERS} filters are the most`
    : `${formatCount(MAX_VALUES)} values in all filters are the most`;
}

/** The refusal of a query with so many filters, and so many values in all of them; null when it can hold them. */
export function filterLimitError(filters: number, values: number): ApiError | null {
  const over = limitOver(filters, values);
  if (over === null) return null;
  return over === 'filters'
    ? badParameter('filters', `${filters} filters are too many`, `at most ${MAX_FILTERS} filters`)
    : badParameter('filters', `${values} filter values are too many`, `at most ${MAX_VALUES} values in all filters`);
}

export function countValues(filters: readonly Filter[]): number {
  return filters.reduce((sum, filter) => sum + operandsOf(filter).length, 0);
}

export function kindOf(key: FilterKey): FilterKind {
  return isColumnId(key) ? columnOf(key).kind : 'computed';
}

/** The words that a key's operand must be one of; undefined where any value of the kind will do. */
export function choicesOf(key: FilterKey): readonly string[] | undefined {
  return isColumnId(key) ? columnOf(key).values : COMPUTED_KEYS[key].values;
}

export function labelOf(key: FilterKey): string {
  return isColumnId(key) ? columnOf(key).label : COMPUTED_KEYS[key].label;
}

/** Every key, columns first, that exists for somebody who sees `visible`. */
export function filterKeys(visible: readonly ColumnId[] = COLUMN_IDS): readonly FilterKey[] {
  return [...visible, ...(Object.keys(COMPUTED_KEYS) as ComputedKey[])];
}

/** Every operand of a filter, in the order in which it is written. */
export function operandsOf(filter: Filter): readonly Operand[] {
  if ('values' in filter) return filter.values;
  if ('from' in filter) return [filter.from, filter.to];
  return 'value' in filter ? [filter.value] : [];
}
