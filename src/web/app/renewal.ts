import type { ReportChange } from '../url/reportReducer';

/** When the page asks for a new moment by itself: "created today" must not show yesterday on a page that was left open. */

/** Choices for how often, in minutes; 0 is never. */
export const RENEW_MINUTES: readonly number[] = [0, 1, 5, 15];

const MINUTE_MS = 60_000;
/** A change of the report keeps a moment that is younger, so that figures can be compared. */
const KEPT_MS = 5 * MINUTE_MS;

/** Those that show more of the same numbers: a mark's count is then the grid's, and a page follows the one before. */
const KEEPING: readonly ReportChange['type'][] = ['pick', 'page', 'asOf', 'columns', 'job'];

/** @param age of the moment in ms. */
export function renewsOn(change: ReportChange, age: number): boolean {
  return age > KEPT_MS && !KEEPING.includes(change.type);
}

/** @param age of the moment in ms, as the tab comes back. */
export function renewsOnReturn(age: number): boolean {
  return age > MINUTE_MS;
}

/**
 * @param age of the moment in ms.
 * @param dayThen in which it was, and `dayNow`, both in the instance's zone.
 */
export function renewsBySelf(age: number, every: number, dayThen: string, dayNow: string): boolean {
  return dayNow !== dayThen || (every > 0 && age >= every * MINUTE_MS);
}
