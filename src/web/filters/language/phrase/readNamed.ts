import {
  type Filter,
  type FilterKey,
  isFilterOf,
  isKeyOf,
  type KeyOf,
  keyFacts,
  kindOf,
} from '../../../../contract/query/filters';
import { makeFilter } from '../../../../contract/query/makeFilter';
import { isRelative, resolveBound } from '../../../../contract/time/timeBounds';
import { type Compared, comparedWays } from '../draft/comparedWays';
import { isRequired } from '../draft/traits';
import { anyOf, anyParticle, formsIn } from '../grammar/grammars';
import { timeInWords } from '../time/timeWords';
import { liesAhead } from '../time/yearFor';
import { filterOf } from './filterOf';
import { hoursOf, onDay } from './hours';
import { type Named, namedByFirst, namedByLast, namesBehindTime } from './names';
import type { PhraseScope } from './phraseScope';
import { eachOf, hasValues, NOT_CLOSED, negative, positive, wholeChoices, wholeValues } from './readValues';

/** Filters of columns that the words name. */
export function withNames(keys: readonly FilterKey[], words: readonly string[], scope: PhraseScope): Filter[] {
  const fixed = words.length > 1 ? wholeChoices(keys, words.join(' '), scope) : [];
  if (fixed.length > 0) return fixed;
  const empty = emptiness(keys, words);
  if (empty !== null) return [empty, ...wholeValues(keys, words.join(' '), scope)];
  const first = ofNamed(keys, namedByFirst(words), (named) => namedFirst(named, scope));
  return first.length > 0 ? first : ofNamed(keys, namedByLast(words), (named) => namedLast(named, scope));
}

/** The readings for each column, in their order. */
function ofNamed(keys: readonly FilterKey[], found: readonly Named[], read: (named: Named) => Filter[]): Filter[] {
  if (found.length === 0) return [];
  return keys.flatMap((key) =>
    firstOf(
      found.filter((named) => named.key === key && named.rest.length > 0),
      read,
    ),
  );
}

function firstOf<Each>(list: readonly Each[], read: (each: Each) => Filter[]): Filter[] {
  for (const each of list) {
    const filters = read(each);
    if (filters.length > 0) return filters;
  }
  return [];
}

const IS_NOT_CLOSED = new RegExp(`^${NOT_CLOSED}$`, 'iu');
const IS_WITHOUT = new RegExp(`^${anyParticle('without')}$`, 'iu');
const IS_ARTICLE = new RegExp(`^${anyOf(formsIn(({ article }) => article))}$`, 'iu');
const IS_WITH = new RegExp(`^${anyParticle('with')}$`, 'iu');

/** "no agent", "no internal messages", "with tags"; "not closed" is what the page calls tickets without a closing time. */
function emptiness(keys: readonly FilterKey[], words: readonly string[]): Filter | null {
  const [first = '', ...named] = words;
  if (IS_NOT_CLOSED.test(words.join(' '))) return { key: 'closedAt', comparator: 'isEmpty' };
  const isWithout = IS_WITHOUT.test(first);
  if (!isWithout && !IS_WITH.test(first)) return null;
  const found = namedByFirst(IS_ARTICLE.test(named[0] ?? '') ? named.slice(1) : named).filter(
    ({ rest }) => rest.length === 0,
  );
  const key = keys.find((each) => !isRequired(each) && found.some((one) => one.key === each));
  if (key === undefined) return null;
  const facts = keyFacts(key);
  const isCount = facts.kind === 'integer' && facts.unit === 'count';
  if (isCount) return makeFilter(key, isWithout ? '=' : '>=', [isWithout ? 0 : 1]);
  return makeFilter(key, isWithout ? 'isEmpty' : 'isNotEmpty');
}

function namedFirst({ key, rest }: Named, scope: PhraseScope): Filter[] {
  return ofCompared(key, rest.join(' '), scope);
}

/** Of a time both where its comparator may be one of two: "created from last week" is then, or since then. */
function ofCompared(key: FilterKey, text: string, scope: PhraseScope): Filter[] {
  const ways = comparedWays(key, text);
  const read = (compared: Compared) => filterOf(key, compared, 'named', scope);
  const first = ways.findIndex((compared) => read(compared) !== null);
  const said = ways[first];
  // "Closed before 9 am" is not years ago, but today.
  if (isKeyOf(key, 'timestamp') && (said === undefined || (said.comparator === '<' && !liesAhead(key)))) {
    const ofOneDay = HAS_CLOCK.test(timeInWords(text)) ? ofDay(key, text.split(' '), scope) : null;
    if (ofOneDay !== null) return [ofOneDay];
  }
  if (said === undefined) return [];
  const others = ways
    .slice(first + 1)
    .filter(({ operand }) => operand === said.operand || (liesAhead(key) && / from now$/.test(timeInWords(operand))));
  return withDays(text, periodFirst(eachOf([said, ...(kindOf(key) === 'timestamp' ? others : [])], read)), scope);
}

/** "A week ago" is that week, and may be that day. */
export function withDays(text: string, filters: Filter[], { asOf }: PhraseScope): Filter[] {
  if (!timeInWords(text).endsWith(' ago')) return filters;
  return filters.flatMap((filter) => {
    const [, ago = ''] =
      /^(now-\d+[wMQy])\/[wMQy]$/.exec(filter.comparator === 'between' ? String(filter.from) : '') ?? [];
    const day = resolveBound(ago, asOf)?.first.slice(0, 10);
    return day === undefined ? [filter] : [filter, makeFilter(filter.key, '=', [day])];
  });
}

const HAS_CLOCK = /\d|noon/;

/** "Friday after 4 pm": hours of that day; of creation only what is no whole hours, which are a column of their own. */
function ofDay(key: KeyOf<'timestamp'>, words: readonly string[], scope: PhraseScope): Filter | null {
  for (let at = 0; at < words.length; at += 1) {
    const parts = [words.slice(0, at), words.slice(at)] as const;
    for (const [day, clock] of [parts, [parts[1], parts[0]] as const]) {
      const hours = hoursOf(clock)?.hours;
      const [time] = hours === undefined ? [] : ofCompared(key, day.join(' ') || 'today', scope);
      if (hours === undefined || time === undefined || !isFilterOf(time, 'timestamp')) continue;
      if (key !== 'createdAt' || hours.filter === undefined) return onDay(time, hours, scope.asOf);
    }
  }
  return null;
}

/** "high priority", "billing topics": only of values that are known; "more than 3 messages", "gestern erstellt". */
function namedLast({ key, name, rest }: Named, scope: PhraseScope): Filter[] {
  const text = rest.join(' ');
  if (kindOf(key) === 'integer' || (kindOf(key) === 'timestamp' && namesBehindTime(key).includes(name))) {
    return ofCompared(key, text, scope);
  }
  if (!hasValues(key)) return [];
  const filter = positive(key, text, 'named', scope) ?? negative(key, text, 'named', scope);
  return filter === null ? [] : [filter];
}

/** "From last week" is of that week before it is since then, "from 1 Oct" the other way round. */
export function periodFirst(filters: Filter[]): Filter[] {
  const [since, period, ...rest] = filters;
  if (since?.comparator !== '>=' || period?.comparator !== 'between' || period.to === 'now') return filters;
  return period.from === period.to && !isRelative(String(period.from)) ? filters : [period, since, ...rest];
}
