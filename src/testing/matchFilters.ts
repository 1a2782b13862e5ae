import { type ColumnId, type Ticket, WEEKDAYS } from '../contract/columns/columns';
import { type Filter, keepsEmpty, kindOf, type Operand } from '../contract/query/filters';
import { SEARCHED_COLUMNS, searchWords } from '../contract/query/search';
import type { DataCheck, SlaState } from '../contract/sla';
import { resolveBound } from '../contract/time/timeBounds';
import { HOUR_SECONDS } from '../contract/time/units';
import { parseWallTime, wallTimeIn } from '../contract/time/wallTime';
import type { AsOf } from '../server/tickets/asOf';

/**
 * The filter semantics of src/contract/README.md, sections 3 and 5 in plain TypeScript, written apart from the SQL, so
 * that tests can compare the two over the same rows.
 */

/** A ticket as it is told of at an as-of that hides what was closed later. */
export function asSeen(ticket: Ticket, { time, hidesLaterClosings }: AsOf): Ticket {
  const { closedAt } = ticket;
  if (!hidesLaterClosings || closedAt === null || String(closedAt) <= time) return ticket;
  return { ...ticket, closedAt: null, secondsToClose: null, secondsClosedAfterSLA: null };
}

export function matchesAll(ticket: Ticket, filters: readonly Filter[], asOf: AsOf): boolean {
  return filters.every((filter) => matches(ticket, filter, asOf));
}

/** Each word in any of the searched columns. */
export function matchesSearch(ticket: Ticket, search: string, asOf: AsOf): boolean {
  return searchWords(search).every((value) =>
    SEARCHED_COLUMNS.some((key) => matches(ticket, { key, comparator: 'contains', value }, asOf)),
  );
}

export function matches(ticket: Ticket, filter: Filter, asOf: AsOf): boolean {
  if (filter.key === 'dataCheck') return matchesDataCheck(ticket, filter, asOf);
  const value = columnValue(asSeen(ticket, asOf), filter.key, asOf);
  if (filter.comparator === 'isEmpty') return value === null;
  if (value === null) return keepsEmpty(filter);
  return kindOf(filter.key) === 'timestamp'
    ? matchesTime(String(value), filter, asOf.time)
    : matchesValue(value, filter);
}

/** The value of a column, stored or computed. */
export function columnValue(ticket: Ticket, id: ColumnId, { time }: AsOf): string | number | null {
  switch (id) {
    case 'slaState':
      return slaStateOf(ticket, time);
    case 'againstDeadline':
      return againstDeadlineOf(ticket, time);
    case 'createdWeekday':
      return WEEKDAYS[(created(ticket).getUTCDay() + 6) % 7] ?? null;
    case 'createdHour':
      return created(ticket).getUTCHours();
    case 'workingSecondsToClose':
    case 'workingAgainstDeadline':
      throw new Error('working time is counted in workingTime.ts');
    case 'subject':
      throw new Error("the subject is an instance's own");
    default:
      return ticket[id];
  }
}

/** Wall time as if it were UTC. */
function created({ createdAt }: Ticket): Date {
  return new Date(`${String(createdAt).replace(' ', 'T')}Z`);
}

/** Negative, zero or positive; text by UTF-8 bytes. */
function compare(a: Operand, b: Operand): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}

function matchesValue(value: Operand, filter: Filter): boolean {
  switch (filter.comparator) {
    case 'isEmpty':
      return false;
    case 'isNotEmpty':
      return true;
    case '=':
      return compare(value, filter.value) === 0;
    case '!=':
      return compare(value, filter.value) !== 0;
    case '>':
      return compare(value, filter.value) > 0;
    case '<':
      return compare(value, filter.value) < 0;
    case '>=':
      return compare(value, filter.value) >= 0;
    case '<=':
      return compare(value, filter.value) <= 0;
    case 'between':
      return compare(value, filter.from) >= 0 && compare(value, filter.to) <= 0;
    case 'in':
      return filter.values.some((each) => compare(value, each) === 0);
    case 'notIn':
      return filter.values.every((each) => compare(value, each) !== 0);
    case 'includes':
      return String(value)
        .split(', ')
        .some((tag) => filter.values.includes(tag));
    case 'contains':
      return String(value).toLowerCase().includes(String(filter.value).toLowerCase());
  }
}

