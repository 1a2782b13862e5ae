import { type ColumnId, columnOf, valueLabel } from '../../contract/columns/columns';
import { formatDay } from '../../contract/format/days';
import { formatDuration } from '../../contract/format/format';
import { formatValue } from '../../contract/format/text';
import type { Bucket } from '../../contract/query/requests';
import { DAY_SECONDS as DAY } from '../../contract/time/units';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The month of a wall time: "Nov". */
export function monthOf(wallTime: string): string {
  return MONTHS[Number(wallTime.slice(5, 7)) - 1] ?? '';
}

/** "23 Nov". */
export function dayOfYear(wallTime: string): string {
  return `${Number(wallTime.slice(8, 10))} ${monthOf(wallTime)}`;
}

/** A bucket in full: "week of Mon 23 Nov 2026". */
export function formatBucket(bucket: Bucket, start: string): string {
  switch (bucket) {
    case 'hour':
      return `${formatDay(start)}, ${start.slice(11, 16)}`;
    case 'day':
      return formatDay(start);
    case 'week':
      return `week of Monday, ${formatDay(start)}`;
    case 'month':
      return `${monthOf(start)} ${start.slice(0, 4)}`;
  }
}

/** Consecutive buckets, both included: "3 Aug 2024 to 30 Aug 2024", "weeks of 5 Aug 2024 to 26 Aug 2024". */
export function formatBuckets(bucket: Bucket, first: string, last: string): string {
  if (bucket === 'week' && first !== last) return `weeks of ${formatDay(first)} to ${formatDay(last)}`;
  return first === last
    ? formatBucket(bucket, first)
    : `${formatBucket(bucket, first)} to ${formatBucket(bucket, last)}`;
}

/** A value that tickets are grouped by. */
export function formatGroup(by: ColumnId, value: string | number | null): string {
  if (value === null) return columnOf(by).emptyLabel ?? '(empty)';
  return columnOf(by).kind === 'text' ? formatValue(String(value)) : valueLabel(by, String(value));
}

/** Days of age or delay: `[from, to)`. */
export function formatDayRange({ from, to }: { from: number; to: number | null }): string {
  return to === null ? `over ${from} d` : `${from}–${to} d`;
}

/** Seconds in the largest unit that fits without a remainder to explain: 1 w, 90 d, 1 y. */
export function formatBinEdge(seconds: number): string {
  if (seconds === 0) return '0';
  if (seconds === 365 * DAY) return '1 y';
  if (seconds >= 30 * DAY) return `${seconds / DAY} d`;
  if (seconds >= 7 * DAY) return `${seconds / (7 * DAY)} w`;
  return formatDuration(seconds);
}

/** Times to close in `[from, to)` seconds; null is without end. */
export function formatBin(from: number, to: number | null): string {
  if (to === 1) return '0 seconds';
  return to === null ? `${formatBinEdge(from)} or more` : `${formatBinEdge(from)} to under ${formatBinEdge(to)}`;
}
