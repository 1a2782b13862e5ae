import { type ComputedColumnId, WEEKDAYS } from '../../contract/columns/columns';
import { SLA_STATES, type SlaState } from '../../contract/sla';
import type { WorkingCalendar } from '../../contract/time/workingCalendar';
import { type AsOf, notClosed } from './asOf';
import type { SqlParams } from './sqlParams';
import { secondsBetween, WALL_TIME } from './sqlTime';
import { workedBetween } from './workingTime';

/** SQL of the columns that are worked out at the as-of of a request (src/contract/README.md, section 5), over the table `t`. */

export const COMPUTED_SQL = {
  slaState: (params, asOf) => `CAST(${slaStateNumberSql(params, asOf)} AS ${STATE_TYPE})`,
  againstDeadline: (params, asOf) => {
    const closedLate = `ifNull(t.secondsClosedAfterSLA, ${secondsBetween('t.dueBy', 't.closedAt')})`;
    const now = params.bind(asOf.time, WALL_TIME);
    return `if(${notClosed(params, asOf)}, ${secondsBetween('t.dueBy', now)}, ${closedLate})`;
  },
  createdWeekday: () => `CAST(${WEEKDAY_NUMBER} AS ${WEEKDAY_TYPE})`,
  createdHour: () => 'toHour(t.createdAt)',
  workingSecondsToClose: (params, asOf) =>
    `if(${notClosed(params, asOf)}, NULL, ${workedBetween('t.createdAt', 't.closedAt', workingCalendar(asOf), params)})`,
  workingAgainstDeadline: (params, asOf) => {
    const end = `if(${notClosed(params, asOf)}, ${params.bind(asOf.time, WALL_TIME)}, t.closedAt)`;
    return workedBetween('t.dueBy', end, workingCalendar(asOf), params);
  },
  subject: (params, { subjectPath }) => {
    // Requests for it are refused where an instance does not know where it stands (requireProvided).
    if (subjectPath === undefined) throw new Error('no path of the subject is set');
    const fields = subjectPath.map((field) => params.bind(field, 'String'));
    return `nullIf(JSONExtractString(ifNull(t.rawData, ''), ${fields.join(', ')}), '')`;
  },
} as const satisfies Record<ComputedColumnId, (params: SqlParams, asOf: AsOf) => string>;

/** Requests for working time are refused where an instance has none (requireProvided). */
function workingCalendar({ working }: AsOf): WorkingCalendar {
  if (working === undefined) throw new Error('no working hours are set');
  return working;
}

/** Monday is 1, as in its Enum8. */
const WEEKDAY_NUMBER = 'toDayOfWeek(t.createdAt)';
const WEEKDAY_TYPE = `Enum8(${WEEKDAYS.map((day, index) => `'${day}' = ${index + 1}`).join(', ')})`;

/** The condition that a ticket was created on one of some weekdays. */
export function weekdayCondition(days: readonly string[], params: SqlParams): string {
  const numbers = WEEKDAYS.flatMap((day, index) => (days.includes(day) ? [index + 1] : []));
  return `${WEEKDAY_NUMBER} IN ${params.bind(numbers, 'Array(UInt8)')}`;
}

/** The number of a service-level state in SQL. */
export function slaStateNumber(state: SlaState): number {
  return SLA_STATES.indexOf(state);
}

/** Sorted in the contract's order, as stored enums are. */
const STATE_TYPE = `Enum8(${SLA_STATES.map((state) => `'${state}' = ${slaStateNumber(state)}`).join(', ')})`;

/** Closed after the deadline: as the stored lateness says where it is stored, else by the two times. */
const CLOSED_LATE =
  'if(t.secondsClosedAfterSLA IS NULL, assumeNotNull(t.closedAt) > assumeNotNull(t.dueBy), assumeNotNull(t.secondsClosedAfterSLA) > 0)';

/**
 * The state of a ticket as its number; a closed ticket with neither stored lateness nor deadline has none.
 * Numbers, and values taken out of their nulls once the null check has been made: texts and nullable
 * arithmetic would cost more than everything else that a report does with the state.
 */
export function slaStateNumberSql(params: SqlParams, asOf: AsOf): string {
  const now = params.bind(asOf.time, WALL_TIME);
  const open = notClosed(params, asOf);
  const number = (state: SlaState) => `toUInt8(${slaStateNumber(state)})`;
  return `multiIf(
    ${open} AND t.dueBy IS NULL, ${number('noSla')},
    ${open}, if(assumeNotNull(t.dueBy) < ${now}, ${number('breachedOpen')}, ${number('pending')}),
    t.secondsClosedAfterSLA IS NULL AND t.dueBy IS NULL, ${number('noSla')},
    if(${CLOSED_LATE}, ${number('breachedClosed')}, ${number('met')}))`;
}