/** Wall times compare as text, since their form has a fixed width. */
function matchesTime(value: string, filter: Filter, asOf: string): boolean {
  const bound = (operand: Operand) => {
    const resolved = resolveBound(String(operand), asOf);
    if (resolved === null) throw new Error(`not a bound: ${operand}`);
    return resolved;
  };
  const within = (operand: Operand) => value >= bound(operand).first && value <= bound(operand).last;
  switch (filter.comparator) {
    case '=':
      return within(filter.value);
    case '!=':
      return !within(filter.value);
    case '>':
      return value > bound(filter.value).last;
    case '<':
      return value < bound(filter.value).first;
    case '>=':
      return value >= bound(filter.value).first;
    case '<=':
      return value <= bound(filter.value).last;
    case 'between':
      return value >= bound(filter.from).first && value <= bound(filter.to).last;
    case 'in':
      return filter.values.some(within);
    case 'notIn':
      return !filter.values.some(within);
    case 'isEmpty':
    case 'contains':
    case 'includes':
      return false;
    case 'isNotEmpty':
      return true;
  }
}

function matchesDataCheck(ticket: Ticket, filter: Filter, asOf: AsOf): boolean {
  const values = 'values' in filter ? filter.values : 'value' in filter ? [filter.value] : [];
  const isOneOf = dataChecksOf(ticket, asOf).some((check) => values.some((value) => value === check));
  return filter.comparator === '!=' || filter.comparator === 'notIn' ? !isOneOf : isOneOf;
}

/** The service-level state of a ticket at a moment. */
export function slaStateOf(ticket: Ticket, asOf: string): SlaState {
  const { closedAt, dueBy, secondsClosedAfterSLA } = ticket;
  if (closedAt === null) {
    if (dueBy === null) return 'noSla';
    return dueBy < asOf ? 'breachedOpen' : 'pending';
  }
  const late = secondsClosedAfterSLA ?? difference(dueBy, closedAt);
  if (late === null) return 'noSla';
  return Number(late) <= 0 ? 'met' : 'breachedClosed';
}

/** Seconds by which a ticket is or was late, negative before the deadline; null without one. */
export function againstDeadlineOf({ closedAt, dueBy, secondsClosedAfterSLA }: Ticket, asOf: string): number | null {
  if (closedAt === null) return difference(dueBy, asOf);
  return typeof secondsClosedAfterSLA === 'number' ? secondsClosedAfterSLA : difference(dueBy, closedAt);
}

/** Wall seconds from one time to another; null when either is missing. */
function difference(from: string | number | null, to: string | number | null): number | null {
  const start = from === null ? null : parseWallTime(String(from));
  const end = to === null ? null : parseWallTime(String(to));
  return start === null || end === null ? null : end - start;
}

/** The data checks that a ticket fails. */
export function dataChecksOf(ticket: Ticket, { time, timeZone, serverTime = time }: AsOf): DataCheck[] {
  const { status, createdAt, closedAt, dueBy, secondsToClose, secondsClosedAfterSLA } = ticket;
  const failed: [DataCheck, boolean][] = [
    ['closeTimeContradicts', contradicts(secondsToClose, createdAt, closedAt, timeZone)],
    ['slaTimeContradicts', contradicts(secondsClosedAfterSLA, dueBy, closedAt, timeZone)],
    ['closedBeforeCreated', closedAt !== null && createdAt !== null && closedAt < createdAt],
    ['closedWithoutClosedAt', (status === 'closed' || status === 'resolved') && closedAt === null],
    ['closedAtWithoutClosed', status !== 'closed' && status !== 'resolved' && closedAt !== null],
    ['closedInFuture', closedAt !== null && closedAt > serverTime],
    ['noDeadline', dueBy === null],
  ];
  return failed.flatMap(([check, fails]) => (fails ? [check] : []));
}

function contradicts(
  stored: string | number | null,
  from: string | number | null,
  to: string | number | null,
  timeZone: string,
): boolean {
  const expected = difference(from, to);
  if (stored === null || expected === null) return false;
  const gap = Math.abs(Number(stored) - expected);
  if (gap === 0 || gap > HOUR_SECONDS) return gap !== 0;
  const offsets = new Set([...offsetsOf(String(from), timeZone), ...offsetsOf(String(to), timeZone)]);
  return offsets.size === 1;
}

const HOUR_MS = 3_600_000;

/** Every offset from UTC at which the zone's clocks showed a wall time; where they skipped it, those on either side. */
function offsetsOf(wallTime: string, timeZone: string): number[] {
  const zoneless = Date.parse(`${wallTime.replace(' ', 'T')}Z`);
  const offsetAt = (instant: number) =>
    Date.parse(`${wallTimeIn(timeZone, new Date(instant)).replace(' ', 'T')}Z`) - instant;
  const near = [...new Set([-24, 24].map((hours) => offsetAt(zoneless + hours * HOUR_MS)))];
  const shown = near.filter((offset) => offsetAt(zoneless - offset) === offset);
  return shown.length > 0 ? shown : near;
}
