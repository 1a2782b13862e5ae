import { type Comparator, type FilterKey, kindOf } from '../../contract/filters';

const WORDS: Record<Comparator, string> = {
  '=': 'is',
  '!=': 'is not',
  in: 'is one of',
  notIn: 'is none of',
  '>': 'more than',
  '>=': 'at least',
  '<': 'less than',
  '<=': 'at most',
  between: 'from … to',
  contains: 'contains',
  isEmpty: 'is empty',
  isNotEmpty: 'is not empty',
};

const TIME_WORDS: Partial<Record<Comparator, string>> = {
  '=': 'on',
  '!=': 'not on',
  in: 'on one of',
  notIn: 'on none of',
  '>': 'after',
  '>=': 'from … on',
  '<': 'before',
  '<=': 'up to',
};

/** What a comparator is called for a key. */
export function comparatorWords(key: FilterKey, comparator: Comparator): string {
  return (kindOf(key) === 'timestamp' ? TIME_WORDS[comparator] : undefined) ?? WORDS[comparator];
}
