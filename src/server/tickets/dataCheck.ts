import { DATA_CHECKS, type DataCheck } from '../../contract/sla';
import { DAY_SECONDS, HOUR_SECONDS } from '../../contract/time/units';
import type { AsOf } from './asOf';
import type { SqlParams } from './sqlParams';
import { secondsBetween, WALL_TIME } from './sqlTime';

/** SQL of the data checks: tickets whose stored facts contradict each other. */

/**
 * Stored seconds that are not the difference of the two times. Across a clock change wall times can be an
 * hour off elapsed time, so there up to an hour is allowed; `if` keeps the costly look at the zone to the
 * few rows that differ at all.
 */
function contradicts(stored: string, from: string, to: string, zone: string | null): string {
  const difference = secondsBetween(from, to);
  const differs = `${stored} != ${difference}`;
  if (zone === null) return differs;
  const clocksChanged = `length(arrayDistinct(${offsetsOf(from, to, zone)})) > 1`;
  return `if(${differs}, NOT (abs(${stored} - ${difference}) <= ${HOUR_SECONDS} AND ${clocksChanged}), 0)`;
}

/**
 * How far the clocks may have been ahead of UTC at two wall times: as they were the day before would have it, and as
 * they were the day after. The two differ only in an hour that a clock change repeats or leaves out.
 */
function offsetsOf(from: string, to: string, zone: string): string {
  const [first, second] = [from, to].map((wallTime) => `toInt64(assumeNotNull(${wallTime}))`);
  const offsetAt = (instant: string) => `timezoneOffset(toDateTime64(${instant}, 0, ${zone}))`;
  const offset = offsetAt(`time - ${offsetAt('time + away')}`);
  const [before, after] = [-DAY_SECONDS, DAY_SECONDS];
  return `arrayMap((time, away) -> ${offset}, [${first}, ${first}, ${second}, ${second}], [${before}, ${after}, ${before}, ${after}])`;
}

/** The condition of a data check: never null, so that it can be negated. */
export function dataCheckCondition(name: string, params: SqlParams, asOf: AsOf): string {
  const { time, timeZone, serverTime = time } = asOf;
  // Clocks of UTC never change.
  const zone = () => (timeZone === 'UTC' ? null : params.bind(timeZone, 'String'));
  const conditions: Record<DataCheck, () => string> = {
    closeTimeContradicts: () => contradicts('t.secondsToClose', 't.createdAt', 't.closedAt', zone()),
    slaTimeContradicts: () => contradicts('t.secondsClosedAfterSLA', 't.dueBy', 't.closedAt', zone()),
    closedBeforeCreated: () => 't.closedAt < t.createdAt',
    closedWithoutClosedAt: () => "t.status IN ('closed', 'resolved') AND t.closedAt IS NULL",
    // A helpdesk may solve a ticket, which counts as its closing, and close it days later.
    closedAtWithoutClosed: () =>
      "(t.status IS NULL OR t.status NOT IN ('closed', 'resolved')) AND t.closedAt IS NOT NULL",
    closedInFuture: () => `t.closedAt > ${params.bind(serverTime, WALL_TIME)}`,
    noDeadline: () => 't.dueBy IS NULL',
  };
  const check = DATA_CHECKS.find((each) => each === name);
  if (check === undefined) throw new Error(`not a data check: ${name}`);
  return `ifNull(${conditions[check]()}, 0)`;
}
