import type { Filter } from '../../../../contract/query/filters';
import { anyParticle, fold, formsIn } from '../grammar/grammars';
import { isMonth } from '../time/timeText';
import { ALONE, amountInDigits, isUnit, timeInWords } from '../time/timeWords';
import { namedByFirst } from './names';
import { COMMA_IN_NUMBER, SAYS_NOTHING } from './parseValues';
import type { PhraseScope } from './phraseScope';
import { type Placed, withHours } from './placeHours';
import { readCondition } from './readCondition';
import { areAtOdds, distinct, readingsOf } from './readings';
import { spelledOut } from './spelledOut';

/** Several conditions in one text: "urgent or high, billing, created last month, closed late". */

/**
 * What every word together may mean, the likeliest first: a time that names no column is of one of three. Or what
 * follows the last condition that was understood, empty when none was.
 */
type Phrase = { readings: Filter[][] } | { notUnderstood: string };

/** More words are no question to tickets; every further one costs a reading of all that follow. */
const MAX_WORDS = 40;

/** Reads as many words as make one condition, then as many as make the next, with or without commas between. */
export function readPhrase(text: string, scope: PhraseScope): Phrase {
  const spelled = spelledOut(text);
  const phrase = readSpelled(spelled, scope);
  return spelled === text || 'readings' in phrase ? phrase : readSpelled(text, scope);
}

function readSpelled(text: string, scope: PhraseScope): Phrase {
  const amount = ofAmount(text, scope);
  if (amount.length > 0) return { readings: amount };
  const phrase = readWords(text, scope);
  const other = otherwise(text, scope);
  if (other === undefined || !('readings' in other)) return phrase;
  // The page's order comes first, and right behind it the other.
  const [first, ...rest] = 'readings' in phrase ? phrase.readings : [];
  return { readings: distinct([...(first === undefined ? [] : [first]), ...other.readings.slice(0, 1), ...rest]) };
}

/** How another reader would take its dates: 5/10 with the month first, "Nov 25" as a month of 2025. */
function otherwise(text: string, scope: PhraseScope): Phrase | undefined {
  const { dayOrder, asOf } = scope;
  if (dayOrder !== undefined && /\d\/\d/.test(text)) {
    return readWords(text, { ...scope, dayOrder: dayOrder === 'dayFirst' ? 'monthFirst' : 'dayFirst' });
  }
  const thisYear = Number(asOf.slice(2, 4));
  const ofYear = text.replace(MONTH_AND_YEAR, (whole, month: string, year: string) =>
    isMonth(timeInWords(month.toLowerCase())) && Math.abs(Number(year) - thisYear) <= YEARS_MEANT
      ? `${month} 20${year}`
      : whole,
  );
  return ofYear === text ? undefined : readWords(ofYear, scope);
}

/** A word and two digits that nothing follows which makes them a day for sure. */
const MONTH_AND_YEAR = /(?<![.\d] ?)(\p{L}{3,}) (\d\d)(?![\d.:/]|\p{L}| ?[-–—]|,? ?\d)/gu;
/** Nobody says "Nov 12" for a month of 2012. */
const YEARS_MEANT = 3;

const TICKETS = new Set(formsIn(({ particles }) => particles.ticket).map(fold));

/** What an amount of time may mean where nothing stands beside it. */
const OF_AMOUNT = ['created in the last', 'closed in the last', 'due in the next'];

function ofAmount(text: string, scope: PhraseScope): Filter[][] {
  const amount = amountInDigits(text.trim());
  if (!ALONE.test(amount)) return [];
  const readings = OF_AMOUNT.map((words) => readCondition([...words.split(' '), ...amount.split(' ')], scope)?.filters);
  return readings.filter((reading) => reading !== undefined);
}

/** Words for tickets may stand within a condition, "new tickets this week", as well as in the name of a value. */
function readWords(text: string, scope: PhraseScope): Phrase {
  const words = wordsOf(text);
  const phrase = readInOrder(words, scope);
  const others = words.filter((word) => !TICKETS.has(fold(trimmed(word))));
  if ('readings' in phrase || others.length === words.length) return phrase;
  const shorter = readInOrder(others, scope);
  return 'readings' in shorter ? shorter : phrase;
}

