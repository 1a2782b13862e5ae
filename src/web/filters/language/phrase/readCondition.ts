import {
  choicesOf,
  type Filter,
  type FilterKey,
  filterKeys,
  isFilterOf,
  isKeyOf,
  type KeyOf,
  keyFacts,
  kindOf,
} from '../../../../contract/query/filters';
import { makeFilter } from '../../../../contract/query/makeFilter';
import { isRelative } from '../../../../contract/time/timeBounds';
import { type Compared, comparedWays } from '../draft/comparedWays';
import { isRequired } from '../draft/traits';
import { anyOf, formsIn } from '../grammar/grammars';
import { timeInWords } from '../time/timeWords';
import { liesAhead } from '../time/yearFor';
import { filterOf, isTimePhrase } from './filterOf';
import { besideCreated, type Hours, hoursIn, hoursOf, onDay } from './hours';
import { idiomOf } from './idioms';
import { isNameWord, type Named, namedByFirst, namedByLast, namesBehindTime } from './names';
import { type Extent, isNamedByHeart } from './parseValues';
import type { PhraseScope } from './phraseScope';

export interface Condition {
  /** Several for an idiom. */
  filters: Filter[];
  /** What the words may mean as well. */
  others: Filter[][];
  /** A time that names no column. */
  isTimeAlone?: true;
  /** Hours by themselves: of the day that stands beside them. */
  hours?: Hours;
  /** Hours and weekdays that name no column: of creation, unless what stands beside them names another time. */
  isOfCreation?: boolean;
  /** Hours of a column other than creation, today's unless they stand beside a day. */
  isToday?: boolean;
}

/**
 * What all of the words say together, such as "priority is high", "billing topics", "not chat" or "closed last week";
 * null when they say no one thing. Values that nobody has named before must be quoted, or stand behind the name of a
 * column that is typed by heart (customer, contract).
 */
export function readCondition(words: readonly string[], scope: PhraseScope): Condition | null {
  const condition = readWords(words, scope);
  const [first] = condition?.filters ?? [];
  if (condition === null || first === undefined) return condition;
  const isNamed = [...namedByFirst(words), ...namedByLast(words)].some(
    ({ key, rest }) => rest.length > 0 && (key === 'createdAt' || key === first.key),
  );
  const hours = condition.hours ?? hoursIn(first);
  if (hours !== undefined) return { ...condition, hours, isOfCreation: !isNamed };
  if (first.key === 'createdWeekday') return { ...condition, isOfCreation: !isNamed };
  const isToday = first.key !== 'createdAt' && kindOf(first.key) === 'timestamp' && isOfHours(words, first.key);
  return { ...condition, isToday };
}

function readWords(words: readonly string[], scope: PhraseScope): Condition | null {
  const idiom = idiomOf(words.join(' '));
  if (idiom !== null) return conditionOf(idiom.map((conditions) => allOf(conditions, scope)));
  const asked = hoursOf(words);
  const today = readValues(words, scope);
  if (asked === null) return today;
  const { hours, isFirst } = asked;
  const anyDay = hours.filter === undefined ? [] : [[hours.filter]];
  const todays = today === null ? [] : [today.filters, ...today.others];
  // "After 6 pm" is on any day before it is today, "since 8 o'clock" the other way round.
  const [filters = [], ...others] = isFirst ? [...anyDay, ...todays] : [...todays, ...anyDay];
  return { filters, others, hours, ...(filters === today?.filters && today.isTimeAlone ? { isTimeAlone: true } : {}) };
}

/** "Closed after 4 pm". */
function isOfHours(words: readonly string[], column: FilterKey): boolean {
  return [...namedByFirst(words), ...namedByLast(words)].some(
    ({ key, rest }) => key === column && hoursOf(rest) !== null,
  );
}

function readValues(words: readonly string[], scope: PhraseScope): Condition | null {
  const text = words.join(' ');
  const keys = filterKeys(scope.visible);
  const named = withNames(keys, words, scope);
  const isSaid = named.length > 0;
  // Between other words a preposition, not a direction.
  if (!isSaid && /^(?:not )?(?:in|out)$/i.test(text)) return null;
  const whole = isSaid ? named : wholeValues(keys, text, scope);
  // "On the weekend" is a weekday of creation, and a time.
  const isTime = !isSaid || named.every(({ key }) => kindOf(key) === 'computed');
  const [time, ...otherTimes] = isTime ? timesAlone(text, scope) : [];
  const values = whole.length > 0 ? whole : partsOfValues(keys, text, scope);
  if (time === undefined) {
    const days = values.every(({ key }) => key === 'createdAt') ? weekdaysBeside(words, scope) : [];
    return conditionOf([...values, ...days].map((filter) => [filter]));
  }
  // "Monday" is the last one before it is any Monday; a topic of that name is meant before either.
  const isName = whole.some(({ key }) => kindOf(key) === 'text');
  if (isName) return conditionOf([...values, time, ...otherTimes].map((filter) => [filter]));
  return { filters: [time], others: [...otherTimes, ...values].map((filter) => [filter]), isTimeAlone: true };
}

/** "Created on Monday" may be any Monday. */
function weekdaysBeside(words: readonly string[], scope: PhraseScope): Filter[] {
  const beside = besideCreated(words).flatMap((rest) => comparedWays('createdAt', rest.join(' ')));
  return eachOf(beside, ({ comparator, operand }) =>
    comparator === 'between' ? positive('createdWeekday', operand, 'whole', scope) : null,
  );
}

