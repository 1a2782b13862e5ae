import { COMPARATORS_OF, type Comparator, type FilterKind } from '../../../../contract/query/comparators';
import { type FilterKey, kindOf } from '../../../../contract/query/filters';
import { anyOf, anyParticle, BETWEEN_ENDS, fold, formsIn } from '../grammar/grammars';
import { numberInDigits, timeInWords } from '../time/timeWords';
import { describeComparator } from './describeComparator';

/** The comparator of a text that names none: of words and texts it is a list. */
const UNSAID: Readonly<Partial<Record<FilterKind, Comparator>>> = { timestamp: 'between', integer: '=' };

export interface Compared {
  comparator: Comparator;
  /** What stands behind the comparator's words. */
  operand: string;
}

interface Phrasing {
  comparator: Comparator;
  words: string;
}

const PHRASINGS = new Map<FilterKind, readonly Phrasing[]>();

/** What the page calls it, and what grammars do; the same words twice would be two readings of all that follows. */
function wordsOf(key: FilterKey, comparator: Comparator): string[] {
  const words = [
    describeComparator(key, comparator),
    ...formsIn(({ comparators }) => comparators[kindOf(key)][comparator]),
  ];
  return [...new Set(words)];
}

/** Longest first: "is not" before "is". */
function phrasingsOf(key: FilterKey): readonly Phrasing[] {
  const kind = kindOf(key);
  const phrasings =
    PHRASINGS.get(kind) ??
    COMPARATORS_OF[kind]
      .flatMap((comparator) => wordsOf(key, comparator).map((words) => ({ comparator, words: fold(words) })))
      .sort((a, b) => b.words.length - a.words.length);
  PHRASINGS.set(kind, phrasings);
  return phrasings;
}

/** "Between October and December" are ends, "October and December" are two months. */
const AMID = new RegExp(
  `((?:^| )${anyParticle('amid')} .+?) ${anyParticle('plus')} (?:${anyParticle('beforeTime')} )?`,
  'iu',
);

/** Every reading of a condition's words, the one with the most words for its comparator first. */
export function comparedWays(key: FilterKey, said: string): Compared[] {
  const text = said.replace(AMID, '$1 – ');
  const folded = fold(text);
  const found = phrasingsOf(key).flatMap(({ comparator, words }) => {
    const operand = folded.startsWith(words) ? behind(text, folded, words) : null;
    return operand === null || isAgeless(key, words, operand) ? [] : [{ comparator, operand }];
  });
  return [...found, ...amountAndMore(key, text), { comparator: UNSAID[kindOf(key)] ?? 'in', operand: text }];
}

const AND_MORE = new RegExp(`^(\\S+)(?:\\+| ${anyParticle('orHigher')})$`, 'iu');
const AND_LESS = new RegExp(`^(\\S+) ${anyParticle('orLower')}$`, 'iu');

/** "More than 3 but less than 8" of what is counted. */
const MORE_AND_LESS = new RegExp(
  `^${anyOf(integers('>'))} (\\S+?),? (?:${anyParticle('between')} )?${anyOf(integers('<'))} (\\S+)$`,
  'iu',
);

const FROM_TO = new RegExp(`^(\\d.*?)(?: ${BETWEEN_ENDS} | ?[-–] ?)(\\d.*)$`, 'iu');

function integers(comparator: Comparator): string[] {
  return formsIn(({ comparators }) => comparators.integer[comparator]);
}

/** "5 or more", "5+", "5 to 10", "1 h to 2 days". */
function amountAndMore(key: FilterKey, text: string): Compared[] {
  if (kindOf(key) !== 'integer') return [];
  const [, least] = AND_MORE.exec(text) ?? [];
  const [, most] = AND_LESS.exec(text) ?? [];
  const [, above, below] = MORE_AND_LESS.exec(text) ?? [];
  const ends = [Number(numberInDigits(above ?? '')) + 1, Number(numberInDigits(below ?? '')) - 1];
  if (above !== undefined && ends.every(Number.isInteger))
    return [{ comparator: 'between', operand: ends.join(' – ') }];
  if (least !== undefined) return [{ comparator: '>=', operand: least }];
  const [, from, to] = FROM_TO.exec(text) ?? [];
  if (from !== undefined) return [{ comparator: 'between', operand: `${from} – ${to}` }];
  return most === undefined ? [] : [{ comparator: '<=', operand: most }];
}

/** Signs need no space behind them. Umlauts are two letters in what is folded, so words are counted. */
function behind(text: string, folded: string, words: string): string | null {
  if (/\W$/.test(words)) return text.slice(words.length).trim();
  const next = folded[words.length];
  return next === undefined || next === ' ' ? text.split(' ').slice(words.split(' ').length).join(' ') : null;
}

/** Words for more that mean earlier of a time, and for less that mean later. */
const TURNED = new Set([...wordsOfBoth('<', '>'), ...wordsOfBoth('>', '<')]);

function wordsOfBoth(ofTimes: Comparator, ofNumbers: Comparator): string[] {
  const words = formsIn(({ comparators }) => comparators.integer[ofNumbers]);
  return formsIn(({ comparators }) => comparators.timestamp[ofTimes])
    .filter((each) => words.includes(each))
    .map(fold);
}

/** "Created more than 30 days ago" is before; "due more than 3 days from now" would be after. */
function isAgeless(key: FilterKey, words: string, operand: string): boolean {
  return kindOf(key) === 'timestamp' && TURNED.has(words) && !timeInWords(operand).endsWith(' ago');
}
