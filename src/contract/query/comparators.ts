import type { ColumnKind } from '../columns/columnFacts';

/** The comparators of src/contract/README.md, section 3: which of them fit what, and what they compare with. */

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
  'includes',
  'isEmpty',
  'isNotEmpty',
] as const;
export type Comparator = (typeof COMPARATORS)[number];

const ORDERED = ['=', '!=', '>', '<', '>=', '<=', 'between', 'in', 'notIn', 'isEmpty', 'isNotEmpty'] as const;
const CHOICE = ['=', '!=', 'in', 'notIn'] as const;

/** `computed` is the kind of slaState and dataCheck, which are never empty. */
export type FilterKind = ColumnKind;

export const COMPARATORS_OF = {
  integer: ORDERED,
  timestamp: ORDERED,
  text: [...ORDERED, 'contains'],
  enum: [...CHOICE, 'isEmpty', 'isNotEmpty'],
  computed: CHOICE,
} as const satisfies Record<FilterKind, readonly Comparator[]>;
export type ComparatorOf<K extends FilterKind> = (typeof COMPARATORS_OF)[K][number];

/** Whether a comparator fits filters of a kind. */
export function fits<K extends FilterKind>(
  comparator: Comparator,
  kind: K,
): comparator is ComparatorOf<K> & Comparator {
  const fitting: readonly Comparator[] = COMPARATORS_OF[kind];
  return fitting.includes(comparator);
}

/** Which operands a comparator takes; an operand too many or too few is an error. */
export const OPERANDS_OF = {
  '=': 'value',
  '!=': 'value',
  '>': 'value',
  '<': 'value',
  '>=': 'value',
  '<=': 'value',
  contains: 'value',
  includes: 'values',
  between: 'range',
  in: 'values',
  notIn: 'values',
  isEmpty: 'none',
  isNotEmpty: 'none',
} as const satisfies Record<Comparator, 'value' | 'range' | 'values' | 'none'>;

/** Whether a comparator can be told to keep tickets without a value. */
export function goesWithOrEmpty(comparator: Comparator): boolean {
  return comparator === '!=' || comparator === 'notIn';
}
