import { isColumnId } from '../../../contract/columns/columns';
import { choicesOf, type FilterKey } from '../../../contract/query/filters';
import type { KnownValues } from '../find/knownValues';
import { choiceNames } from './choiceWords';
import { isNearly, singulars, squash, startsInside } from './names';

/** Values as people type them: "urgent or high", "billing". */

/** How much of a value must be said; behind its column's name also one that is not known; at last one with a slip. */
export type Extent = 'whole' | 'part' | 'named' | 'near';

const SEPARATOR = /\s*[,;]\s*(?:(?:or|and) )?|\s*[/&+]\s*|\s+(?:or|and|nor)\s+/i;

export function listed(text: string): string[] {
  return text.split(SEPARATOR).filter((each) => each !== '');
}

/** The values that a list names; a value may hold a separator itself. Null when one is not known. */
export function valuesOf(key: FilterKey, text: string, extent: Extent, known: KnownValues): string[] | null {
  const whole = oneValue(key, text, extent, known);
  if (whole !== null) return [whole];
  const values = listed(text).map((each) => oneValue(key, each, extent, known));
  return values.length < 2 || values.includes(null) ? null : values.filter((value) => value !== null);
}

function oneValue(key: FilterKey, text: string, extent: Extent, known: KnownValues): string | null {
  const choices = choicesOf(key);
  if (choices !== undefined) {
    return only(choices, text, extent, (choice) => choiceNames(key, choice));
  }
  const literal = extent === 'named' ? unquoted(text) : null;
  if (literal !== null) return literal;
  if (isNamedByHeart(key)) return extent === 'named' && isReference(text) ? text : null;
  const values = (isColumnId(key) ? known.get(key) : undefined) ?? [];
  return only(
    values.map(({ value }) => value),
    text,
    extent,
    (value) => [value],
  );
}

/** An id such as CU-42. */
export function isReference(text: string): boolean {
  return /^\S*\d\S*$/.test(text);
}

/** Columns of ids: nobody looks them up in a list. */
export function isNamedByHeart(key: FilterKey): boolean {
  return key === 'customerId' || key === 'contractId';
}

export function unquoted(text: string): string | null {
  return /^["“]([^"”]+)["”]$/.exec(text)?.[1] ?? null;
}

/** Text of one's own ends where the condition does; one that holds a comma must be quoted. Null for any other. */
export function freeText(text: string): string | null {
  return unquoted(text) ?? (/[,;"“”]/.test(text) ? null : text);
}

/** A part of a value must be three letters long, and of no other value. */
const PART = 3;
/** Shorter words have too many neighbours. */
const NEAR = 5;

function only(
  values: readonly string[],
  text: string,
  extent: Extent,
  saidAs: (value: string) => readonly string[],
): string | null {
  const wanted = singulars(squash(text));
  const matching = (isSaid: (words: string, each: string) => boolean) =>
    values.filter((value) => saidAs(value).some((words) => wanted.some((each) => isSaid(words, each))));
  const [longest = ''] = wanted;
  const [whole] = longest === '' ? [] : matching((words, each) => squash(words) === each);
  if (whole !== undefined) return whole;
  if (extent === 'whole' || longest.length < PART || longest === 'not') return null;
  const parts = matching((words, each) => startsInside(words, each));
  if (parts.length > 0 || extent !== 'near' || longest.length < NEAR) return single(parts);
  return single(matching((words, each) => isNearly(squash(words), each)));
}

function single([one, other]: readonly string[]): string | null {
  return other === undefined ? (one ?? null) : null;
}
