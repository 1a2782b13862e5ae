import { formatDay, formatMonth } from '../../contract/format/days';
import { formatDuration } from '../../contract/format/format';
import type { Bucket } from '../../contract/query/requests';
import { say } from '../../contract/texts/texts';
import { DAY_SECONDS as DAY } from '../../contract/time/units';

/** A bucket in full: "week of Mon 23 Nov 2026". */
export function formatBucket(bucket: Bucket, start: string): string {
  switch (bucket) {
    case 'hour':
      return say('chart.bucket.hourOf', { day: formatDay(start), time: start.slice(11, 16) });
    case 'day':
      return formatDay(start);
    case 'week':
      return say('chart.bucket.weekOf', { day: formatDay(start) });
    case 'month':
      return say('chart.bucket.monthOf', { month: formatMonth(start), year: start.slice(0, 4) });
  }
}

/** Consecutive buckets, both included: "3 Aug 2024 to 30 Aug 2024", "weeks of 5 Aug 2024 to 26 Aug 2024". */
export function formatBuckets(bucket: Bucket, first: string, last: string): string {
  if (bucket === 'week' && first !== last) {
    return say('chart.bucket.weeksOf', { first: formatDay(first), last: formatDay(last) });
  }
  return first === last
    ? formatBucket(bucket, first)
    : say('chart.bucket.span', { first: formatBucket(bucket, first), last: formatBucket(bucket, last) });
}

/** Days of age or delay: `[from, to)`. */
export function formatDayRange({ from, to }: { from: number; to: number | null }): string {
  return to === null ? say('chart.days.over', { from }) : say('chart.days.range', { from, to });
}

/** Seconds in the largest unit that fits without a remainder to explain: 1 w, 90 d, 1 y. */
export function formatBinEdge(seconds: number): string {
  if (seconds === 0) return '0';
  if (seconds === 365 * DAY) return say('chart.edge.year');
  if (seconds >= 30 * DAY) return say('chart.edge.days', { n: seconds / DAY });
  if (seconds >= 7 * DAY) return say('chart.edge.weeks', { n: seconds / (7 * DAY) });
  return formatDuration(seconds);
}

/** Times to close in `[from, to)` seconds; null is without end. */
export function formatBin(from: number, to: number | null): string {
  if (to === 1) return say('chart.bin.zero');
  const edge = formatBinEdge(from);
  return to === null
    ? say('chart.bin.more', { from: edge })
    : say('chart.bin.range', { from: edge, to: formatBinEdge(to) });
}
