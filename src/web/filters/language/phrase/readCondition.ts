import type { ColumnId } from '../../../../contract/columns/columns';
import { OPERANDS_OF } from '../../../../contract/query/comparators';
import {
  choicesOf,
  type Filter,
  type FilterKey,
  filterKeys,
  keyFacts,
  kindOf,
} from '../../../../contract/query/filters';
import { makeFilter } from '../../../../contract/query/makeFilter';
import { canonicalFilter } from '../draft/canonicalFilter';
import { emptyDraft, type FilterDraft, isRequired } from '../draft/filterDraft';
import { operandOf } from '../draft/operandText';
import { checkDraft, type DraftScope } from '../draft/readDraft';
import { findRange } from '../time/quickRanges';
import { type Compared, comparedWays } from './comparedWays';
import { idiomOf } from './idioms';
import { afterName, beforeName, isNameWord, namesOf } from './names';
import { amountInDigits, parseTimePhrase } from './parseOperandPhrase';
import { type Extent, freeText, isNamedByHeart, listed, type NamedColumns, valuesOf } from './parseValues';

/** What words are read against. */
export interface PhraseScope extends DraftScope {
  visible: readonly ColumnId[];
  known: NamedColumns;
  /** Whether values are also looked for that differ by one letter. */
  isNear?: boolean;
}

export interface Condition {
  /** Several for an idiom. */
  filters: Filter[];
  /** A time that names no column. */
  isTimeAlone?: true;
}

/**
 * What all of the words say together, such as "priority is high", "billing topics", "not chat" or "closed last week";
 * null when they say no one thing. Values that nobody has named before must be quoted, or stand behind the name of a
 * column that is typed by heart (customer, contract).
 */
export function readCondition(words: readonly string[], scope: PhraseScope): Condition | null {
  const idiom = idiomOf(words.join(' '));
  if (idiom !== null) {
    const filters = idiom.map((condition) => withColumn(condition.split(' '), scope));
    return filters.includes(null) ? null : { filters: filters.filter((filter) => filter !== null) };
  }
  const filter = withColumn(words, scope);
  if (filter !== null) return { filters: [filter] };
  const time = timeAlone(words.join(' '), scope);
  return time === null ? null : { filters: [time], isTimeAlone: true };
}

function withColumn(words: readonly string[], scope: PhraseScope): Filter | null {
  const keys = filterKeys(scope.visible);
  return (
    withoutValue(keys, words) ??
    firstOf(keys, (key) => firstOf(namesOf(key), (name) => namedFirst(key, afterName(words, name), scope))) ??
    firstOf(keys, (key) => firstOf(namesOf(key), (name) => namedLast(key, beforeName(words, name), scope))) ??
    unnamed(keys, words, scope)
  );
}

function firstOf<Each>(list: readonly Each[], read: (each: Each) => Filter | null): Filter | null {
  for (const each of list) {
    const filter = read(each);
    if (filter !== null) return filter;
  }
  return null;
}

/** "no agent", "no internal messages"; "not closed" is what the page calls tickets without a closing time. */
function withoutValue(keys: readonly FilterKey[], words: readonly string[]): Filter | null {
  const [first = '', ...named] = words;
  if (words.join(' ').toLowerCase() === 'not closed') return { key: 'closedAt', comparator: 'isEmpty' };
  if (!/^(no|without)$/i.test(first)) return null;
  const key = keys.find(
    (each) => !isRequired(each) && namesOf(each).some((name) => afterName(named, name)?.length === 0),
  );
  if (key === undefined) return null;
  const facts = keyFacts(key);
  const isCount = facts.kind === 'integer' && facts.unit === 'count';
  return isCount ? makeFilter(key, '=', [0]) : makeFilter(key, 'isEmpty');
}

function namedFirst(key: FilterKey, words: readonly string[] | null, scope: PhraseScope): Filter | null {
  if (words === null || words.length === 0) return null;
  return firstOf(comparedWays(key, words.join(' ')), (compared) => filterOf(key, compared, 'named', scope));
}

/** "high priority", "billing topics": only of values that are known; "more than 3 incoming messages". */
function namedLast(key: FilterKey, words: readonly string[] | null, scope: PhraseScope): Filter | null {
  if (words === null || words.length === 0) return null;
  const text = words.join(' ');
  if (kindOf(key) === 'integer') {
    return firstOf(comparedWays(key, text), (compared) => filterOf(key, compared, 'named', scope));
  }
  if (!hasValues(key)) return null;
  return positive(key, text, 'named', scope) ?? negative(key, text, 'named', scope);
}

/** Values say their column, if they are written out; else the part of one that no other has (checks are sentences). */
function unnamed(keys: readonly FilterKey[], words: readonly string[], scope: PhraseScope): Filter | null {
  const text = words.join(' ');
  // Between other words a preposition, not a direction.
  const listed = /^(?:not )?(?:in|out)$/i.test(text) ? [] : keys.filter(hasValues);
  const byPart = isNameWord(text) ? [] : listed.filter((key) => key !== 'dataCheck');
  return (
    firstOf(listed, (key) => positive(key, text, 'whole', scope)) ??
    firstOf(listed, (key) => negative(key, text, 'whole', scope)) ??
    firstOf(byPart, (key) => positive(key, text, 'part', scope)) ??
    (/^\d{5,16}$/.test(text) ? filterOf('id', { comparator: '=', operand: text }, 'whole', scope) : null)
  );
}

