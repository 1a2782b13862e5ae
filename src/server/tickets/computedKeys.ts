import { DATA_CHECKS, type DataCheck } from '../../contract/sla';
import { WALL_TIME } from './schema';
import type { SqlParams } from './sqlParams';

/** SQL of the two filter keys that are no columns: slaState and dataCheck (CONTRACT.md section 5). */

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

/** Seconds closed after the deadline: as stored where stored, else closedAt minus dueBy. */
const LATENESS = `coalesce(t.secondsClosedAfterSLA, ${secondsBetween('t.dueBy', 't.closedAt')})`;

/** The state of a ticket as text; a closed ticket with neither stored lateness nor deadline has none. */
export function slaStateText(params: SqlParams, { asOf }: Moment): string {
  const now = params.bind(asOf, WALL_TIME);
  return `multiIf(
    t.closedAt IS NOT NULL AND ${LATENESS} <= 0, 'met',
    t.closedAt IS NOT NULL AND ${LATENESS} > 0, 'breachedClosed',
    t.closedAt IS NULL AND t.dueBy < ${now}, 'breachedOpen',
    t.closedAt IS NULL AND t.dueBy >= ${now}, 'pending',
    'noSla')`;
}

/**
 * Stored seconds that are not the difference of the two times. Across a clock change wall times can be an
 * hour off elapsed time, so there up to an hour is allowed; `if` keeps the costly look at the zone to the
 * few rows that differ at all.
 */
function contradicts(stored: string, from: string, to: string, zone: string): string {
  const difference = secondsBetween(from, to);
  const offset = (time: string) => `timezoneOffset(toDateTime64(toString(assumeNotNull(${time})), 0, ${zone}))`;
  return `if(${stored} != ${difference}, NOT (abs(${stored} - ${difference}) <= 3600 AND ${offset(from)} != ${offset(to)}), 0)`;
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
