import type { ColumnId } from '../../contract/columns/columns';
import { choicesOf, type FilterKey, filterKeys, labelOf } from '../../contract/query/filters';
import { operandWords } from '../../contract/query/filterWords';
import { findRange, type TimeRange } from './time/quickRanges';

/** What can be filtered, found by its name on screen, its documented name, or a word that it can hold. */
export interface KeyMatch {
  key: FilterKey;
  label: string;
  /** Found by this word: "urgent" finds the priority. */
  choice?: string;
  /** Found by a time that the text names: "last month". */
  range?: TimeRange;
  /** A number as long as ids are. */
  id?: string;
  /** No column's name or word: the text itself, which a topic may hold. */
  contains?: string;
}

/** Best first: a name that begins so, a word of it, any part of it, the documented name, a word that it can hold. */
export function searchKeys(typed: string, visible: readonly ColumnId[]): KeyMatch[] {
  const wanted = squash(typed);
  const keys = filterKeys(visible);
  if (wanted === '') return keys.map(matchOf);
  const byName = keys
    .map((key) => ({ key, rank: rankOf(key, wanted) }))
    .filter(({ rank }) => rank >= 0)
    // Sorting is stable: equals stay in the documented order.
    .sort((a, b) => a.rank - b.rank)
    .map(({ key }) => matchOf(key));
  const text = typed.trim();
  return [
    ...byName,
    ...keys.flatMap((key) => byChoice(key, wanted)),
    ...byId(text),
    ...byTime(text, visible),
    ...byTopic(text, visible),
  ];
}

function matchOf(key: FilterKey): KeyMatch {
  return { key, label: labelOf(key) };
}

/** -1 when the name does not match. */
function rankOf(key: FilterKey, wanted: string): number {
  const label = labelOf(key);
  const tests = [
    squash(label).startsWith(wanted),
    startsInside(label, wanted),
    squash(label).includes(wanted),
    squash(key).includes(wanted),
  ];
  return tests.indexOf(true);
}

/** One letter finds names only: every second word begins with it. */
function byChoice(key: FilterKey, wanted: string): KeyMatch[] {
  if (wanted.length < 2) return [];
  return (choicesOf(key) ?? [])
    .filter((choice) => startsInside(operandWords(key, choice), wanted) || squash(choice).startsWith(wanted))
    .map((choice) => ({ ...matchOf(key), choice }));
}

function byId(text: string): KeyMatch[] {
  return /^\d{5,16}$/.test(text) ? [{ ...matchOf('id'), id: text }] : [];
}

const TIMES: readonly ColumnId[] = ['createdAt', 'closedAt', 'dueBy'];

/** A few letters begin too many words. */
function byTime(text: string, visible: readonly ColumnId[]): KeyMatch[] {
  const range = text.length < 4 ? null : findRange(text);
  if (range === null) return [];
  return TIMES.filter((id) => visible.includes(id)).map((id) => ({ ...matchOf(id), range }));
}

/** Words of topics are not known here, but whoever types one wants to find it: the last line asks for it. */
function byTopic(text: string, visible: readonly ColumnId[]): KeyMatch[] {
  return text.length > 1 && visible.includes('topic') ? [{ ...matchOf('topic'), contains: text }] : [];
}

/** Whether the text matches from one of its words on. */
function startsInside(text: string, wanted: string): boolean {
  const words = text.split(/[^\p{L}\p{N}]+/u);
  return words.some((_, index) => squash(words.slice(index).join('')).startsWith(wanted));
}

/** "Sub-topic", "sub topic" and "subTopic" are the same to somebody who types. */
function squash(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