function readInOrder(words: readonly string[], scope: PhraseScope): Phrase {
  if (words.length > MAX_WORDS) return { notUnderstood: '' };
  const start = skipBetween(words, 0);
  const failed = new Set<number>();
  let furthest = start;
  /** The conditions from a word to the end; null when there are none that take every word. */
  const conditionsFrom = (at: number): Placed[] | null => {
    furthest = Math.max(furthest, skipBetween(words, at));
    if (skipBetween(words, at) === words.length) return [];
    if (failed.has(at)) return null;
    // "With agent Anna" is less than "with agent".
    const named = IS_WITH.test(words[at] ?? '') && isBetween(words[at]) ? conditionsFrom(at + 1) : null;
    if (named !== null && named.length > 0) return named;
    for (const end of endsAfter(words, at)) {
      const taken = words.slice(at, end);
      const isNothing = taken.every(isBetween);
      const condition = isNothing ? null : readCondition([...taken.slice(0, -1), trimmed(taken.at(-1) ?? '')], scope);
      // What "except" leaves out may go on behind a comma.
      const isOpenEnded = EXCEPT.test(taken[0] ?? '') && skipBetween(words, end) < words.length;
      const others = condition === null || isOpenEnded ? null : conditionsFrom(end);
      if (condition !== null && others !== null)
        return [{ ...condition, at, isJoined: isJoined(words, at) }, ...others];
    }
    failed.add(at);
    // "In" and "all" say nothing by themselves, but much in "in the deadline" and "all but chat".
    return isBetween(words[at]) ? conditionsFrom(at + 1) : null;
  };
  const said = conditionsFrom(0);
  const conditions = said === null ? [] : withHours(said);
  if ('nobodys' in conditions) return { notUnderstood: words.slice(conditions.nobodys).join(' ') };
  const readings = areAtOdds(conditions) ? [] : readingsOf(conditions, scope.asOf);
  if (readings.length > 0 || said?.length === 0) return { readings };
  const clock = conditions.find((each) => each.clock !== undefined)?.clock?.at;
  if (said === null && furthest === start)
    return { notUnderstood: unknownFirst(words, start, (at) => conditionsFrom(at)) };
  const from = said === null ? furthest : clock;
  return { notUnderstood: from === undefined ? '' : words.slice(from).join(' ') };
}

/** Looking behind further words costs as much again each. */
const MOST_UNKNOWN = 3;

/** The first words where all behind them are understood; empty where nothing is. */
function unknownFirst(words: readonly string[], start: number, read: (at: number) => Placed[] | null): string {
  const ends = Array.from({ length: MOST_UNKNOWN }, (_, more) => start + more + 1);
  const end = ends.find((at) => at < words.length && (read(at) ?? []).length > 0);
  return end === undefined ? '' : words.slice(start, end).join(' ');
}

const IS_WITH = new RegExp(`^${anyParticle('with')}$`, 'iu');
const EXCEPT = new RegExp(`^${anyParticle('except')}$`, 'iu');

function isJoined(words: readonly string[], at: number): boolean {
  const before = words[at - 1];
  return before !== undefined && trimmed(before) === before;
}

const WORD = new RegExp(`["“„][^"“”]*["“”][,;]*|(?:${COMMA_IN_NUMBER}|[^\\s,;])+[,;]*|[,;]+`, 'gu');

/** Quoted text is one word, and so are "1,204" and "1,5 h"; other commas stay with the word before them. */
function wordsOf(text: string): string[] {
  return (text.match(WORD) ?? []).flatMap(withSignApart);
}

/** "status=open" as it would stand with spaces, where a column is called so. */
function withSignApart(word: string): string[] {
  const [, name = '', sign = '', rest = ''] = /^(\p{L}[\p{L}.-]*)(!=|<>|[<>]=|[=:<>≠≤≥])(.+)$/u.exec(word) ?? [];
  return namedByFirst([name]).length === 0 ? [word] : [name, sign, rest];
}

/** The words from the first on that says something: "mit Schlagwort vip" from the second. */
export function withoutBetween(words: readonly string[]): readonly string[] {
  return words.slice(skipBetween(words, 0));
}

function skipBetween(words: readonly string[], start: number): number {
  let at = start;
  while (isBetween(words[at])) at += 1;
  return at;
}

function isBetween(word: string | undefined): boolean {
  return word !== undefined && (SAYS_NOTHING.has(fold(trimmed(word))) || trimmed(word) === '');
}

/** Where a condition may end: at a comma rather than between two words, later rather than sooner. */
function endsAfter(words: readonly string[], start: number): number[] {
  // A sign between two conditions belongs to neither.
  const isSign = (end: number) => /^[&+]$/.test(words[end - 1] ?? '');
  // "3 Mon" is no number and a Monday, but "4711 week 40" is a number and a week.
  const isAmount = (end: number) =>
    /^\d[\d.,]*$/.test(words[end - 1] ?? '') && isUnit(trimmed(words[end] ?? '')) && !/^\d/.test(words[end + 1] ?? '');
  const ends = words.map((_, index) => index + 1).filter((end) => end > start && !isSign(end) && !isAmount(end));
  const isComma = (end: number) => end === words.length || trimmed(words[end - 1] ?? '') !== words[end - 1];
  return [...ends.filter(isComma).reverse(), ...ends.filter((end) => !isComma(end)).reverse()];
}

/** Without the comma that ends a condition, or the mark that ends a question. */
function trimmed(word: string): string {
  return word.replace(/[,;?!]+$/, '');
}
