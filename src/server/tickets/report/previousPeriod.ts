import { isCreatedBy } from '../../../contract/query/createdBy';
import { type Filter, isFilterOf, type TimestampFilter } from '../../../contract/query/filters';
import { hasUnknownPast } from '../../../contract/query/pastUnknown';
import { timeRange, wall } from '../../../contract/query/timeRange';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { addUnits, floorTo, isRelative } from '../../../contract/time/timeBounds';
import type { WallSeconds } from '../../../contract/time/wallTime';

export interface Period {
  from: WallSeconds;
  /** Inclusive. */
  to: WallSeconds;
  /** The moment that it is seen from: as far behind its end as the request's as-of behind the end of its range. */
  asOf: WallSeconds;
  kind: 'calendar' | 'length';
  /** The stretch of the range that it is compared with. */
  current: { from: WallSeconds; to: WallSeconds };
  soFar: boolean;
}

type NoPeriod = NonNullable<ReportResponse['noPrevious']>;

/**
 * The period before the createdAt range of the filters. Whole months (so quarters and years, too) are compared with as many
 * months before them, since months differ in length; any other range with the equal length before. Of a range that goes on
 * after as-of only the past part is compared, with as long a part of the period before. A range that is open at the
 * end reaches to as-of.
 */
export function periodBefore(filters: readonly Filter[], asOf: string): Period | NoPeriod {
  const now = wall(asOf);
  const range = createdRange(filters, asOf);
  const last = Number.isFinite(range.last) ? range.last : now;
  if (!Number.isFinite(range.first) || last < range.first) return { reason: 'noCreatedRange' };
  const problem = whyNotBefore(filters);
  if (problem !== undefined) return problem;
  const months = wholeMonths(range.first, last);
  const from =
    months === null ? addUnits(range.first, range.first - last - 1, 's') : addUnits(range.first, -months, 'M');
  if (from === null) return { reason: 'outsideCalendar' };
  const end = range.first - 1;
  const seenAt = now <= last ? Math.min(from + now - range.first, end) : end + now - last;
  const soFar = range.first <= now && now < last;
  return {
    from,
    to: Math.min(end, seenAt),
    asOf: seenAt,
    kind: months === null ? 'length' : 'calendar',
    current: { from: range.first, to: soFar ? now : last },
    soFar,
  };
}

/** A fixed link is limited to what was created by its moment: that is no end that somebody chose. */
function createdRange(filters: readonly Filter[], asOf: string): ReturnType<typeof timeRange> {
  return timeRange(
    filters.filter((filter) => !isCreatedBy(filter, asOf)),
    'createdAt',
    asOf,
  );
}

/** How many whole months the range is, or null where it begins or ends within one. */
function wholeMonths(first: WallSeconds, last: WallSeconds): number | null {
  const end = last + 1;
  return floorTo(first, 'M') === first && floorTo(end, 'M') === end ? monthNumber(end) - monthNumber(first) : null;
}

function monthNumber(seconds: WallSeconds): number {
  const date = new Date(seconds * 1000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function whyNotBefore(filters: readonly Filter[]): NoPeriod | undefined {
  const unknown = filters.find(hasUnknownPast);
  if (unknown !== undefined) return { reason: 'pastUnknown', key: unknown.key };
  const bound = filters.find(boundsAnotherTime);
  return bound === undefined ? undefined : { reason: 'otherTimeBounded', column: bound.key };
}

/**
 * A stretch of another time that stays where it is; one that is relative to now moves along. Days that are named one by
 * one stay where they are, too, so they bound even createdAt.
 */
function boundsAnotherTime(filter: Filter): filter is TimestampFilter {
  if (!isFilterOf(filter, 'timestamp')) return false;
  if (filter.comparator === 'in') return filter.key === 'createdAt' || !filter.values.every(isRelative);
  return filter.key !== 'createdAt' && isRange(filter) && !boundsOf(filter).every(isRelative);
}

function boundsOf(filter: TimestampFilter): readonly string[] {
  if (filter.comparator === 'between') return [filter.from, filter.to];
  return 'value' in filter ? [filter.value] : [];
}

/** Filters on createdAt that bound it; `!=`, `in` and the like go on to hold in the period before. */
export function isRange({ comparator }: Filter): boolean {
  return ['between', '=', '>', '>=', '<', '<='].includes(comparator);
}
