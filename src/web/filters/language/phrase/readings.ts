import { type Filter, isFilterOf } from '../../../../contract/query/filters';
import { timeRange } from '../../../../contract/query/timeRange';
import { describeFilters } from '../../../../contract/sentences/describeFilter';
import { atClock, type Placed } from './placeHours';
import type { Condition } from './readCondition';
import { TIMES, type TimeKey, timeOf, valuesAsked } from './timeOf';

/** What conditions may ask together, the likeliest first, without what no ticket can be. */

/** "No topic billing" and "last week, this week" would find nothing, so something else was meant. */
export function areAtOdds(conditions: readonly Condition[]): boolean {
  const filters = conditions.flatMap((condition) => condition.filters);
  if (areAlternating(filters)) return true;
  const empty = new Set(filters.filter(({ comparator }) => comparator === 'isEmpty').map(({ key }) => key));
  const isAsked = filters.some(({ key, comparator }) => empty.has(key) && comparator !== 'isEmpty');
  return isAsked || conditions.filter(({ isTimeAlone }) => isTimeAlone).length > 1;
}

/** "Urgent by email and high by phone" are two questions: together they would ask for urgent by phone as well. */
function areAlternating(filters: readonly Filter[]): boolean {
  const keys = filters.filter((filter) => valuesAsked(filter).length > 0).map(({ key }) => key);
  const [one, two] = eachOnce(keys, String).filter((key) => keys.indexOf(key) < keys.lastIndexOf(key));
  return one !== undefined && two !== undefined && keys.indexOf(two) < keys.lastIndexOf(one);
}

/** "Created last week, open this week" asks for no ticket. */
function canBe(filters: readonly Filter[], asOf: string): boolean {
  return TIMES.every((key) => {
    const { first, last } = timeRange(filters, key, asOf);
    return first <= last;
  });
}

/** More are no help to choose from. */
const MAX_READINGS = 8;

/** "Closed late last month" was closed then; "phone, last month" was created then. Either may be meant otherwise. */
export function readingsOf(conditions: readonly Placed[], asOf: string): Filter[][] {
  if (conditions.length === 0) return [];
  const time = conditions.findIndex(({ isTimeAlone }) => isTimeAlone);
  const likeliest = time === -1 ? 'createdAt' : likeliestTime(conditions, time);
  const timed = (key: TimeKey) => conditions.map((each) => atClock(ofTime(each, key), each.clock, asOf));
  const isAnyDay = conditions.some((each, at) => at !== time && (each.isOfCreation || each.hours !== undefined));
  const times = time === -1 || isAnyDay ? [] : TIMES.filter((key) => key !== likeliest).map(timed);
  const main = timed(likeliest);
  if (
    !canBe(
      main.flatMap((part) => part ?? []),
      asOf,
    )
  )
    return [];
  const others = conditions.flatMap((each, at) =>
    each.others.map((other) => main.with(at, atClock(other, each.clock, asOf))),
  );
  const whole = [main, ...times, ...others].filter((reading) => reading.every((part) => part !== null));
  const readings = distinct(whole.map((reading) => reading.flatMap((part) => part ?? []))).filter((reading) =>
    canBe(reading, asOf),
  );
  // Where nothing else can be meant, it is what was asked for.
  const held = readings.filter(mayHold);
  return (held.length > 0 ? held : readings).slice(0, MAX_READINGS);
}

const OPEN_STATES = ['open', 'pending', 'waitingOnCustomer', 'waitingOnThirdParty', 'breachedOpen'];
const CLOSED_STATES = ['met', 'breachedClosed'];

/** "Pending longer than 3 days" is about their age: what is not closed has no time to close, and none of closing. */
function mayHold(filters: readonly Filter[]): boolean {
  return !filters.some(isOfOpen) || !filters.some(isOfClosed);
}

function isOfOpen(filter: Filter): boolean {
  return filter.key === 'closedAt' ? filter.comparator === 'isEmpty' : isOneOf(OPEN_STATES, filter);
}

function isOfClosed(filter: Filter): boolean {
  if (filter.key === 'closedAt') return filter.comparator !== 'isEmpty';
  return /^seconds.*Close/.test(filter.key) || isOneOf(CLOSED_STATES, filter);
}

function isOneOf(states: readonly string[], filter: Filter): boolean {
  const values = filter.key === 'status' || filter.key === 'slaState' ? valuesAsked(filter) : [];
  return values.length > 0 && values.every((value) => states.includes(value));
}

/** "Phone calls" says one thing twice. */
export function distinct(readings: readonly Filter[][]): Filter[][] {
  return eachOnce(
    readings.map((filters) => eachOnce(filters, (filter) => describeFilters([filter]))),
    describeFilters,
  );
}

/** The first of those that are called the same: a day is also a range from and to it. */
function eachOnce<Each>(list: readonly Each[], nameOf: (each: Each) => string): Each[] {
  const names = list.map(nameOf);
  return list.filter((_, at) => names.indexOf(names[at] ?? '') === at);
}

/** What stands right before a time says which it is; else, of a time that comes first, what stands right behind it. */
function likeliestTime(conditions: readonly Placed[], at: number): TimeKey {
  if (conditions[at]?.isJoined === true) {
    const before = conditions[at - 1];
    // "Closed by Anna in October".
    const isAgent = before?.isJoined === true && before.filters.at(-1)?.key === 'email';
    return timeOf((isAgent ? conditions[at - 2] : before)?.filters.at(-1));
  }
  const next = conditions[at + 1];
  if (next?.isJoined !== true) return 'createdAt';
  // "Ab heute bis Freitag fällig" is of one time.
  const [filter] = next.filters;
  return TIMES.find((key) => key === filter?.key && filter.comparator !== 'isEmpty') ?? timeOf(filter);
}

function ofTime({ filters, isTimeAlone }: Condition, key: TimeKey): Filter[] {
  if (isTimeAlone !== true) return filters;
  return filters.map((filter) => (isFilterOf(filter, 'timestamp') ? { ...filter, key } : filter));
}
