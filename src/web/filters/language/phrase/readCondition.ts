import {
  choicesOf,
  type Filter,
  type FilterKey,
  filterKeys,
  keyFacts,
  kindOf,
} from '../../../../contract/query/filters';
import { makeFilter } from '../../../../contract/query/makeFilter';
import { type Compared, comparedWays } from '../draft/comparedWays';
import { isRequired } from '../draft/traits';
import { anyOf, formsIn } from '../grammar/grammars';
import { filterOf, isTimePhrase } from './filterOf';
import { hoursOf } from './hours';
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
  /** Hours of any day, where they may also be today's. */
  hours?: Filter;
}

/**
 * What all of the words say together, such as "priority is high", "billing topics", "not chat" or "closed last week";
 * null when they say no one thing. Values that nobody has named before must be quoted, or stand behind the name of a
 * column that is typed by heart (customer, contract).
 */
export function readCondition(words: readonly string[], scope: PhraseScope): Condition | null {
  const idiom = idiomOf(words.join(' '));
  if (idiom !== null) return conditionOf(idiom.map((conditions) => allOf(conditions, scope)));
  const hours = hoursOf(words);
  const today = readValues(words, scope);
  if (hours === null) return today;
  const ofAnyDay = { filters: [hours.filter], others: [], hours: hours.filter };
  if (today === null) return ofAnyDay;
  // "After 6 pm" is on any day before it is today, "since 8 o'clock" the other way round.
  return hours.isFirst
    ? { ...ofAnyDay, others: [today.filters, ...today.others] }
    : { ...today, others: [...today.others, [hours.filter]], hours: hours.filter };
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
  if (time === undefined) return conditionOf(values.map((filter) => [filter]));
  // "Monday" is the last one before it is any Monday; a topic of that name is meant before either.
  const isName = whole.some(({ key }) => kindOf(key) === 'text');
  if (isName) return conditionOf([...values, time, ...otherTimes].map((filter) => [filter]));
  return { filters: [time], others: [...otherTimes, ...values].map((filter) => [filter]), isTimeAlone: true };
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
  const empty = withoutValue(keys, words);
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

/** "no agent", "no internal messages"; "not closed" is what the page calls tickets without a closing time. */
function withoutValue(keys: readonly FilterKey[], words: readonly string[]): Filter | null {
  const [first = '', ...named] = words;
  if (IS_NOT_CLOSED.test(words.join(' '))) return { key: 'closedAt', comparator: 'isEmpty' };
  if (!IS_WITHOUT.test(first)) return null;
  const found = namedByFirst(named).filter(({ rest }) => rest.length === 0);
  const key = keys.find((each) => !isRequired(each) && found.some((one) => one.key === each));
  if (key === undefined) return null;
  const facts = keyFacts(key);
  const isCount = facts.kind === 'integer' && facts.unit === 'count';
  return isCount ? makeFilter(key, '=', [0]) : makeFilter(key, 'isEmpty');
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
  if (said === undefined) return [];
  const others = ways.slice(first + 1, -1).filter(({ operand }) => operand === said.operand);
  return eachOf([said, ...(kindOf(key) === 'timestamp' ? others : [])], read);
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

const NEGATED = new RegExp(`^(?:${anyOf(formsIn(({ particles }) => particles.not))} |[-!≠] ?|<> ?)(.+)$`, 'iu');
/** Of "not closed, pending" the first is a condition of its own. */
const NOT_CLOSED_LIST = new RegExp(
  `^${NOT_CLOSED}(?:\\s*[,;]|\\s+${anyOf(formsIn(({ particles }) => particles.plus))}\\s)`,
  'iu',
);

/** "last month", "since 1 Oct": of when tickets were created, unless what stands beside it says otherwise. */
function timesAlone(text: string, scope: PhraseScope): Filter[] {
  if (!isTimePhrase(text)) return [];
  return eachOf(comparedWays('createdAt', text), ({ comparator, operand }) =>
    isTimePhrase(operand) ? filterOf('createdAt', { comparator, operand }, 'whole', scope) : null,
  );
}
