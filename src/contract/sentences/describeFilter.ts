import { labelOfValue } from '../columns/columnFacts';
import { formatDuration } from '../format/format';
import { formatCount } from '../format/numbers';
import { formatList, formatText, isLong, quote } from '../format/text';
import {
  type Filter,
  type FilterKey,
  isFilterOf,
  keepsEmpty,
  keyFacts,
  labelOf,
  type Operand,
  type Ordered,
} from '../query/filters';
import { describeTime } from './describeTime';

/** Filters in plain words: on chips, in mails and in files. The words never change what a filter means. */
interface FilterDescription {
  /** What is filtered: "Created". */
  subject: string;
  /** How: "in the last 30 days". */
  condition: string;
}

export function describeFilter(filter: Filter): FilterDescription {
  return { subject: labelOf(filter.key), condition: describeCondition(filter) + describeOrEmpty(filter) };
}

/** All filters as one sentence: "Channel is email or chat; Created in the last 30 days". */
export function describeFilters(filters: readonly Filter[]): string {
  if (filters.length === 0) return 'all tickets';
  return filters
    .map(describeFilter)
    .map(({ subject, condition }) => `${subject} ${condition}`)
    .join('; ');
}

function describeOrEmpty(filter: Filter): string {
  if (!keepsEmpty(filter)) return '';
  // After a list the comma keeps "or is empty" from being its last value.
  return 'values' in filter && filter.values.length > 1 ? ', or is empty' : ' or is empty';
}

function describeCondition(filter: Filter): string {
  if (filter.comparator === 'isEmpty') return 'is empty';
  if (filter.comparator === 'isNotEmpty') return 'is not empty';
  if (isFilterOf(filter, 'timestamp')) return describeTime(filter);
  const { key } = filter;
  if (isFilterOf(filter, 'integer'))
    return describeValues(filter, NUMBER_COMPARED, (value) => describeOperand(key, value));
  if (isFilterOf(filter, 'text')) {
    if (filter.comparator === 'contains') return `contains ${quote(filter.value)}`;
    if (filter.comparator === 'includes')
      return `include ${formatList(distinct(filter.values).map(formatText), 'or', 'one of')}`;
    return describeValues(filter, TEXT_COMPARED, formatText);
  }
  // In a list a label with a comma of its own ("overdue, not closed") is quoted.
  const isQuoted = isFilterOf(filter, 'computed') && 'values' in filter && new Set(filter.values).size > 1;
  const label = (value: string) => describeOperand(key, value);
  return describeValues(filter, TEXT_COMPARED, isQuoted ? (value) => formatText(label(value)) : label);
}

type ComparisonPhrases = Record<'>' | '<' | '>=' | '<=' | 'between', string>;

const NUMBER_COMPARED: ComparisonPhrases = {
  '>': 'more than',
  '<': 'less than',
  '>=': 'at least',
  '<=': 'at most',
  between: 'between',
};

/** Text is compared by its characters' codes, capitals first. */
const TEXT_COMPARED: ComparisonPhrases = {
  '>': 'sorts after',
  '<': 'sorts before',
  '>=': 'is or sorts after',
  '<=': 'is or sorts before',
  between: 'sorts between',
};

/** A filter that compares with something. */
type WithOperands<V> = Exclude<Ordered<FilterKey, V>, { comparator: 'isEmpty' | 'isNotEmpty' }>;

function describeValues<V extends Operand>(
  filter: WithOperands<V>,
  compared: ComparisonPhrases,
  say: (operand: V) => string,
): string {
  switch (filter.comparator) {
    case '=':
      return `is ${say(filter.value)}`;
    case '!=':
      return `is not ${say(filter.value)}`;
    case 'in':
      return `is ${formatList(distinct(filter.values).map(say), 'or', 'one of')}`;
    case 'notIn':
      return describeNoneOf(distinct(filter.values).map(say));
    case 'between':
      return `${compared.between} ${say(filter.from)} and ${say(filter.to)}`;
    default:
      return `${compared[filter.comparator]} ${say(filter.value)}`;
  }
}

function distinct<V>(values: readonly V[]): V[] {
  return [...new Set(values)];
}

function describeNoneOf(values: readonly string[]): string {
  switch (values.length) {
    case 1:
      return `is not ${values[0]}`;
    case 2:
      return `is neither ${formatList(values, 'nor', '')}`;
    default:
      return `is ${isLong(values) ? '' : 'none of '}${formatList(values, 'or', 'none of')}`;
  }
}

/** An operand as it reads on screen: a duration, a count, the label of a state, or the text itself. */
export function describeOperand(key: FilterKey, operand: Operand): string {
  const facts = keyFacts(key);
  if (typeof operand === 'string') return labelOfValue(facts, operand);
  switch (facts.kind === 'integer' ? facts.unit : 'identifier') {
    case 'seconds':
      return formatDuration(operand, 4);
    case 'percent':
      return `${operand} %`;
    case 'count':
      return formatCount(operand);
    case 'identifier':
      return String(operand);
  }
}
