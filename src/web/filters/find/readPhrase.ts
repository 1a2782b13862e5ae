import type { Filter } from '../../../contract/query/filters';
import { type PhraseScope, readCondition } from './readCondition';

/** Several conditions in one text: "urgent or high, billing, created last month, closed late". */

/** Filters, when every word was understood; else what follows the last condition that was, empty when none was. */
type Phrase = { filters: Filter[] } | { notUnderstood: string };

/** More words are no question to tickets; every further one costs a reading of all that follow. */
const MAX_WORDS = 40;

/** Reads as many words as make one condition, then as many as make the next, with or without commas between. */
export function readPhrase(text: string, scope: PhraseScope): Phrase {
  const words = wordsOf(text);
  if (words.length > MAX_WORDS) return { notUnderstood: '' };
  const start = skipBetween(words, 0);
  const failed = new Set<number>();
  let furthest = start;
  /** The conditions from a word to the end; null when there are none that take every word. */
  const conditionsFrom = (at: number): Filter[] | null => {
    furthest = Math.max(furthest, at);
    if (at === words.length) return [];
    if (failed.has(at)) return null;
    for (const end of endsAfter(words, at)) {
      const taken = words.slice(at, end);
      const filter = readCondition([...taken.slice(0, -1), trimmed(taken.at(-1) ?? '')], scope);
      const others = filter === null ? null : conditionsFrom(skipBetween(words, end));
      if (filter !== null && others !== null) return [filter, ...others];
    }
    failed.add(at);
    return null;
  };
  const filters = conditionsFrom(start);
  if (filters !== null) return { filters };
  return { notUnderstood: furthest === start ? '' : words.slice(furthest).join(' ') };
}

/** Quoted text is one word; commas stay with the word before them. */
function wordsOf(text: string): string[] {
  return text.match(/["“][^"”]*["”][,;]*|[^\s,;]+[,;]*|[,;]+/g) ?? [];
}

/** Words between conditions that say nothing about tickets. */
const BETWEEN = new Set(['and', 'with', 'that', 'which', 'are', 'were', 'is', 'was', 'tickets', 'ticket']);

function skipBetween(words: readonly string[], start: number): number {
  let at = start;
  while (isBetween(words[at])) at += 1;
  return at;
}

function isBetween(word: string | undefined): boolean {
  return word !== undefined && (BETWEEN.has(trimmed(word).toLowerCase()) || trimmed(word) === '');
}

/** Where a condition may end: at a comma rather than between two words, later rather than sooner. */
function endsAfter(words: readonly string[], start: number): number[] {
  const ends = words.map((_, index) => index + 1).filter((end) => end > start);
  const isComma = (end: number) => end === words.length || trimmed(words[end - 1] ?? '') !== words[end - 1];
  return [...ends.filter(isComma).reverse(), ...ends.filter((end) => !isComma(end)).reverse()];
}

/** Without the comma that ends a condition. */
function trimmed(word: string): string {
  return word.replace(/[,;]+$/, '');
}
