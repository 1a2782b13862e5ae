import type { Column, StateColumn } from '../columns/columnFacts';
import { COLUMN_IDS, COLUMNS, type ColumnId } from '../columns/columns';
import { inWords } from '../columns/inWords';
import { DATA_CHECK_LABEL, DATA_CHECKS } from '../sla';
import { say } from '../texts/texts';
import { COMPARATORS_OF, type Comparator, type FilterKind } from './comparators';

/** What can be filtered, and a filter of each kind (src/contract/README.md, section 3). */

/** The one key that is no column: a ticket can fail several checks at once. */
const DATA_CHECK = {
  kind: 'computed',
  label: 'Data check',
  values: DATA_CHECKS,
  valueLabels: DATA_CHECK_LABEL,
  required: true,
} as const satisfies StateColumn;

const KEYS = { ...COLUMNS, dataCheck: DATA_CHECK } as const;
export type FilterKey = keyof typeof KEYS;

/** The keys of a kind. */
export type KeyOf<K extends FilterKind> = {
  [Key in FilterKey]: (typeof KEYS)[Key]['kind'] extends K ? Key : never;
}[FilterKey];

type Compared<K, V> =
  | { key: K; comparator: '=' | '>' | '<' | '>=' | '<='; value: V }
  | { key: K; comparator: 'between'; from: V; to: V };
type Chosen<K, V, OrEmpty> =
  | { key: K; comparator: '='; value: V }
  | ({ key: K; comparator: '!='; value: V } & OrEmpty)
  | { key: K; comparator: 'in'; values: V[] }
  | ({ key: K; comparator: 'notIn'; values: V[] } & OrEmpty);
type Emptiness<K> = { key: K; comparator: 'isEmpty' } | { key: K; comparator: 'isNotEmpty' };
/** Keeps tickets without a value, which match nothing otherwise. */
export interface OrEmpty {
  orEmpty?: true;
}

/** Of what has an order. */
export type Ordered<K, V> = Compared<K, V> | Chosen<K, V, OrEmpty> | Emptiness<K>;

export type IntegerFilter = Ordered<KeyOf<'integer'>, number>;
/** Bounds stay as written until `now` is known. */
export type TimestampFilter = Ordered<KeyOf<'timestamp'>, string>;
/** The keys whose value is a list of tags. */
export type TagsKey = {
  [Key in FilterKey]: (typeof KEYS)[Key] extends { content: 'tags' } ? Key : never;
}[FilterKey];
export type TextFilter =
  | Ordered<KeyOf<'text'>, string>
  | { key: KeyOf<'text'>; comparator: 'contains'; value: string }
  /** One of the tags is exactly one of these. */
  | { key: TagsKey; comparator: 'includes'; values: string[] };
export type EnumFilter = Chosen<KeyOf<'enum'>, string, OrEmpty> | Emptiness<KeyOf<'enum'>>;
export type StateFilter = Chosen<KeyOf<'computed'>, string, unknown>;

interface FilterOfKind {
  integer: IntegerFilter;
  timestamp: TimestampFilter;
  text: TextFilter;
  enum: EnumFilter;
  computed: StateFilter;
}
export type FilterOf<K extends FilterKind> = FilterOfKind[K];
export type Filter = FilterOf<FilterKind>;

/** Integers are numbers, everything else is text. */
export type Operand = string | number;

export function isFilterOf<K extends FilterKind>(filter: Filter, kind: K): filter is FilterOf<K> {
  return kindOf(filter.key) === kind;
}

export function isKeyOf<K extends FilterKind>(key: FilterKey, kind: K): key is KeyOf<K> {
  return kindOf(key) === kind;
}

export function isTagsKey(key: FilterKey): key is TagsKey {
  const facts = keyFacts(key);
  return facts.kind === 'text' && facts.content === 'tags';
}

/** What a key can be compared by. */
export function comparatorsOf(key: FilterKey): readonly Comparator[] {
  const all: readonly Comparator[] = COMPARATORS_OF[kindOf(key)];
  return isTagsKey(key) ? [...all, 'includes'] : all;
}

export function isFilterKey(name: string): name is FilterKey {
  return Object.hasOwn(KEYS, name);
}

/** What is known of a key, as of a column; label and values as the spoken language calls them. */
export function keyFacts(key: FilterKey): Column {
  return inWords(key, KEYS[key]);
}

/** The same as it is documented, in English, whatever is spoken. */
export function documentedFacts(key: FilterKey): Column {
  return KEYS[key];
}

export function kindOf(key: FilterKey): FilterKind {
  return KEYS[key].kind;
}

/** The words that a key's operand must be one of; undefined where any value of the kind will do. */
export function choicesOf(key: FilterKey): readonly string[] | undefined {
  const facts = keyFacts(key);
  return 'values' in facts ? facts.values : undefined;
}

export function labelOf(key: FilterKey): string {
  return keyFacts(key).label;
}

/** Every key, columns first, that exists for somebody who sees `visible`. */
export function filterKeys(visible: readonly ColumnId[] = COLUMN_IDS): readonly FilterKey[] {
  return [...visible, 'dataCheck'];
}

/** Every operand of a filter, in the order in which it is written. */
export function operandsOf(filter: Filter): readonly Operand[] {
  if ('values' in filter) return filter.values;
  if ('from' in filter) return [filter.from, filter.to];
  return 'value' in filter ? [filter.value] : [];
}

/** Whether tickets without a value are kept. */
export function keepsEmpty(filter: Filter): boolean {
  return 'orEmpty' in filter && filter.orEmpty === true;
}

export const MAX_FILTERS = 50;
/** In all filters of a query together. */
export const MAX_VALUES = 1000;

/** How much of a query's limits its filters take. */
export interface FilterSize {
  filters: number;
  values: number;
}

export function sizeOf(filters: readonly Filter[]): FilterSize {
  return { filters: filters.length, values: filters.reduce((sum, filter) => sum + operandsOf(filter).length, 0) };
}

/** Which limit is exceeded, for a program and for a person who is about to add a filter; undefined when none is. */
export function filterLimitError({
  filters,
  values,
}: FilterSize): { message: string; allowed: string; advice: string } | undefined {
  if (filters > MAX_FILTERS) {
    return {
      message: `${filters} filters are too many`,
      allowed: `at most ${MAX_FILTERS} filters`,
      advice: say('filters.tooManyFilters', { n: MAX_FILTERS }),
    };
  }
  if (values <= MAX_VALUES) return undefined;
  return {
    message: `${values} filter values are too many`,
    allowed: `at most ${MAX_VALUES} values in all filters`,
    advice: say('filters.tooManyValues', { n: MAX_VALUES }),
  };
}
