import type { ColumnId } from '../columns/columns';
import { type Filter, isTagsKey } from '../query/filters';
import { makeFilter } from '../query/makeFilter';
import type { ReportResponse } from '../responses/reportResponse';
import type { DataCheck, SlaState } from '../sla';
import { DAY_SECONDS, UNITS } from '../time/units';
import { formatWallTime, parseWallTime } from '../time/wallTime';

/**
 * The filters that a click on a mark adds to the report. They are joined by AND with the report's own, so the new
 * total is exactly the mark's count.
 */

export function pickState(state: SlaState): Filter[] {
  return [{ key: 'slaState', comparator: '=', value: state }];
}

/** Overdue tickets of a time before the report's period, in the place of it. */
export function pickOverdueBefore(createdBefore: string): Filter[] {
  return [{ key: 'createdAt', comparator: '<', value: createdBefore }, ...pickState('breachedOpen')];
}

/** Both breached states: what the headline rate counts. */
export function pickBreached(base: 'all' | 'closed'): Filter[] {
  if (base === 'closed') return pickState('breachedClosed');
  return [{ key: 'slaState', comparator: 'in', values: ['breachedClosed', 'breachedOpen'] }];
}

export const PICK_NOT_CLOSED: Filter[] = [{ key: 'closedAt', comparator: 'isEmpty' }];

/** Tickets due within a bucket, whose end is exclusive; of one state, or of any. */
export function pickBucket(bucket: { start: string; end: string }, state?: SlaState): Filter[] {
  const due: Filter = { key: 'dueBy', comparator: 'between', from: bucket.start, to: secondsBefore(bucket.end, 1) };
  return state === undefined ? [due] : [due, ...pickState(state)];
}

/** Tickets due in the buckets from one to another. */
export function pickBuckets(first: { start: string }, last: { end: string }): Filter[] {
  return pickBucket({ start: first.start, end: last.end });
}

/** Tickets due before a time, or at or after it. */
export function pickDue(comparator: '<' | '>=', time: string): Filter[] {
  return [{ key: 'dueBy', comparator, value: time }];
}

/** The tickets of a mark that are in one state. */
export function pickStateWithin(picked: readonly Filter[], state: SlaState): Filter[] {
  return [...picked, ...pickState(state)];
}

/** Tickets without a time to close, not closed or closed. */
export function pickTimeToCloseUnknown(closedAt: 'isEmpty' | 'isNotEmpty'): Filter[] {
  return [
    { key: 'secondsToClose', comparator: 'isEmpty' },
    { key: 'closedAt', comparator: closedAt },
  ];
}

/** Tickets with a group's value, or its tag; null stands for those without one. */
export function pickGroup(column: ColumnId, value: string | number | null): Filter[] {
  if (value !== null && isTagsKey(column)) return [{ key: column, comparator: 'includes', values: [String(value)] }];
  return [value === null ? makeFilter(column, 'isEmpty') : makeFilter(column, '=', [value])];
}

/** As pickOtherGroups; undefined for tags, since a ticket can have a shown one and others. */
export function pickOtherTickets(groups: ReportResponse['groups']): Filter[] | undefined {
  return isTagsKey(groups.by) ? undefined : pickOtherGroups(groups);
}

/** Every ticket that is in none of the shown groups. */
export function pickOtherGroups({
  by,
  rows,
}: {
  by: ColumnId;
  rows: readonly Pick<ReportResponse['groups']['rows'][number], 'value'>[];
}): Filter[] {
  const values = rows.flatMap(({ value }) => (value === null ? [] : [value]));
  const emptyIsShown = values.length < rows.length;
  return [makeFilter(by, 'notIn', values, emptyIsShown ? {} : { orEmpty: true })];
}

/** Times to close in `[from, to)` seconds; null is without end. */
export function pickTimeToClose(from: number, to: number | null): Filter[] {
  if (to === null) return [{ key: 'secondsToClose', comparator: '>=', value: from }];
  return [{ key: 'secondsToClose', comparator: 'between', from, to: to - 1 }];
}

/** Not closed tickets that are `[from, to)` seconds old. */
export function pickOpenFor(from: number, to: number | null): Filter[] {
  return [...PICK_NOT_CLOSED, ...pickAgo('createdAt', from, to)];
}

/** Tickets that took longer than a percentile; an estimated one lies between whole seconds. */
export function pickSlowerThan(seconds: number): Filter[] {
  return [{ key: 'secondsToClose', comparator: '>', value: Math.floor(seconds) }];
}

/** Not closed tickets whose age is in `[from, to)` days. */
export function pickAge({ from, to }: { from: number; to: number | null }): Filter[] {
  return [...PICK_NOT_CLOSED, ...pickAgo('createdAt', from * DAY_SECONDS, to && to * DAY_SECONDS)];
}

/** Overdue tickets that are in `[from, to)` days past their deadline. */
export function pickOverdue({ from, to }: { from: number; to: number | null }): Filter[] {
  return [...pickState('breachedOpen'), ...pickAgo('dueBy', from * DAY_SECONDS, to && to * DAY_SECONDS)];
}

/**
 * A time lies `[from, to)` seconds ago when it is not after now - from and after now - to. Relative to now, so that a
 * link or a saved view stays right tomorrow; two filters, since `between` includes both ends.
 */
function pickAgo(key: 'createdAt' | 'dueBy', from: number, to: number | null): Filter[] {
  const latest: Filter = { key, comparator: '<=', value: ago(from) };
  return to === null ? [latest] : [latest, { key, comparator: '>', value: ago(to) }];
}

const AGO_UNITS = ['d', 'h', 'm', 's'] as const;

/** In the longest unit that says it: an amount has six digits at most. */
function ago(seconds: number): string {
  if (seconds === 0) return 'now';
  const unit = AGO_UNITS.find((each) => seconds % UNITS[each].seconds === 0) ?? 's';
  return `now-${seconds / UNITS[unit].seconds}${unit}`;
}

export function pickDataCheck(check: DataCheck): Filter[] {
  return [{ key: 'dataCheck', comparator: '=', value: check }];
}

function secondsBefore(wallTime: string, seconds: number): string {
  const moment = parseWallTime(wallTime);
  if (moment === null) throw new Error(`not a wall time: ${wallTime}`);
  return formatWallTime(moment - seconds);
}
