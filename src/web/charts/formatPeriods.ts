import { formatDay } from '../../contract/format/days';
import { formatTime } from '../../contract/format/format';
import { labelOf } from '../../contract/query/filters';
import type { ReportResponse } from '../../contract/responses/reportResponse';
import { DAY_SECONDS } from '../../contract/time/units';
import { parseWallTime } from '../../contract/time/wallTime';

type Previous = NonNullable<ReportResponse['previous']>;

const DAY_START = '00:00:00';
const DAY_END = '23:59:59';

/** What the figures are compared with, short: "vs 1–24 Oct so far"; years only where they are not the current one. */
export function formatComparedPeriod(previous: Previous): string {
  return `vs ${formatDates(previous)}`;
}

function formatDates({ from, to, current, soFar }: Previous): string {
  return `${formatDays(from, to, current.to.slice(0, 4))}${soFar ? ' so far' : ''}`;
}

/** The period before inside a sentence, behind "in": "the 90 days before", "1–31 Oct". */
export function formatPeriodBefore(previous: Previous): string {
  const { from, to, kind, soFar } = previous;
  const [first, last] = [parseWallTime(from), parseWallTime(to)];
  if (kind === 'calendar' || soFar || first === null || last === null) return formatDates(previous);
  const days = Math.round((last - first) / DAY_SECONDS);
  // A second more or less is how a range includes its ends.
  const isWhole = days > 1 && Math.abs(last - first - days * DAY_SECONDS) <= 1;
  return isWhole ? `the ${days} days before` : formatDates(previous);
}

/** The years or the days from one to another, with what they share said once. */
function formatDays(from: string, to: string, year: string): string {
  if (from.endsWith(`-01-01 ${DAY_START}`) && to.endsWith(`-12-31 ${DAY_END}`)) {
    return [...new Set([from.slice(0, 4), to.slice(0, 4)])].join('–');
  }
  const last = shortDay(to, to.startsWith(year));
  if (from.slice(0, 10) === to.slice(0, 10)) return last;
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8, 10))}–${last}`;
  return `${shortDay(from, from.slice(0, 4) === to.slice(0, 4) || from.startsWith(year))} – ${last}`;
}

function shortDay(time: string, withoutYear: boolean): string {
  return withoutYear ? formatDay(time).slice(0, -5) : formatDay(time);
}

/** Both stretches in full. */
export function describeComparison(previous: Previous): string {
  const { from, to, asOf, current, soFar } = previous;
  const now = `${formatPeriod(current.from, current.to)}${soFar ? ' (so far)' : ''}`;
  return `${now} compared with ${formatPeriod(from, to)} as of ${formatTime(asOf)}`;
}

function formatPeriod(from: string, to: string): string {
  const start = from.endsWith(DAY_START) ? formatDay(from) : formatTime(from);
  return `${start} – ${to.endsWith(DAY_END) ? formatDay(to) : formatTime(to)}`;
}

/** Why nothing is compared, where a reader would expect it. */
export function describeNoComparison(none: ReportResponse['noPrevious']): string {
  switch (none?.reason) {
    case 'otherTimeBounded':
      return none.column === 'createdAt'
        ? 'no period before: single days are named'
        : `no period before: ${labelOf(none.column)} is limited too`;
    case 'pastUnknown':
      return `no comparison: what ${labelOf(none.key)} was then is not known`;
    case 'noTickets':
      return 'no tickets in the period before';
    case 'outsideCalendar':
      return 'no period before: it would be too long ago';
    default:
      return '';
  }
}
