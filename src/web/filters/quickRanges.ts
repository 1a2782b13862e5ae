import { formatDay } from '../../contract/format';
import { resolveBound } from '../../contract/timeBounds';

/** Ranges that people ask for every day, as relative bounds: a link with them stays true tomorrow. */
export const QUICK_RANGES = [
  { label: 'Today', from: 'now/d', to: 'now/d' },
  { label: 'Yesterday', from: 'now-1d/d', to: 'now-1d/d' },
  { label: 'Last 7 days', from: 'now-7d', to: 'now' },
  { label: 'Last 30 days', from: 'now-30d', to: 'now' },
  { label: 'Last 90 days', from: 'now-90d', to: 'now' },
  { label: 'This week', from: 'now/w', to: 'now/w' },
  { label: 'Last week', from: 'now-1w/w', to: 'now-1w/w' },
  { label: 'This month', from: 'now/M', to: 'now/M' },
  { label: 'Last month', from: 'now-1M/M', to: 'now-1M/M' },
  { label: 'This quarter', from: 'now/Q', to: 'now/Q' },
  { label: 'Last quarter', from: 'now-1Q/Q', to: 'now-1Q/Q' },
  { label: 'This year', from: 'now/y', to: 'now/y' },
  { label: 'Last year', from: 'now-1y/y', to: 'now-1y/y' },
] as const;

/** The dates that a range means now: "1 Oct 2026 – 31 Oct 2026"; null while it is not understood. */
export function rangeDates(from: string, to: string, asOf: string): string | null {
  const first = resolveBound(from.trim(), asOf)?.first;
  const last = resolveBound(to.trim(), asOf)?.last;
  if (first === undefined || last === undefined) return null;
  const day = (time: string, plain: string) =>
    time.endsWith(plain) ? formatDay(time) : `${formatDay(time)}, ${time.slice(11, 16)}`;
  const [start, end] = [day(first, '00:00:00'), day(last, '23:59:59')];
  return start === end ? start : `${start} – ${end}`;
}
