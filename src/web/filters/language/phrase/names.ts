import { type FilterKey, filterKeys, keyFacts, labelOf } from '../../../../contract/query/filters';

/** Names of columns and values as people type them: capitals, spaces and hyphens make no difference. */

/** "Sub-topic", "sub topic" and "subTopic" are the same to somebody who types. */
export function squash(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Whether the text matches from one of its words on. */
export function startsInside(text: string, wanted: string): boolean {
  return startsOf(text).some((start) => start.startsWith(wanted));
}

/** The text from each of its words on, squashed. */
export function startsOf(text: string): string[] {
  const words = text.split(/[^\p{L}\p{N}]+/u);
  return words.map((_, index) => squash(words.slice(index).join('')));
}

/** What the key is called elsewhere, squashed. */
export function otherNames(key: FilterKey): readonly string[] {
  return (keyFacts(key).alsoCalled ?? []).map(squash);
}

/** Said of a time only, squashed: by themselves these are something else. */
function namesWithTime(key: FilterKey): readonly string[] {
  const facts = keyFacts(key);
  return facts.kind === 'timestamp' ? (facts.calledWithTime ?? []).map(squash) : [];
}

const NAMES = new Map<FilterKey, readonly string[]>();

/** Squashed; on screen, documented, elsewhere, and those that need a value behind them. */
export function namesOf(key: FilterKey): readonly string[] {
  const names = NAMES.get(key) ?? [
    ...new Set([squash(labelOf(key)), squash(key), ...otherNames(key), ...namesWithTime(key)]),
  ];
  NAMES.set(key, names);
  return names;
}

const LABEL_WORDS = new Set(filterKeys().flatMap((key) => labelOf(key).split(/[ -]/).map(squash)));

/** Whether it stands in a column's name, and so is no part of a value by itself. */
export function isNameWord(word: string): boolean {
  return LABEL_WORDS.has(squash(word));
}

/** The word, and what it is one of several of: "complaints" also finds "complaint". */
export function singulars(word: string): readonly string[] {
  return word.length > 4 && word.endsWith('s') ? [word, word.slice(0, -1)] : [word];
}

/** Whether one slip of the finger lies between them: a letter too many, too few, another, or two that changed places. */
export function isNearly(word: string, typed: string): boolean {
  const at = [...word].findIndex((letter, index) => letter !== typed[index]);
  if (at === -1) return typed.length - word.length === 1;
  const rest = (text: string, from: number) => text.slice(from);
  return (
    rest(word, at + 1) === rest(typed, at + 1) ||
    rest(word, at + 1) === rest(typed, at) ||
    rest(word, at) === rest(typed, at + 1) ||
    (word[at] === typed[at + 1] && word[at + 1] === typed[at] && rest(word, at + 2) === rest(typed, at + 2))
  );
}

/** What follows the first words where these are the name ("topics" is one for `topic`); null where they are not. */
export function afterName(words: readonly string[], name: string): readonly string[] | null {
  const count = wordsOfName(words, name, (said, word) => said + word);
  return count === null ? null : words.slice(count);
}

/** What stands before the last words where these are the name. */
export function beforeName(words: readonly string[], name: string): readonly string[] | null {
  const count = wordsOfName(words.toReversed(), name, (said, word) => word + said);
  return count === null ? null : words.slice(0, words.length - count);
}

/** How many words make the name. */
function wordsOfName(
  words: readonly string[],
  name: string,
  joined: (said: string, word: string) => string,
): number | null {
  let said = '';
  for (const [index, word] of words.entries()) {
    said = joined(said, squash(word));
    if (said === name || said === `${name}s`) return index + 1;
    if (said.length > name.length) return null;
  }
  return null;
}
