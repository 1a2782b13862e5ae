import type { FilterKey } from '../../../../contract/query/filters';

/** Which of two numbers is the day where both can be: 5/10/2026. */
export type DayOrder = 'dayFirst' | 'monthFirst';

/** The order in which a language writes a date in numbers. */
export function dayOrderOf(language: string): DayOrder {
  const parts = new Intl.DateTimeFormat(language).formatToParts(0).map(({ type }) => type);
  return parts.indexOf('day') < parts.indexOf('month') ? 'dayFirst' : 'monthFirst';
}

/** What a time is read against. */
export interface TimeScope {
  /** Wall time. */
  asOf: string;
  /** Of deadlines "Friday" is the next one. */
  key: FilterKey;
  /** The order of the page's language; without it a day that can be two is none. */
  dayOrder?: DayOrder | undefined;
}