function hasValues(key: FilterKey): boolean {
  return choicesOf(key) !== undefined || kindOf(key) === 'text';
}

function positive(key: FilterKey, text: string, extent: Extent, scope: PhraseScope): Filter | null {
  return isNamedByHeart(key) ? null : filterOf(key, { comparator: 'in', operand: text }, extent, scope);
}

function negative(key: FilterKey, text: string, extent: Extent, scope: PhraseScope): Filter | null {
  const [, operand] = NEGATED.exec(text) ?? [];
  if (operand === undefined || isNamedByHeart(key) || NOT_CLOSED_LIST.test(operand)) return null;
  return filterOf(key, { comparator: 'notIn', operand }, extent, scope);
}

const NEGATED = /^(?:not (?:in )?|except (?:for )?|excluding |but not |[-!≠] ?|<> ?)(.+)$/i;
/** Of "not closed, pending" the first is a condition of its own. */
const NOT_CLOSED_LIST = /^closed(?:\s*[,;]|\s+and\s)/i;

/** "last month", "since 1 Oct": of when tickets were created, unless what stands beside it says otherwise. */
function timeAlone(text: string, scope: PhraseScope): Filter | null {
  if (!isTimePhrase(text)) return null;
  return firstOf(comparedWays('createdAt', text), ({ comparator, operand }) =>
    isTimePhrase(parseTimePhrase(operand, 'createdAt', scope.asOf))
      ? filterOf('createdAt', { comparator, operand }, 'whole', scope)
      : null,
  );
}

/** A few letters begin too many words. */
function isTimePhrase(text: string): boolean {
  return text.length >= 4 || /^(may|q[1-4])$/i.test(text);
}

function filterOf(key: FilterKey, compared: Compared, extent: Extent, scope: PhraseScope): Filter | null {
  const wanted = scope.isNear === true && extent !== 'whole' ? 'near' : extent;
  const draft = draftOf(key, compared, wanted, scope);
  if (draft === null) return null;
  const result = checkDraft(draft, scope);
  return 'filter' in result ? canonicalFilter(result.filter) : null;
}

function draftOf(
  key: FilterKey,
  { comparator, operand: said }: Compared,
  extent: Extent,
  { known, asOf }: PhraseScope,
): FilterDraft | null {
  const draft = { ...emptyDraft(key), comparator };
  const operands = OPERANDS_OF[comparator];
  const operand = inWordsOfFields(key, said, asOf);
  if (operands === 'none') return operand === '' ? draft : null;
  if (operand === '') return null;
  if (operands === 'range') return rangeDraft(draft, operand, asOf);
  if (hasValues(key) && ['=', '!=', 'in', 'notIn'].includes(comparator)) {
    const values = valuesOf(key, operand, extent, known);
    if (values === null) return null;
    const [value = '', second] = values;
    if (operands === 'values') return { ...draft, values };
    return second === undefined ? { ...draft, value } : null;
  }
  const values = operands === 'value' ? singleOperand(key, operand) : listed(operand);
  if (values.length === 0 || values.some((each) => operandOf(key, each) === null)) return null;
  const [value = ''] = values;
  return operands === 'value' ? { ...draft, value } : { ...draft, values: [...values] };
}

/** An operand in the words of the editor's fields. */
function inWordsOfFields(key: FilterKey, said: string, asOf: string): string {
  if (kindOf(key) === 'timestamp') return parseTimePhrase(said, key, asOf);
  return kindOf(key) === 'integer' ? amountInDigits(said) : said;
}

/** Empty for more than one: "2 d, 3 d" is not 5 d. */
function singleOperand(key: FilterKey, operand: string): readonly string[] {
  const text = kindOf(key) === 'text' ? freeText(operand) : operand;
  return text === null || (kindOf(key) === 'integer' && listed(text).length > 1 && !/\band\b/i.test(text))
    ? []
    : [text];
}

/** A range by name, or its two ends. */
function rangeDraft(draft: FilterDraft, operand: string, asOf: string): FilterDraft | null {
  if (kindOf(draft.key) === 'timestamp' && isTimePhrase(operand) && !IS_HALF_A_RANGE.test(operand)) {
    const range = findRange(operand, asOf, draft.key);
    if (range !== null) return { ...draft, from: range.from, to: range.to };
  }
  const [, from, to] = /^(.+?) (?:and|to|until|–) (.+)$/i.exec(operand) ?? [];
  const isRange =
    from !== undefined && to !== undefined && [from, to].every((each) => operandOf(draft.key, each) !== null);
  return isRange ? { ...draft, from, to } : null;
}

/** "3 days" may be past or to come; "last 3" may become "last 30 days". */
const IS_HALF_A_RANGE = /^(?:\d+ ?[a-z]+|(?:last|this|next)(?: \d*)?)$/i;
