import type { Comparator } from '../../../../contract/query/comparators';
import { type FilterKey, kindOf } from '../../../../contract/query/filters';

/** What comparators are called in the list of conditions; the chips' sentences use the same words. */

const PHRASES: Record<Comparator, string> = {
  '=': 'is',
  '!=': 'is not',
  in: 'is one of',
  notIn: 'is none of',
  '>': 'more than',
  '>=': 'at least',
  '<': 'less than',
  '<=': 'at most',
  between: 'between',
  contains: 'contains',
  includes: 'include one of',
  isEmpty: 'is empty',
  isNotEmpty: 'is not empty',
};

const TIME_PHRASES: Partial<Record<Comparator, string>> = {
  '=': 'on',
  '!=': 'not on',
  in: 'on one of',
  notIn: 'on none of',
  '>': 'after',
  '>=': 'on or after',
  '<': 'before',
  '<=': 'on or before',
};

const TEXT_PHRASES: Partial<Record<Comparator, string>> = {
  '>': 'sorts after',
  '>=': 'is or sorts after',
  '<': 'sorts before',
  '<=': 'is or sorts before',
  between: 'sorts between',
};

const PHRASES_OF_KIND: Partial<Record<ReturnType<typeof kindOf>, Partial<Record<Comparator, string>>>> = {
  timestamp: TIME_PHRASES,
  text: TEXT_PHRASES,
};

export function describeComparator(key: FilterKey, comparator: Comparator): string {
  return PHRASES_OF_KIND[kindOf(key)]?.[comparator] ?? PHRASES[comparator];
}
