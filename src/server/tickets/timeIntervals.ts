import type { SecondsInterval } from '../../contract/time/timeBounds';
import { DAY_SECONDS } from '../../contract/time/units';
import { FIRST_YEAR, formatWallTime, type WallSeconds } from '../../contract/time/wallTime';
import type { SqlParams } from './sqlParams';
import { WALL_TIME } from './sqlTime';

/** Up to so many intervals are compared one by one, which a skip index understands. */
const FEW = 4;
/** Before everything that the store can hold. */
const BEFORE_ALL = -1e12;
/** The engine divides towards zero, so days are counted from the first one that there is. */
const FIRST_DAY = Date.UTC(FIRST_YEAR, 0, 1) / 1000 / DAY_SECONDS;
/** More days are found faster by their ends. */
const MAX_DAYS = 2000;

/**
 * The condition that a time lies in one of the intervals. A thousand of them cost at most about three times as much as
 * one: days are looked up in a set; of other intervals a sorted list of their ends tells which end lies before a time.
 * @param name a time; the condition says nothing of a time that is null.
 */
export function withinAny(name: string, intervals: readonly SecondsInterval[], params: SqlParams): string {
  const merged = mergeIntervals(intervals);
  if (merged.length <= FEW) return merged.map((interval) => within(name, interval, params)).join(' OR ');
  const days = daysOf(merged);
  if (days !== undefined) {
    const day = `intDiv(toInt64(${name}) - ${FIRST_DAY * DAY_SECONDS}, ${DAY_SECONDS})`;
    return `${day} IN ${params.bind(days, 'Array(Int64)')}`;
  }
  const ends = [BEFORE_ALL, ...merged.flatMap(({ first, last }) => [first, last + 1])];
  const lastEnd = `roundDown(toInt64(${name}), ${params.bind(ends, 'Array(Int64)')})`;
  const starts = merged.map(({ first }) => first);
  return `${lastEnd} IN ${params.bind(starts, 'Array(Int64)')}`;
}

/** The days, counted from the first one, that intervals are made of; undefined when they are not, or of too many. */
function daysOf(intervals: readonly SecondsInterval[]): number[] | undefined {
  const days: number[] = [];
  for (const { first, last } of intervals) {
    const [begin, end] = [first / DAY_SECONDS, (last + 1) / DAY_SECONDS];
    if (!Number.isInteger(begin) || !Number.isInteger(end) || days.length + end - begin > MAX_DAYS) return undefined;
    for (let day = begin; day < end; day += 1) days.push(day - FIRST_DAY);
  }
  return days;
}

function within(name: string, { first, last }: SecondsInterval, params: SqlParams): string {
  const bind = (seconds: WallSeconds) => params.bind(formatWallTime(seconds), WALL_TIME);
  return `${name} BETWEEN ${bind(first)} AND ${bind(last)}`;
}

/** The same times as intervals that neither touch nor overlap, in order. */
export function mergeIntervals(intervals: readonly SecondsInterval[]): SecondsInterval[] {
  const merged: SecondsInterval[] = [];
  for (const interval of [...intervals].sort((a, b) => a.first - b.first)) {
    const before = merged.at(-1);
    if (before === undefined || interval.first > before.last + 1) merged.push({ ...interval });
    else before.last = Math.max(before.last, interval.last);
  }
  return merged;
}
