import { type Filter, filterKeys, kindOf } from '../../../../contract/query/filters';
import { comparedWays } from '../draft/comparedWays';
import { filterOf, isTimePhrase } from './filterOf';
import { besideCreated, type Hours, hoursOf, onDay } from './hours';
import { idiomOf } from './idioms';
import type { PhraseScope } from './phraseScope';
import { periodFirst, withNames } from './readNamed';
import { eachOf, partsOfValues, positive, wholeValues } from './readValues';

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
}

/**
 * What all of the words say together, such as "priority is high", "billing topics", "not chat" or "closed last week";
 * null when they say no one thing. Values that nobody has named before must be quoted, or stand behind the name of a
 * column that is typed by heart (customer, contract).
 */
export function readCondition(words: readonly string[], scope: PhraseScope): Condition | null {
  const condition = readWords(words, scope);
  if (condition === null) return null;
  const key = condition.filters[0]?.key;
  const isOfAnyDay = condition.hours !== undefined || key === 'createdHour' || key === 'createdWeekday';
  return { ...condition, isOfCreation: isOfAnyDay && besideCreated(words).length === 0 };
}

function readWords(words: readonly string[], scope: PhraseScope): Condition | null {
  const idiom = idiomOf(words.join(' '));
  if (idiom !== null) return conditionOf(idiom.map((conditions) => allOf(conditions, scope)));
  const asked = hoursOf(words);
  const said = readValues(words, scope);
  if (asked === null) return said;
  const { hours, isFirst } = asked;
  // "Half past eight" by itself is today's.
  const minute = said === null && hours.filter === undefined ? onDay(TODAY, hours, scope.asOf) : null;
  const today: Condition | null = minute === null ? said : { filters: [minute], others: [], isTimeAlone: true };
  const anyDay = hours.filter === undefined ? [] : [[hours.filter]];
  const todays = today === null ? [] : [today.filters, ...today.others];
  // "After 6 pm" is on any day before it is today, "since 8 o'clock" the other way round.
  const [filters = [], ...others] = isFirst ? [...anyDay, ...todays] : [...todays, ...anyDay];
  return { filters, others, hours, ...(filters === today?.filters && today.isTimeAlone ? { isTimeAlone: true } : {}) };
}

const TODAY = { key: 'createdAt', comparator: '=', value: 'now/d' } as const;

function readValues(words: readonly string[], scope: PhraseScope): Condition | null {
  const text = words.join(' ');
  const keys = filterKeys(scope.visible);
  const named = withNames(keys, words, scope);
  const isSaid = named.length > 0;
  // Between other words a preposition, not a direction.
  if (!isSaid && /^(?:\S+ )?(?:in|out)$/i.test(text)) return null;
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

/** "last month", "since 1 Oct": of when tickets were created, unless what stands beside it says otherwise. */
function timesAlone(text: string, scope: PhraseScope): Filter[] {
  if (!isTimePhrase(text)) return [];
  return periodFirst(
    eachOf(comparedWays('createdAt', text), ({ comparator, operand }) =>
      isTimePhrase(operand) ? filterOf('createdAt', { comparator, operand }, 'whole', scope) : null,
    ),
  );
}
