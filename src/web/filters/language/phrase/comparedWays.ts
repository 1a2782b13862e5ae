import { COMPARATORS_OF, type Comparator, type FilterKind } from '../../../../contract/query/comparators';
import { type FilterKey, kindOf } from '../../../../contract/query/filters';
import { describeComparator } from '../draft/describeComparator';

const IS = ['is', 'are', '=', ':'];
const IS_NOT = ['is not', 'not', 'not in', 'is neither', '!=', '≠', '<>', '!'];

/** Phrases for comparators, beside those that the editor and the chips use. */
const OTHER_PHRASES: Readonly<Record<FilterKind, Partial<Record<Comparator, readonly string[]>>>> = {
  enum: { in: IS, notIn: IS_NOT, isEmpty: ['empty'] },
  computed: { in: IS, notIn: IS_NOT },
  text: {
    in: IS,
    notIn: IS_NOT,
    contains: ['containing', 'has', '~'],
    isEmpty: ['empty'],
    isNotEmpty: ['not empty'],
  },
  timestamp: {
    between: ['on', 'in', 'in the', 'within the', 'during', 'during the', 'from', 'is', '=', ':'],
    '!=': ['not', 'not in'],
    '>': ['>', 'later than', 'less than'],
    '>=': ['>=', 'since', 'from', 'starting'],
    '<': ['<', 'earlier than', 'more than'],
    '<=': ['<=', 'until', 'till', 'up to', 'by'],
    isEmpty: ['empty', 'never'],
    isNotEmpty: ['not empty'],
  },
  integer: {
    '=': ['=', ':'],
    '!=': ['not', '!='],
    '>': ['>', 'over', 'above', 'longer than', 'greater than'],
    '>=': ['>=', '≥'],
    '<': ['<', 'under', 'below', 'shorter than'],
    '<=': ['<=', '≤', 'up to'],
    between: ['from'],
    isEmpty: ['empty'],
    isNotEmpty: ['not empty'],
  },
};

/** The comparator of a text that names none. */
const UNSAID: Readonly<Record<FilterKind, Comparator>> = {
  enum: 'in',
  computed: 'in',
  text: 'in',
  timestamp: 'between',
  integer: '=',
};

export interface Compared {
  comparator: Comparator;
  /** What stands behind the comparator's words. */
  operand: string;
}

interface Phrasing {
  comparator: Comparator;
  words: string;
}

const PHRASINGS = new Map<FilterKey, readonly Phrasing[]>();

/** Longest first: "is not" before "is". */
function phrasingsOf(key: FilterKey): readonly Phrasing[] {
  const kind = kindOf(key);
  const phrasings =
    PHRASINGS.get(key) ??
    COMPARATORS_OF[kind]
      .flatMap((comparator) =>
        [describeComparator(key, comparator), ...(OTHER_PHRASES[kind][comparator] ?? [])].map((words) => ({
          comparator,
          words,
        })),
      )
      .sort((a, b) => b.words.length - a.words.length);
  PHRASINGS.set(key, phrasings);
  return phrasings;
}

/** Every reading of a condition's words, the one with the most words for its comparator first. */
export function comparedWays(key: FilterKey, text: string): Compared[] {
  const lower = text.toLowerCase();
  const found = phrasingsOf(key).flatMap(({ comparator, words }) => {
    const operand = lower.startsWith(words) && !isAgeless(key, words, lower) ? behind(text, words) : null;
    return operand === null ? [] : [{ comparator, operand }];
  });
  return [...found, { comparator: UNSAID[kindOf(key)], operand: text }];
}

/** "Created more than 30 days ago" is before; "due more than 3 days from now" would be after. */
function isAgeless(key: FilterKey, words: string, text: string): boolean {
  return kindOf(key) === 'timestamp' && /^(?:more|less) than$/.test(words) && !/ ago$/.test(text);
}

/** Signs need no space behind them. */
function behind(text: string, words: string): string | null {
  const rest = text.slice(words.length);
  return rest === '' || rest.startsWith(' ') || /\W$/.test(words) ? rest.trim() : null;
}
