import type { FilterKey } from '../../../../contract/query/filters';

/** Which of two numbers is the day where both can be: 5/10/2026. */
export type DayOrder = 'dayFirst' | 'monthFirst';

/** What a time is read against. */
export interface TimeScope {
  /** Wall time. */
  asOf: string;
  /** Of deadlines "Friday" is the next one. */
  key: FilterKey;
  /** The order of the page's language; without it a day that can be two is none. */
  dayOrder?: DayOrder | undefined;
}
