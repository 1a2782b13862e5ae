import { DATA_CHECKS, type DataCheck, SLA_STATES, type SlaState } from '../../contract/sla';
import { WALL_TIME } from './schema';
import type { SqlParams } from './sqlParams';

/** SQL of the two filter keys that are no columns: slaState and dataCheck (src/contract/README.md, section 5). */

/** The one moment of a request, and the zone whose clock changes the data check allows for. */
export interface Moment {
  /** Wall time. */
  asOf: string;
  timeZone: string;
}

/** Seconds between two wall times. dateDiff says the same, many times slower on DateTime64. */
export function secondsBetween(from: string, to: string): string {
  return `(toInt64(${to}) - toInt64(${from}))`;
}

/** Closed after the deadline: as the stored lateness says where it is stored, else by the two times. */
const CLOSED_LATE =
  'if(t.secondsClosedAfterSLA IS NULL, assumeNotNull(t.closedAt) > assumeNotNull(t.dueBy), assumeNotNull(t.secondsClosedAfterSLA) > 0)';

/** The number of a service-level state in SQL. */
export function slaStateNumber(state: SlaState): number {
  return SLA_STATES.indexOf(state);
}

/**
 * The state of a ticket as its number; a closed ticket with neither stored lateness nor deadline has none.
 * Numbers, and values taken out of their nulls once the null check has been made: texts and nullable
 * arithmetic would cost more than everything else that a report does with the state.
 */
export function slaStateSql(params: SqlParams, { asOf }: Moment): string {
  const now = params.bind(asOf, WALL_TIME);
  const number = (state: SlaState) => `toUInt8(${slaStateNumber(state)})`;
  return `multiIf(
    t.closedAt IS NULL AND t.dueBy IS NULL, ${number('noSla')},
    t.closedAt IS NULL, if(assumeNotNull(t.dueBy) < ${now}, ${number('breachedOpen')}, ${number('pending')}),
    t.secondsClosedAfterSLA IS NULL AND t.dueBy IS NULL, ${number('noSla')},
    if(${CLOSED_LATE}, ${number('breachedClosed')}, ${number('met')}))`;
}

/** Seconds by which a ticket was closed after its deadline, or is past it while it is not closed. */
export function againstDeadlineSql(params: SqlParams, { asOf }: Moment): string {
  const closedLate = `ifNull(t.secondsClosedAfterSLA, ${secondsBetween('t.dueBy', 't.closedAt')})`;
  return `if(t.closedAt IS NULL, ${secondsBetween('t.dueBy', params.bind(asOf, WALL_TIME))}, ${closedLate})`;
}

/**
 * Stored seconds that are not the difference of the two times. Across a clock change wall times can be an
 * hour off elapsed time, so there up to an hour is allowed; `if` keeps the costly look at the zone to the
 * few rows that differ at all.
 */
function contradicts(stored: string, from: string, to: string, zone: string): string {
  const difference = secondsBetween(from, to);
  const offsets = [...offsetsOf(from, zone), ...offsetsOf(to, zone)];
  const clocksChanged = `length(arrayDistinct([${offsets.join(', ')}])) > 1`;
  return `if(${stored} != ${difference}, NOT (abs(${stored} - ${difference}) <= 3600 AND ${clocksChanged}), 0)`;
}

/**
 * How far the clocks may have been ahead of UTC at a wall time: as they were the day before would have it, and as
 * they were the day after. The two differ only in an hour that a clock change repeats or leaves out.
 */
function offsetsOf(wallTime: string, zone: string): string[] {
  const seconds = `toInt64(assumeNotNull(${wallTime}))`;
  const offsetAt = (instant: string) => `timezoneOffset(toDateTime64(${instant}, 0, ${zone}))`;
  return ['- 86400', '+ 86400'].map((day) => offsetAt(`${seconds} - ${offsetAt(`${seconds} ${day}`)}`));
}

/** The condition of a data check: never null, so that it can be negated. */
export function dataCheckCondition(name: string, params: SqlParams, { timeZone }: Moment): string {
  const zone = () => params.bind(timeZone, 'String');
  const conditions: Record<DataCheck, () => string> = {
    closeTimeContradicts: () => contradicts('t.secondsToClose', 't.createdAt', 't.closedAt', zone()),
    slaTimeContradicts: () => contradicts('t.secondsClosedAfterSLA', 't.dueBy', 't.closedAt', zone()),
    closedBeforeCreated: () => 't.closedAt < t.createdAt',
    closedWithoutClosedAt: () => "t.status = 'closed' AND t.closedAt IS NULL",
    closedAtWithoutClosed: () => "(t.status IS NULL OR t.status != 'closed') AND t.closedAt IS NOT NULL",
    noDeadline: () => 't.dueBy IS NULL',
  };
  const check = DATA_CHECKS.find((each) => each === name);
  if (check === undefined) throw new Error(`not a data check: ${name}`);
  return `ifNull(${conditions[check]()}, 0)`;
}
