import { type ColumnId, columnOf, isColumnId } from './columns';
import {
  COMPUTED_KEYS,
  type Comparator,
  type Filter,
  type FilterKey,
  isComputedKey,
  kindOf,
  labelOf,
  type Operand,
} from './filters';
import { formatCount, formatDay, formatDuration, formatTime } from './format';
import { parseRelative, type RelativeBound, type TimeUnit } from './timeBounds';
import { isDateOnly } from './wallTime';

/** Filters in plain words: on chips, in mails and in files. The words never change what a filter means. */
export interface FilterWords {
  /** What is filtered: "Created". */
  subject: string;
  /** How: "in the last 30 days". */
  words: string;
}

export function filterInWords(filter: Filter): FilterWords {
  const words = kindOf(filter.key) === 'timestamp' ? timeWords(filter) : valueWords(filter);
  const orEmpty = 'orEmpty' in filter && filter.orEmpty === true ? ' or is empty' : '';
  return { subject: labelOf(filter.key), words: words + orEmpty };
}

/** All filters as one sentence: "Channel is email or chat; Created in the last 30 days". */
export function queryInWords(filters: readonly Filter[]): string {
  if (filters.length === 0) return 'all tickets';
  return filters
    .map(filterInWords)
    .map(({ subject, words }) => `${subject} ${words}`)
    .join('; ');
}

/** Values beyond this many are counted, not listed. */
const LISTED_VALUES = 3;

/** `a, b or c`; long lists as `one of 12 values: a, b, c and 9 more`. */
function list(words: readonly string[]): string {
  if (words.length <= LISTED_VALUES + 1) {
    return words.length === 1 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
  }
  const more = words.length - LISTED_VALUES;
  return `one of ${words.length} values: ${words.slice(0, LISTED_VALUES).join(', ')} and ${more} more`;
}

const COMPARED: Partial<Record<Comparator, string>> = {
  '>': 'more than',
  '<': 'less than',
  '>=': 'at least',
  '<=': 'at most',
};

function valueWords(filter: Filter): string {
  const say = (operand: Operand) => operandWords(filter.key, operand);
  switch (filter.comparator) {
    case 'isEmpty':
      return 'is empty';
    case 'isNotEmpty':
      return 'is not empty';
    case 'between':
      return `from ${say(filter.from)} to ${say(filter.to)}`;
    case 'in':
      return `is ${list(filter.values.map(say))}`;
    case 'notIn':
      return `is not ${list(filter.values.map(say))}`;
    case '=':
      return `is ${say(filter.value)}`;
    case '!=':
      return `is not ${say(filter.value)}`;
    case 'contains':
      return `contains “${filter.value}”`;
    default:
      return `${COMPARED[filter.comparator]} ${say(filter.value)}`;
  }
}

/** An operand as it reads on screen: a duration, a count, the label of a state, or the text itself. */
export function operandWords(key: FilterKey, operand: Operand): string {
  if (isComputedKey(key)) {
    const labels: Record<string, string> = COMPUTED_KEYS[key].valueLabels;
    return labels[operand] ?? String(operand);
  }
  if (typeof operand === 'string' || !isColumnId(key)) return String(operand);
  return numberWords(key, operand);
}

function numberWords(key: ColumnId, value: number): string {
  const { unit } = columnOf(key);
  if (unit === 'seconds') return formatDuration(value, 4);
  if (unit === 'percent') return `${value} %`;
  // An id is a name, not an amount.
  return key === 'id' ? String(value) : formatCount(value);
}

function timeWords(filter: Filter): string {
  switch (filter.comparator) {
    case 'isEmpty':
    case 'isNotEmpty':
      return valueWords(filter);
    case 'between':
      return rangeWords(String(filter.from), String(filter.to));
    case 'in':
      return `on ${list(filter.values.map(boundWords))}`;
    case 'notIn':
      return `not on ${list(filter.values.map(boundWords))}`;
    case '=':
      return unitWords(String(filter.value)) ?? `on ${boundWords(filter.value)}`;
    case '!=':
      return `not on ${boundWords(filter.value)}`;
    case '>=':
      return sinceWords(String(filter.value)) ?? `from ${boundWords(filter.value)} on`;
    case '>':
      return `after ${boundWords(filter.value)}`;
    case '<=':
      return `up to ${boundWords(filter.value)}`;
    case '<':
      return `before ${boundWords(filter.value)}`;
    case 'contains':
      return valueWords(filter);
  }
}

const UNIT_NAME: Record<TimeUnit, string> = {
  s: 'second',
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  M: 'month',
  Q: 'quarter',
  y: 'year',
};

/** A whole unit around now: "today", "last month", "this week". */
function unitWords(text: string): string | null {
  const bound = parseRelative(text);
  if (bound?.round === undefined || (bound.amount !== 0 && bound.unit !== bound.round)) return null;
  const { amount, round } = bound;
  if (round === 'd' && amount === 0) return 'today';
  if (round === 'd' && amount === -1) return 'yesterday';
  const name = UNIT_NAME[round];
  if (amount === 0) return `this ${name}`;
  if (amount === -1) return `last ${name}`;
  return amount === 1 ? `next ${name}` : null;
}

function rangeWords(from: string, to: string): string {
  if (from === to) {
    const unit = unitWords(from);
    if (unit !== null) return unit;
  }
  if (to === 'now') {
    const since = sinceWords(from);
    if (since !== null) return since;
  }
  return `from ${boundWords(from)} to ${boundWords(to)}`;
}

/** `now-30d` up to now: "in the last 30 days". */
function sinceWords(from: string): string | null {
  const bound = parseRelative(from);
  if (bound === null || bound.round !== undefined || bound.amount >= 0) return null;
  return `in the last ${amountWords(bound)}`;
}

function amountWords({ amount, unit }: RelativeBound): string {
  const count = Math.abs(amount);
  return `${formatCount(count)} ${UNIT_NAME[unit]}${count === 1 ? '' : 's'}`;
}

/** One bound: "23 Nov 2026", "23 Nov 2026, 13:58:00", "30 days ago", "the start of last month". */
export function boundWords(operand: Operand): string {
  const text = String(operand);
  const bound = parseRelative(text);
  if (bound === null) return isDateOnly(text) ? formatDay(text) : formatTime(text, !text.endsWith(':00'));
  const moment = bound.amount === 0 ? 'now' : `${amountWords(bound)} ${bound.amount < 0 ? 'ago' : 'from now'}`;
  if (bound.round === undefined) return moment;
  return unitWords(text) ?? `the ${UNIT_NAME[bound.round]} of ${moment}`;
}
