import { type Comparator, type ComparatorOf, fits } from './comparators';
import { type Filter, type FilterKey, isKeyOf, isTagsKey, type Operand, type Ordered, type OrEmpty } from './filters';

/** Filters put together from their parts, whatever their kind: the parts of one kind never meet those of another. */

/** Where a filter's operands are from; each is read when its place in the filter is known. */
export interface OperandSource<V extends Operand> {
  one(part: 'value' | 'from' | 'to'): V;
  list(): V[];
}

export interface OperandSources {
  numbers: OperandSource<number>;
  texts: OperandSource<string>;
}

/** Undefined for a comparator that does not fit the key. */
export function buildFilter(
  key: FilterKey,
  comparator: Comparator,
  { numbers, texts }: OperandSources,
  orEmpty: OrEmpty = {},
): Filter | undefined {
  if (isKeyOf(key, 'integer')) {
    return fits(comparator, 'integer') ? ordered(key, comparator, numbers, orEmpty) : undefined;
  }
  if (isKeyOf(key, 'timestamp')) {
    return fits(comparator, 'timestamp') ? ordered(key, comparator, texts, orEmpty) : undefined;
  }
  if (isKeyOf(key, 'text')) {
    if (comparator === 'contains') return { key, comparator, value: texts.one('value') };
    if (comparator === 'includes') return isTagsKey(key) ? { key, comparator, values: texts.list() } : undefined;
    return ordered(key, comparator, texts, orEmpty);
  }
  if (isKeyOf(key, 'enum')) {
    if (comparator === 'isEmpty' || comparator === 'isNotEmpty') return { key, comparator };
    return fits(comparator, 'computed') ? chosen(key, comparator, texts, orEmpty) : undefined;
  }
  return fits(comparator, 'computed') ? chosen(key, comparator, texts, {}) : undefined;
}

function ordered<K extends FilterKey, V extends Operand>(
  key: K,
  comparator: ComparatorOf<'integer'>,
  source: OperandSource<V>,
  orEmpty: OrEmpty,
): Ordered<K, V> {
  switch (comparator) {
    case 'isEmpty':
    case 'isNotEmpty':
      return { key, comparator };
    case 'between':
      return { key, comparator, from: source.one('from'), to: source.one('to') };
    case '=':
    case '!=':
    case 'in':
    case 'notIn':
      return chosen(key, comparator, source, orEmpty);
    default:
      return { key, comparator, value: source.one('value') };
  }
}

function chosen<K extends FilterKey, V extends Operand>(
  key: K,
  comparator: ComparatorOf<'computed'>,
  { one, list }: OperandSource<V>,
  orEmpty: OrEmpty,
) {
  switch (comparator) {
    case '=':
      return { key, comparator, value: one('value') };
    case '!=':
      return { key, comparator, value: one('value'), ...orEmpty };
    case 'in':
      return { key, comparator, values: list() };
    case 'notIn':
      return { key, comparator, values: list(), ...orEmpty };
  }
}

/**
 * The filter with these operands: one value, both ends of a range, or a list.
 * @throws Error when they do not fit the key or the comparator: whoever calls knows the key's kind.
 */
export function makeFilter(
  key: FilterKey,
  comparator: Comparator,
  operands: readonly Operand[] = [],
  orEmpty: OrEmpty = {},
): Filter {
  const filter = buildFilter(
    key,
    comparator,
    { numbers: given(operands, isNumber), texts: given(operands, isText) },
    orEmpty,
  );
  if (filter === undefined) throw new Error(`"${comparator}" does not fit ${key}`);
  return filter;
}

function given<V extends Operand>(
  operands: readonly Operand[],
  isWanted: (operand: Operand) => operand is V,
): OperandSource<V> {
  const wanted = (operand: Operand | undefined): V => {
    if (operand === undefined || !isWanted(operand)) throw new Error(`not an operand: ${operand}`);
    return operand;
  };
  return { one: (part) => wanted(operands[part === 'to' ? 1 : 0]), list: () => operands.map(wanted) };
}

function isNumber(operand: Operand): operand is number {
  return typeof operand === 'number';
}

function isText(operand: Operand): operand is string {
  return typeof operand === 'string';
}
