import type { Comparator } from '../../../../contract/query/comparators';
import { parseWallTime } from '../../../../contract/time/wallTime';
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

/** The day that a typed time lies on; relative ones are no day of a calendar. */
export function dayOf(text: string, scope: TimeScope): string | null {
  const bound = boundText(text, scope);
  return parseWallTime(bound) === null ? null : bound.slice(0, 10);
}
