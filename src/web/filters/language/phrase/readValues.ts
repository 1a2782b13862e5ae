import { choicesOf, type Filter, type FilterKey, kindOf } from '../../../../contract/query/filters';
import { anyParticle } from '../grammar/grammars';
import { filterOf } from './filterOf';
import { isNameWord } from './names';
import { type Extent, isNamedByHeart } from './parseValues';
import type { PhraseScope } from './phraseScope';

/** Filters of values that say their column themselves: "urgent", "not billing". */

export function eachOf<Each>(list: readonly Each[], read: (each: Each) => Filter | null): Filter[] {
  return list.map(read).filter((filter) => filter !== null);
}

export function wholeChoices(keys: readonly FilterKey[], text: string, scope: PhraseScope): Filter[] {
  return eachOf(
    keys.filter((key) => choicesOf(key) !== undefined),
    (key) => positive(key, text, 'whole', scope),
  );
}

/** Values say their column, if they are written out. */
export function wholeValues(keys: readonly FilterKey[], text: string, scope: PhraseScope): Filter[] {
  const listed = keys.filter(hasValues);
  const said = eachOf(listed, (key) => positive(key, text, 'whole', scope));
  if (said.length > 0) return said;
  const leftOut = eachOf(listed, (key) => negative(key, text, 'whole', scope));
  if (leftOut.length > 0) return leftOut;
  const [, digits] = /^#?(\d{5,16})$/.exec(text) ?? [];
  const id = digits === undefined ? null : filterOf('id', { comparator: '=', operand: digits }, 'whole', scope);
  return id === null ? [] : [id];
}

/** The part of a value that no other of its column has; checks are sentences. */
export function partsOfValues(keys: readonly FilterKey[], text: string, scope: PhraseScope): Filter[] {
  if (isNameWord(text)) return [];
  const listed = keys.filter((key) => hasValues(key) && key !== 'dataCheck');
  const said = eachOf(listed, (key) => positive(key, text, 'part', scope));
  return said.length > 0 ? said : eachOf(listed, (key) => negative(key, text, 'part', scope));
}

export function hasValues(key: FilterKey): boolean {
  return choicesOf(key) !== undefined || kindOf(key) === 'text';
}

export function positive(key: FilterKey, text: string, extent: Extent, scope: PhraseScope): Filter | null {
  // "Prio > 2" is no "Prio 2".
  return isNamedByHeart(key) || SIGN.test(text)
    ? null
    : filterOf(key, { comparator: 'in', operand: text }, extent, scope);
}

export function negative(key: FilterKey, text: string, extent: Extent, scope: PhraseScope): Filter | null {
  const [, operand] = NEGATED.exec(text) ?? [];
  if (operand === undefined || isNamedByHeart(key) || NOT_CLOSED_LIST.test(text)) return null;
  return filterOf(key, { comparator: 'notIn', operand }, extent, scope);
}

const SIGN = /(?:^| )[<>≤≥]=? /;

export const NOT_CLOSED = anyParticle('notClosed');
const NEGATED = new RegExp(`^(?:${anyParticle('not')}[ -]|[-!≠] ?|<> ?)(.+)$`, 'iu');
/** Of "not closed, pending" the first is a condition of its own. */
const NOT_CLOSED_LIST = new RegExp(`^${NOT_CLOSED}(?:\\s*[,;]|\\s+${anyParticle('plus')}\\s)`, 'iu');
