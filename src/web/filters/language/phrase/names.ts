import { documentedFacts, type FilterKey, filterKeys, labelOf } from '../../../../contract/query/filters';
import { fold, formsOf, GRAMMARS, stemsOf } from '../grammar/grammars';
import { remembered } from '../grammar/remembered';

/** Names of columns and values as people type them: capitals, spaces, hyphens and endings make no difference. */

/** "Sub-topic", "sub topic" and "subTopic" are the same to somebody who types. */
export const squash = remembered((text: string): string => fold(text).replace(/[^\p{L}\p{N}]/gu, ''));

/** Whether the text matches from one of its words on. */
export function startsInside(text: string, wanted: string): boolean {
  return startsOf(text).some((start) => start.startsWith(wanted));
}

/** The text from each of its words on, squashed. */
export function startsOf(text: string): string[] {
  const words = text.split(/[^\p{L}\p{N}]+/u);
  return words.map((_, index) => squash(words.slice(index).join('')));
}

/** Names of every key, squashed, made once. */
function namesTable(namesFor: (key: FilterKey) => readonly string[]): ReadonlyMap<FilterKey, readonly string[]> {
  return new Map(filterKeys().map((key) => [key, [...new Set(namesFor(key).map(squash))]]));
}

const OTHER_NAMES = namesTable((key) => GRAMMARS.flatMap(({ names }) => formsOf(names[key])));
/** On screen, and in English: the grammars say everything in the documented labels. */
function labelsOf(key: FilterKey): readonly string[] {
  return [labelOf(key), documentedFacts(key).label];
}

const NAMES = namesTable((key) => [
  ...labelsOf(key),
  key,
  ...GRAMMARS.flatMap(({ names, namesWithTime }) => [...formsOf(names[key]), ...formsOf(namesWithTime[key])]),
]);
const NAMES_LAST = namesTable((key) =>
  GRAMMARS.filter(({ isTimeFirst }) => isTimeFirst).flatMap(({ names, namesWithTime }) => [
    ...formsOf(names[key]),
    ...formsOf(namesWithTime[key]),
  ]),
);

/** What the key is called elsewhere and in other languages, squashed. */
export function otherNames(key: FilterKey): readonly string[] {
  return OTHER_NAMES.get(key) ?? [];
}

/** Squashed; on screen, documented, elsewhere, and those that need a value beside them. */
export function namesOf(key: FilterKey): readonly string[] {
  return NAMES.get(key) ?? [];
}

/** Those of languages in which a time stands before its column. */
export function namesBehindTime(key: FilterKey): readonly string[] {
  return NAMES_LAST.get(key) ?? [];
}

/** A column that some words name, and the other words. */
export interface Named {
  key: FilterKey;
  name: string;
  rest: readonly string[];
}

const KEYS_CALLED = new Map<string, FilterKey[]>();
for (const [key, names] of NAMES) {
  for (const name of names) KEYS_CALLED.set(name, [...(KEYS_CALLED.get(name) ?? []), key]);
}
const LONGEST_NAME = Math.max(...[...KEYS_CALLED.keys()].map((name) => name.length)) + 2;

/** Every column that the first words name. */
export function namedByFirst(words: readonly string[]): Named[] {
  return namedBy(words.length, (count) => [words.slice(0, count), words.slice(count)]);
}

/** Every column that the last words name. */
export function namedByLast(words: readonly string[]): Named[] {
  return namedBy(words.length, (count) => [words.slice(words.length - count), words.slice(0, words.length - count)]);
}

function namedBy(
  most: number,
  split: (count: number) => readonly [said: readonly string[], rest: readonly string[]],
): Named[] {
  const found: Named[] = [];
  for (let count = 1; count <= most; count += 1) {
    const [said, rest] = split(count);
    const squashed = squash(said.join(''));
    // A sign is no part of a name: it may turn the meaning round.
    if (squashed.length > LONGEST_NAME || said.some((word) => squash(word) === '')) break;
    for (const name of stemsOf(squashed)) {
      found.push(...(KEYS_CALLED.get(name) ?? []).map((key) => ({ key, name, rest })));
    }
  }
  return found;
}

const NAME_WORDS = new Set([
  ...filterKeys()
    .flatMap(labelsOf)
    .flatMap((label) => label.split(/[ -]/).map(squash)),
  ...[...OTHER_NAMES.values()].flat(),
]);

/** Whether it stands in a column's name, and so is no part of a value by itself. */
export function isNameWord(word: string): boolean {
  return stemsOf(squash(word)).some((stem) => NAME_WORDS.has(stem));
}

/** The word, and what it is one of several of: "complaints" also finds "complaint". */
export function singulars(word: string): readonly string[] {
  return word.length > 4 && word.endsWith('s') ? [word, word.slice(0, -1)] : [word];
}
