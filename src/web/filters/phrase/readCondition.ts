import type { ColumnId } from '../../../contract/columns/columns';
import {
  choicesOf,
  type Filter,
  type FilterKey,
  filterKeys,
  kindOf,
  OPERANDS_OF,
} from '../../../contract/query/filters';
import { canonicalFilter } from '../draft/canonicalFilter';
import { emptyDraft, type FilterDraft, isRequired } from '../draft/filterDraft';
import { operandOf } from '../draft/operandText';
import { checkDraft, type DraftScope } from '../draft/readDraft';
import { findRange } from '../time/quickRanges';
import { type Compared, comparedWays } from './comparedWays';
import { afterName, beforeName, namesOf, squash } from './names';
import { type Extent, freeText, isNamedByHeart, listed, type NamedColumns, valuesOf } from './valueWords';

/** What words are read against. */
export interface PhraseScope extends DraftScope {
  visible: readonly ColumnId[];
  known: NamedColumns;
  /** Whether values are also looked for that differ by one letter. */
  isNear?: boolean;
}

export interface Condition {
  filter: Filter;
  /** A time that names no column. */
  isTimeAlone?: true;
}

/**
 * The one filter that all of the words say, such as "priority is high", "billing topics", "not chat" or "closed last
 * week"; null when they say none. Values that nobody has named before must be quoted, or stand behind the name of a
 * column that is typed by heart (customer, contract).
 */
export function readCondition(words: readonly string[], scope: PhraseScope): Condition | null {
  const filter = withColumn(words, scope);
  if (filter !== null) return { filter };
  const time = timeAlone(words.join(' '), scope);
  return time === null ? null : { filter: time, isTimeAlone: true };
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

/** "no agent"; "not closed" is what the page calls tickets without a closing time, whatever their status. */
function withoutValue(keys: readonly FilterKey[], words: readonly string[]): Filter | null {
  const [first = '', ...named] = words;
  if (squash(words.join('')) === 'notclosed') return { key: 'closedAt', comparator: 'isEmpty' };
  if (!/^(no|without)$/i.test(first)) return null;
  const key = keys.find(
    (each) => !isRequired(each) && namesOf(each).some((name) => afterName(named, name)?.length === 0),
  );
  return key === undefined ? null : { key, comparator: 'isEmpty' };
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
  const listed = keys.filter(hasValues);
  return (
    firstOf(listed, (key) => positive(key, text, 'whole', scope)) ??
    firstOf(listed, (key) => negative(key, text, 'whole', scope)) ??
    firstOf(listed, (key) => (key === 'dataCheck' ? null : positive(key, text, 'part', scope))) ??
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
  const [, operand] = /^not (.+)$/i.exec(text) ?? [];
  if (operand === undefined || isNamedByHeart(key)) return null;
  return filterOf(key, { comparator: 'notIn', operand }, extent, scope);
}

/** "last month", "since 1 Oct": of when tickets were created, unless what stands beside it says otherwise. */
function timeAlone(text: string, scope: PhraseScope): Filter | null {
  if (!isTimeWords(text)) return null;
  return firstOf(comparedWays('createdAt', text), ({ comparator, operand }) =>
    isTimeWords(operand) ? filterOf('createdAt', { comparator, operand }, 'whole', scope) : null,
  );
}

/** A few letters begin too many words. */
function isTimeWords(text: string): boolean {
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
  { comparator, operand }: Compared,
  extent: Extent,
  { known, asOf }: PhraseScope,
): FilterDraft | null {
  const draft = { ...emptyDraft(key), comparator };
  const operands = OPERANDS_OF[comparator];
  if (operands === 'none') return operand === '' ? draft : null;
  if (operand === '') return null;
  if (operands === 'range') return rangeDraft(draft, operand, asOf);
  if (!hasValues(key) || !['=', '!=', 'in', 'notIn'].includes(comparator)) {
    const value = kindOf(key) === 'text' ? freeText(operand) : operand;
    if (value === null) return null;
    const values = operands === 'value' ? [value] : listed(value);
    if (values.some((each) => operandOf(key, each) === null)) return null;
    return operands === 'value' ? { ...draft, value } : { ...draft, values };
  }
  const values = valuesOf(key, operand, extent, known);
  if (values === null) return null;
  const [value = '', second] = values;
  if (operands === 'values') return { ...draft, values };
  return second === undefined ? { ...draft, value } : null;
}

/** A range by name, or its two ends. */
function rangeDraft(draft: FilterDraft, operand: string, asOf: string): FilterDraft | null {
  if (kindOf(draft.key) === 'timestamp' && isTimeWords(operand)) {
    const range = findRange(operand, asOf);
    if (range !== null) return { ...draft, from: range.from, to: range.to };
  }
  const [, from, to] = /^(.+?) (?:and|to|until|–) (.+)$/i.exec(operand) ?? [];
  const isRange =
    from !== undefined && to !== undefined && [from, to].every((each) => operandOf(draft.key, each) !== null);
  return isRange ? { ...draft, from, to } : null;
}