function conditionOf(readings: readonly (Filter[] | null)[]): Condition | null {
  const [filters, ...others] = readings.filter((reading) => reading !== null);
  return filters === undefined ? null : { filters, others };
}

/** Stands for the viewer in the idioms of grammars. */
const ME = '{me}';

/** The filters of all conditions, in the page's words; null when one is of a column that does not exist for the viewer. */
function allOf(conditions: readonly string[], scope: PhraseScope): Filter[] | null {
  const keys = filterKeys(scope.visible);
  const filters = conditions.map((condition) => {
    const words = condition.split(' ').map((word) => (word === ME ? `"${scope.me}"` : word));
    return [...withNames(keys, words, scope), ...wholeValues(keys, condition, scope)][0] ?? null;
  });
  return filters.includes(null) ? null : filters.filter((filter) => filter !== null);
}

/** Filters of columns that the words name. */
function withNames(keys: readonly FilterKey[], words: readonly string[], scope: PhraseScope): Filter[] {
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

function eachOf<Each>(list: readonly Each[], read: (each: Each) => Filter | null): Filter[] {
  return list.map(read).filter((filter) => filter !== null);
}

const NOT_CLOSED = anyOf(formsIn(({ particles }) => particles.notClosed));
const IS_NOT_CLOSED = new RegExp(`^${NOT_CLOSED}$`, 'iu');
const IS_WITHOUT = new RegExp(`^${anyOf(formsIn(({ particles }) => particles.without))}$`, 'iu');
const IS_ARTICLE = new RegExp(`^${anyOf(formsIn(({ article }) => article))}$`, 'iu');
const IS_WITH = new RegExp(`^${anyOf(formsIn(({ particles }) => particles.with))}$`, 'iu');

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
  const others = ways.slice(first + 1, -1).filter(({ operand }) => operand === said.operand);
  return periodFirst(eachOf([said, ...(kindOf(key) === 'timestamp' ? others : [])], read));
}

/** "From last week" is of that week before it is since then, "from 1 Oct" the other way round. */
function periodFirst(filters: Filter[]): Filter[] {
  const [since, period, ...rest] = filters;
  if (since?.comparator !== '>=' || period?.comparator !== 'between' || period.to === 'now') return filters;
  return period.from === period.to && !isRelative(String(period.from)) ? filters : [period, since, ...rest];
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

function wholeChoices(keys: readonly FilterKey[], text: string, scope: PhraseScope): Filter[] {
  return eachOf(
    keys.filter((key) => choicesOf(key) !== undefined),
    (key) => positive(key, text, 'whole', scope),
  );
}

/** Values say their column, if they are written out. */
function wholeValues(keys: readonly FilterKey[], text: string, scope: PhraseScope): Filter[] {
  const listed = keys.filter(hasValues);
  const said = eachOf(listed, (key) => positive(key, text, 'whole', scope));
  if (said.length > 0) return said;
  const leftOut = eachOf(listed, (key) => negative(key, text, 'whole', scope));
  if (leftOut.length > 0) return leftOut;
  const [, digits] = /^#?(\d{5,16})$/.exec(text) ?? [];
  const id = digits === undefined ? null : filterOf('id', { comparator: '=', operand: digits }, 'whole', scope);
  return id === null ? [] : [id];
}

/** The part of a value that no other of its column has; checks are sentences. */
function partsOfValues(keys: readonly FilterKey[], text: string, scope: PhraseScope): Filter[] {
  if (isNameWord(text)) return [];
  const listed = keys.filter((key) => hasValues(key) && key !== 'dataCheck');
  const said = eachOf(listed, (key) => positive(key, text, 'part', scope));
  return said.length > 0 ? said : eachOf(listed, (key) => negative(key, text, 'part', scope));
}

function hasValues(key: FilterKey): boolean {
  return choicesOf(key) !== undefined || kindOf(key) === 'text';
}

function positive(key: FilterKey, text: string, extent: Extent, scope: PhraseScope): Filter | null {
  return isNamedByHeart(key) ? null : filterOf(key, { comparator: 'in', operand: text }, extent, scope);
}

function negative(key: FilterKey, text: string, extent: Extent, scope: PhraseScope): Filter | null {
  const [, operand] = NEGATED.exec(text) ?? [];
  if (operand === undefined || isNamedByHeart(key) || NOT_CLOSED_LIST.test(text)) return null;
  return filterOf(key, { comparator: 'notIn', operand }, extent, scope);
}

const NEGATED = new RegExp(`^(?:${anyOf(formsIn(({ particles }) => particles.not))}[ -]|[-!≠] ?|<> ?)(.+)$`, 'iu');
/** Of "not closed, pending" the first is a condition of its own. */
const NOT_CLOSED_LIST = new RegExp(
  `^${NOT_CLOSED}(?:\\s*[,;]|\\s+${anyOf(formsIn(({ particles }) => particles.plus))}\\s)`,
  'iu',
);

/** "last month", "since 1 Oct": of when tickets were created, unless what stands beside it says otherwise. */
function timesAlone(text: string, scope: PhraseScope): Filter[] {
  if (!isTimePhrase(text)) return [];
  return periodFirst(
    eachOf(comparedWays('createdAt', text), ({ comparator, operand }) =>
      isTimePhrase(operand) ? filterOf('createdAt', { comparator, operand }, 'whole', scope) : null,
    ),
  );
}
