import { type ColumnId, columnOf, valueLabel } from '../columns/columns';
import { formatCount, formatDuration } from '../format/format';
import { isLong, listWords, quoted, textWords } from '../format/text';
import {
  COMPUTED_KEYS,
  type Filter,
  type FilterKey,
  isComputedKey,
  kindOf,
  labelOf,
  OPERANDS_OF,
  type Operand,
} from '../query/filters';
import { type OperandFilter, timeWords } from './describeTime';

/** Filters in plain words: on chips, in mails and in files. The words never change what a filter means. */
interface FilterWords {
  /** What is filtered: "Created". */
  subject: string;
  /** How: "in the last 30 days". */
  words: string;
}

export function filterInWords(filter: Filter): FilterWords {
  return { subject: labelOf(filter.key), words: conditionWords(filter) + orEmptyWords(filter) };
}

/** All filters as one sentence: "Channel is email or chat; Created in the last 30 days". */
export function queryInWords(filters: readonly Filter[]): string {
  if (filters.length === 0) return 'all tickets';
  return filters
    .map(filterInWords)
    .map(({ subject, words }) => `${subject} ${words}`)
    .join('; ');
}

function orEmptyWords(filter: Filter): string {
  if (!('orEmpty' in filter) || filter.orEmpty !== true) return '';
  // After a list the comma keeps "or is empty" from being its last value.
  return 'values' in filter && filter.values.length > 1 ? ', or is empty' : ' or is empty';
}

function conditionWords(filter: Filter): string {
  const { key } = filter;
  if (!takesOperands(filter)) return filter.comparator === 'isEmpty' ? 'is empty' : 'is not empty';
  switch (kindOf(key)) {
    case 'timestamp':
      return timeWords(filter);
    case 'text':
      return valueWords(filter, TEXT_COMPARED, (operand) => textWords(String(operand)));
    default:
      return valueWords(filter, NUMBER_COMPARED, (operand) => operandWords(key, operand));
  }
}

function takesOperands(filter: Filter): filter is OperandFilter {
  return OPERANDS_OF[filter.comparator] !== 'none';
}

type Compared = Record<'>' | '<' | '>=' | '<=' | 'between', string>;

const NUMBER_COMPARED: Compared = {
  '>': 'more than',
  '<': 'less than',
  '>=': 'at least',
  '<=': 'at most',
  between: 'between',
};

/** Text is compared by its characters' codes, capitals first. */
const TEXT_COMPARED: Compared = {
  '>': 'sorts after',
  '<': 'sorts before',
  '>=': 'is or sorts after',
  '<=': 'is or sorts before',
  between: 'sorts between',
};

function valueWords(filter: OperandFilter, compared: Compared, say: (operand: Operand) => string): string {
  switch (filter.comparator) {
    case '=':
      return `is ${say(filter.value)}`;
    case '!=':
      return `is not ${say(filter.value)}`;
    case 'in':
      return `is ${listWords(itemWords(filter, say), 'or', 'one of')}`;
    case 'notIn':
      return noneOf(itemWords(filter, say));
    case 'between':
      return `${compared.between} ${say(filter.from)} and ${say(filter.to)}`;
    case 'contains':
      return `contains ${quoted(String(filter.value))}`;
    default:
      return `${compared[filter.comparator]} ${say(filter.value)}`;
  }
}

/** Each different value once; in a list, a label with a comma of its own ("overdue, not closed") is quoted. */
function itemWords(
  { key, values }: OperandFilter & { values: Operand[] },
  say: (operand: Operand) => string,
): string[] {
  const words = [...new Set(values)].map(say);
  return words.length > 1 && isComputedKey(key) ? words.map(textWords) : words;
}

function noneOf(words: readonly string[]): string {
  switch (words.length) {
    case 1:
      return `is not ${words[0]}`;
    case 2:
      return `is neither ${listWords(words, 'nor', '')}`;
    default:
      return `is ${isLong(words) ? '' : 'none of '}${listWords(words, 'or', 'none of')}`;
  }
}

/** An operand as it reads on screen: a duration, a count, the label of a state, or the text itself. */
export function operandWords(key: FilterKey, operand: Operand): string {
  if (isComputedKey(key)) {
    const labels: Record<string, string> = COMPUTED_KEYS[key].valueLabels;
    return labels[operand] ?? String(operand);
  }
  return typeof operand === 'number' ? numberWords(key, operand) : valueLabel(key, operand);
}

function numberWords(key: ColumnId, value: number): string {
  const { unit } = columnOf(key);
  if (unit === 'seconds') return formatDuration(value, 4);
  if (unit === 'percent') return `${value} %`;
  // An id is a name, not an amount.
  return key === 'id' ? String(value) : formatCount(value);
}
