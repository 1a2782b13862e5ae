import { formatDay, formatDayOfMonth, formatDayOfYear } from '../format/days';
import { formatTime } from '../format/format';
import { labelOf } from '../query/filters';
import type { ReportResponse } from '../responses/reportResponse';
import { say } from '../texts/texts';
import { DAY_SECONDS } from '../time/units';
import { parseWallTime } from '../time/wallTime';

type Previous = NonNullable<ReportResponse['previous']>;

const DAY_START = '00:00:00';
const DAY_END = '23:59:59';

/**
 * What the figures are compared with, short: "vs 1–24 Oct so far"; years only where they are not the current one. On a
 * phone the line breaks, but never within a day.
 */
export function formatComparedPeriod(previous: Previous): string {
  return say('chart.vs', { dates: formatDates(previous) }).replace(/(?<=\d\.?) /g, '\u00a0');
}

function formatDates({ from, to, current, soFar }: Previous): string {
  const dates = formatDays(from, to, current.to.slice(0, 4));
  return soFar ? say('chart.soFar', { dates }) : dates;
}

/** The period before inside a sentence, behind "in": "the 90 days before", "1–31 Oct". */
export function formatPeriodBefore(previous: Previous): string {
  const { from, to, kind, soFar } = previous;
  const [first, last] = [parseWallTime(from), parseWallTime(to)];
  const dates = () => say('chart.inDates', { dates: formatDates(previous) });
  if (kind === 'calendar' || soFar || first === null || last === null) return dates();
  const days = Math.round((last - first) / DAY_SECONDS);
  // A second more or less is how a range includes its ends.
  const isWhole = days > 1 && Math.abs(last - first - days * DAY_SECONDS) <= 1;
  return isWhole ? say('chart.daysBefore', { n: days }) : dates();
}

/** The years or the days from one to another, with what they share said once. */
function formatDays(from: string, to: string, year: string): string {
  if (from.endsWith(`-01-01 ${DAY_START}`) && to.endsWith(`-12-31 ${DAY_END}`)) {
    return [...new Set([from.slice(0, 4), to.slice(0, 4)])].join('–');
  }
  const last = shortDay(to, to.startsWith(year));
  if (from.slice(0, 10) === to.slice(0, 10)) return last;
  if (from.slice(0, 7) === to.slice(0, 7)) return `${formatDayOfMonth(from)}–${last}`;
  return `${shortDay(from, from.slice(0, 4) === to.slice(0, 4) || from.startsWith(year))} – ${last}`;
}

function shortDay(time: string, withoutYear: boolean): string {
  return withoutYear ? formatDayOfYear(time) : formatDay(time);
}

/** Both stretches in full. */
export function describeComparison(previous: Previous): string {
  const { from, to, asOf, current, soFar } = previous;
  const period = formatPeriod(current.from, current.to);
  return say('chart.comparison', {
    now: soFar ? say('chart.nowSoFar', { period }) : period,
    before: formatPeriod(from, to),
    time: formatTime(asOf),
  });
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
        ? say('chart.none.singleDays')
        : say('chart.none.limited', { column: labelOf(none.column) });
    case 'pastUnknown':
      return say('chart.none.pastUnknown', { column: labelOf(none.key) });
    case 'noTickets':
      return say('chart.none.noTickets');
    case 'dataBegin':
      return say('chart.none.dataBegin', { day: formatDay(none.at) });
    case 'createdLater':
      return say('chart.none.createdLater');
    case 'outsideCalendar':
      return say('chart.none.tooLong');
    default:
      return '';
  }
}
