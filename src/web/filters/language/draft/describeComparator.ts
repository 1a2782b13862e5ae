import type { Comparator } from '../../../../contract/query/comparators';
import { type FilterKey, kindOf } from '../../../../contract/query/filters';
import { type PlainTextId, say } from '../../../../contract/texts/texts';

/** What comparators are called in the list of conditions; the chips' sentences use the same words. */

const PHRASES = {
  '=': 'editor.is',
  '!=': 'editor.isNot',
  in: 'editor.isOneOf',
  notIn: 'editor.isNoneOf',
  '>': 'editor.moreThan',
  '>=': 'editor.atLeast',
  '<': 'editor.lessThan',
  '<=': 'editor.atMost',
  between: 'editor.between',
  contains: 'editor.contains',
  includes: 'editor.includes',
  isEmpty: 'editor.isEmpty',
  isNotEmpty: 'editor.isNotEmpty',
} as const satisfies Record<Comparator, PlainTextId>;

const TIME_PHRASES = {
  '=': 'editor.on',
  '!=': 'editor.notOn',
  in: 'editor.onOneOf',
  notIn: 'editor.onNoneOf',
  '>': 'editor.after',
  '>=': 'editor.onOrAfter',
  '<': 'editor.before',
  '<=': 'editor.onOrBefore',
} as const;

const TEXT_PHRASES = {
  '>': 'editor.sortsAfter',
  '>=': 'editor.sortsFrom',
  '<': 'editor.sortsBefore',
  '<=': 'editor.sortsUpTo',
  between: 'editor.sortsBetween',
} as const;

type Phrase =
  | (typeof PHRASES | typeof TIME_PHRASES)[keyof typeof TIME_PHRASES]
  | (typeof PHRASES)[Comparator]
  | (typeof TEXT_PHRASES)[keyof typeof TEXT_PHRASES];

const PHRASES_OF_KIND: Partial<Record<ReturnType<typeof kindOf>, Partial<Record<Comparator, Phrase>>>> = {
  timestamp: TIME_PHRASES,
  text: TEXT_PHRASES,
};

export function describeComparator(key: FilterKey, comparator: Comparator): string {
  return say(PHRASES_OF_KIND[kindOf(key)]?.[comparator] ?? PHRASES[comparator]);
}
