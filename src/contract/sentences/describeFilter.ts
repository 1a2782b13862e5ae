import { labelOfValue } from '../columns/columnFacts';
import { formatDuration } from '../format/format';
import { formatCount, formatPlain } from '../format/numbers';
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
import { say } from '../texts/texts';
import { BESIDE, describeTime } from './describeTime';
import { inRuns } from './runs';

/** Filters in plain words: on chips, in mails and in files. The words never change what a filter means. */
interface FilterDescription {
  /** What is filtered: "Created"; "Noch nicht" of what is not closed. */
  subject: string;
  /** How: "in the last 30 days". */
  condition: string;
}

export function describeFilter(filter: Filter): FilterDescription {
  if (filter.key === 'closedAt' && filter.comparator === 'isEmpty') {
    return { subject: say('filter.notClosed'), condition: say('filter.notClosed.how') };
  }
  return { subject: labelOf(filter.key), condition: describeCondition(filter) + describeOrEmpty(filter) };
}

/** All filters as one sentence: "Channel is email or chat; Created in the last 30 days". */
export function describeFilters(filters: readonly Filter[]): string {
  if (filters.length === 0) return say('filter.all');
  return filters
    .map(describeFilter)
    .map(({ subject, condition }) => `${subject} ${condition}`)
    .join('; ');
}

function describeOrEmpty(filter: Filter): string {
  if (!keepsEmpty(filter)) return '';
  // After a list the comma keeps "or is empty" from being its last value.
  return say('values' in filter && filter.values.length > 1 ? 'filter.listOrEmpty' : 'filter.orEmpty', {
    be: beOf(filter.key),
  });
}

function describeCondition(filter: Filter): string {
  if (filter.comparator === 'isEmpty' || filter.comparator === 'isNotEmpty')
    return say(`filter.${filter.comparator}`, { be: beOf(filter.key) });
  if (isFilterOf(filter, 'timestamp')) return describeTime(filter);
  const { key } = filter;
  const run = 'values' in filter ? inRuns(key, filter.values, (value) => describeOperand(key, value)) : null;
  if (run !== null) return describeRuns(filter, run);
  if (isFilterOf(filter, 'integer') && isAgainstDeadline(key)) return describeAgainst(filter);
  if (isFilterOf(filter, 'integer')) return describeValues(filter, 'number', (value) => describeOperand(key, value));
  if (isFilterOf(filter, 'text')) {
    if (filter.comparator === 'contains') return say('filter.contains', { n: nounsOf(key), text: quote(filter.value) });
    if (filter.comparator === 'includes')
      return say('filter.include', { list: formatList(distinct(filter.values).map(formatText), 'or', 'oneOf') });
    return describeValues(filter, 'text', formatText);
  }
  // In a list a label with a comma of its own ("overdue, not closed") is quoted.
  const isQuoted = isFilterOf(filter, 'computed') && 'values' in filter && new Set(filter.values).size > 1;
  const label = (value: string) => describeValue(key, value);
  return describeValues(filter, 'text', isQuoted ? (value) => formatText(label(value)) : label);
}

const COMPARED = { '>': 'above', '<': 'below', '>=': 'atLeast', '<=': 'atMost' } as const;

/** A filter that compares with something. */
type WithOperands<V> = Exclude<Ordered<FilterKey, V>, { comparator: 'isEmpty' | 'isNotEmpty' }>;

function describeValues<V extends Operand>(
  filter: WithOperands<V>,
  // Text is compared by its characters' codes, capitals first.
  compared: 'number' | 'text',
  name: (operand: V) => string,
): string {
  switch (filter.comparator) {
    case '=':
      return say('filter.is', { be: beOf(filter.key), value: name(filter.value) });
    case '!=':
      return say('filter.isNot', { be: beOf(filter.key), value: name(filter.value) });
    case 'in':
      return describeOneOf(filter.key, distinct(filter.values).map(name));
    case 'notIn':
      return describeNoneOf(filter.key, distinct(filter.values).map(name));
    case 'between':
      return say(`filter.${compared}.between`, { from: name(filter.from), to: name(filter.to) });
    default:
      return say(`filter.${compared}.${COMPARED[filter.comparator]}`, { value: name(filter.value) });
  }
}

/** "Monday to Friday", "22 to 5". */
function describeRuns({ key, comparator }: Filter, runs: readonly string[]): string {
  return comparator === 'notIn' ? describeNoneOf(key, runs) : describeOneOf(key, runs);
}

function distinct<V>(values: readonly V[]): V[] {
  return [...new Set(values)];
}

function describeOneOf(key: FilterKey, values: readonly string[]): string {
  return say('filter.is', { be: beOf(key), value: formatList(values, 'or', 'oneOf') });
}

function describeNoneOf(key: FilterKey, values: readonly string[]): string {
  const be = beOf(key);
  switch (values.length) {
    case 1:
      return say('filter.isNot', { be, value: values[0] ?? '' });
    case 2:
      return say('filter.neither', { be, list: formatList(values, 'nor', 'noneOf') });
    default:
      return isLong(values)
        ? say('filter.is', { be, value: formatList(values, 'or', 'noneOf') })
        : say('filter.noneOf', { be, list: formatList(values, 'or', 'noneOf') });
  }
}

/** "Is", or "are" behind what is called in the plural: messages, tags. */
function beOf(key: FilterKey): string {
  return say('filter.be', { n: nounsOf(key) });
}

function nounsOf(key: FilterKey): number {
  return keyFacts(key).isPlural === true ? 2 : 1;
}

function isAgainstDeadline(key: FilterKey): boolean {
  const facts = keyFacts(key);
  return facts.kind === 'integer' && facts.isAgainstDeadline === true;
}

/** "Before 2 h past it": its label tells of no side of the deadline, and more of it is later. */
function describeAgainst(filter: WithOperands<number>): string {
  const words = (seconds: number) =>
    say(`filter.${seconds < 0 ? 'early' : 'late'}`, { time: formatDuration(Math.abs(seconds), 4) });
  switch (filter.comparator) {
    case '>':
    case '<':
    case '>=':
    case '<=':
      return say(BESIDE[filter.comparator], { kind: 'moment', noun: words(filter.value) });
    default:
      return describeValues(filter, 'number', words);
  }
}

/** A value inside of a sentence: some languages quote those of several words, "ist nicht „wartet auf Kunden“". */
export function describeValue(key: FilterKey, operand: Operand): string {
  const label = describeOperand(key, operand);
  return keyFacts(key).kind === 'enum' && label.includes(' ') ? say('filter.words', { label }) : label;
}

/** An operand as it reads on screen: a duration, a count, the label of a state, or the text itself. */
export function describeOperand(key: FilterKey, operand: Operand): string {
  const facts = keyFacts(key);
  if (typeof operand === 'string') return labelOfValue(facts, operand);
  switch (facts.kind === 'integer' ? facts.unit : 'identifier') {
    case 'seconds':
      return formatDuration(operand, 4);
    case 'percent':
      return `${formatPlain(operand)} %`;
    case 'count':
      return formatCount(operand);
    case 'identifier':
      return formatPlain(operand);
  }
}
