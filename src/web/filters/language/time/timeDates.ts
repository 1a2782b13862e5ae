import { formatDay } from '../../../../contract/format/days';
import type { Comparator } from '../../../../contract/query/comparators';
import { type Filter, kindOf, operandsOf } from '../../../../contract/query/filters';
import { type BoundInterval, isRelative, resolveBound } from '../../../../contract/time/timeBounds';

/** The dates that the contract's bounds mean at a moment, for the eye. */

/** "1 Oct 2026 – 31 Oct 2026"; null while a bound is not understood. */
export function datesOfRange(from: string, to: string, asOf: string): string | null {
  const first = resolveBound(from, asOf)?.first;
  const last = resolveBound(to, asOf)?.last;
  return first === undefined || last === undefined ? null : formatSpan({ first, last });
}

/** What one bound means to a comparator: the moment where it begins or ends, or all of it. */
export function datesOfBound(bound: string, comparator: Comparator, asOf: string): string | null {
  const interval = resolveBound(bound, asOf);
  if (interval === null) return null;
  switch (comparator) {
    case '>=':
    case '<':
      return formatMoment(interval.first);
    case '>':
    case '<=':
      return formatMoment(interval.last);
    default:
      return formatSpan(interval);
  }
}

/** The dates that a filter with relative bounds means now; null where its words say the dates already. */
export function filterDates(filter: Filter, asOf: string): string | null {
  const bounds = operandsOf(filter).map(String);
  if (kindOf(filter.key) !== 'timestamp' || !bounds.some(isRelative)) return null;
  if (filter.comparator === 'between') return datesOfRange(String(filter.from), String(filter.to), asOf);
  const dates = bounds.map((bound) => datesOfBound(bound, filter.comparator, asOf));
  return dates.includes(null) ? null : dates.join('; ');
}

function formatSpan({ first, last }: BoundInterval): string {
  const start = first.endsWith('00:00:00') ? formatDay(first) : formatMoment(first);
  const end = last.endsWith('23:59:59') ? formatDay(last) : formatMoment(last);
  return start === end ? start : `${start} – ${end}`;
}

function formatMoment(time: string): string {
  return `${formatDay(time)}, ${time.slice(11)}`;
}

/** As short as it can be said beside other ranges: "1 – 31 Oct", "23 Nov", "1 Jan – 31 Dec 2025". */
export function shortDates({ from, to }: { from: string; to: string }, asOf: string): string {
  const first = resolveBound(from, asOf)?.first;
  const last = resolveBound(to, asOf)?.last;
  if (first === undefined || last === undefined) return '';
  const [startDay = '', startMonth = '', startYear] = formatDay(first).split(' ');
  const [endDay = '', endMonth = '', endYear = ''] = formatDay(last).split(' ');
  const year = endYear === asOf.slice(0, 4) ? '' : ` ${endYear}`;
  if (startYear !== endYear) return `${startDay} ${startMonth} ${startYear} – ${endDay} ${endMonth} ${endYear}`;
  if (startMonth !== endMonth) return `${startDay} ${startMonth} – ${endDay} ${endMonth}${year}`;
  return `${startDay === endDay ? '' : `${startDay} – `}${endDay} ${endMonth}${year}`;
}

/** The moment that one bound means to a comparator, in short: "23 Nov, 14:05". */
export function shortMoment(text: string, comparator: Comparator, asOf: string): string {
  const interval = resolveBound(text, asOf);
  if (interval === null) return '';
  const time = comparator === '>' || comparator === '<=' ? interval.last : interval.first;
  const [day, month, year] = formatDay(time).split(' ');
  return `${day} ${month}${time.startsWith(asOf.slice(0, 4)) ? '' : ` ${year}`}, ${time.slice(11, 16)}`;
}
