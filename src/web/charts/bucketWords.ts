import { formatDay } from '../../contract/format';
import type { Bucket } from '../../contract/requests';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A bucket on the axis, short: the hour, the day (of a week its Monday), the month. */
export function bucketTick(bucket: Bucket, start: string): string {
  const month = MONTHS[Number(start.slice(5, 7)) - 1] ?? '';
  if (bucket === 'hour')
    return start.slice(11, 16) === '00:00' ? `${Number(start.slice(8, 10))} ${month}` : start.slice(11, 16);
  if (bucket === 'month') return `${month} ${start.slice(2, 4)}`;
  return `${Number(start.slice(8, 10))} ${month}`;
}

/** A bucket in full: "week of Mon 23 Nov 2026". */
export function bucketWords(bucket: Bucket, start: string): string {
  switch (bucket) {
    case 'hour':
      return `${formatDay(start)}, ${start.slice(11, 16)}`;
    case 'day':
      return formatDay(start);
    case 'week':
      return `week of Monday, ${formatDay(start)}`;
    case 'month':
      return `${MONTHS[Number(start.slice(5, 7)) - 1]} ${start.slice(0, 4)}`;
  }
}
