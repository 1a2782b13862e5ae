import { type Filter, isFilterOf, operandsOf } from '../../../../contract/query/filters';
import { onDay } from './hours';
import type { Condition } from './readCondition';
import { timeOf } from './timeOf';

/** Hours and weekdays beside other conditions: whose they are. */

export interface Placed extends Condition {
  /** The word that it begins with. */
  at: number;
  /** Stands right behind another condition, without a comma. */
  isJoined: boolean;
  /** The hours that are its day's. */
  clock?: Placed;
}

/** The conditions with hours at their day, or the word from which on something belongs to no column. */
export function withHours(conditions: readonly Placed[]): Placed[] | { nobodys: number } {
  const days = new Map<Placed, Placed>();
  const rest: Placed[] = [];
  for (const [index, each] of conditions.entries()) {
    const day = each.hours === undefined ? undefined : dayOf(conditions, index);
    if (day === undefined) rest.push(each);
    else if (!each.isOfCreation && each.hours?.filter !== undefined)
      rest.push({ ...each, filters: [each.hours.filter], others: [] });
    else if (days.has(day)) return { nobodys: each.at };
    else days.set(day, each);
  }
  const nobodys = rest.find((each, at) => isNobodys(each, rest[at - 1], rest[at + 1]));
  if (nobodys !== undefined) return { nobodys: nobodys.at };
  return rest.map((each) => {
    const clock = days.get(each);
    return clock === undefined ? each : { ...each, clock };
  });
}

/** Right before the hours, else right behind them, else any that may be of creation: "after 5 pm, due tomorrow" is two things. */
function dayOf(conditions: readonly Placed[], index: number): Placed | undefined {
  const behind = conditions[index + 1];
  const near = [conditions[index - 1], behind?.isJoined ? behind : undefined];
  return [...near, ...conditions.filter((each) => !isOfOther(each))].find(
    (each) =>
      each?.hours === undefined &&
      each?.filters.some((filter) => filter.key === 'createdWeekday' || isTime(filter)) === true,
  );
}

function isTime(filter: Filter): boolean {
  return isFilterOf(filter, 'timestamp') && filter.comparator !== 'isEmpty' && filter.comparator !== 'isNotEmpty';
}

/** Only creation has hours and weekdays of any day: "closed on Mondays" asks for what cannot be asked. */
function isNobodys(condition: Placed, before: Placed | undefined, behind: Placed | undefined): boolean {
  const beside = [condition.isJoined ? before : undefined, behind?.isJoined ? behind : undefined];
  const isOthers = condition.isOfCreation ? isOfOther : ({ isTimeAlone }: Placed) => isTimeAlone && hasClock(condition);
  return condition.filters.length === 0 || beside.some((each) => each !== undefined && isOthers(each));
}

function isOfOther({ filters }: Condition): boolean {
  return (
    filters.some((filter) => isTime(filter) && filter.key !== 'createdAt') || timeOf(filters.at(-1)) === 'closedAt'
  );
}

/** "Last week closed after 4 pm" would be closed today. */
function hasClock({ filters, isTimeAlone }: Condition): boolean {
  return (
    !isTimeAlone &&
    filters.some((filter) => isTime(filter) && operandsOf(filter).some((bound) => /:/.test(String(bound))))
  );
}

/** A reading of a condition with the hours of its day; null where it is of no one day, and its column has no hours. */
export function atClock(filters: Filter[], clock: Placed | undefined, asOf: string): Filter[] | null {
  if (clock?.hours === undefined) return filters;
  const { hours } = clock;
  const time = filters.find((filter) => isFilterOf(filter, 'timestamp'));
  if (hours.filter !== undefined && (time === undefined || time.key === 'createdAt')) return [...filters, hours.filter];
  const span = time === undefined || !isFilterOf(time, 'timestamp') ? null : onDay(time, hours, asOf);
  return span === null ? null : filters.map((filter) => (filter === time ? span : filter));
}
