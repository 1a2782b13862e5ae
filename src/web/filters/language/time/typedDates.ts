import type { Comparator } from '../../../../contract/query/comparators';
import { resolveBound } from '../../../../contract/time/timeBounds';
import { momentText } from './quickRanges';
import { datesOfBound, datesOfRange } from './timeDates';
import type { TimeScope } from './timeScope';
import { boundText } from './timeText';

/** The dates that typed times mean, spelled out before they apply. */

/** "1 Oct 2026 – 31 Oct 2026"; null while an end is not understood. */
export function rangeDates(from: string, to: string, scope: TimeScope): string | null {
  return datesOfRange(momentText(from, '>=', scope), momentText(to, '<=', scope), scope.asOf);
}

/** What one time means to a comparator: the moment where it begins or ends, or all of it. */
export function boundDates(text: string, comparator: Comparator, scope: TimeScope): string | null {
  return datesOfBound(momentText(text, comparator, scope), comparator, scope.asOf);
}

/** The day on which a typed time begins or ends, by the calendar. */
export function dayOf(text: string, scope: TimeScope, end: 'first' | 'last' = 'first'): string | null {
  return resolveBound(boundText(text, scope), scope.asOf)?.[end].slice(0, 10) ?? null;
}
