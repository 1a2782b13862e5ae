import type { ReportView } from '../../contract/query/reportUrl';
import type { ReportChange } from '../url/reportReducer';

/** When the page asks for a new moment by itself: "created today" must not show yesterday on a page that was left open. */

const MINUTE_MS = 60_000;
/** A change of the report keeps a moment that is younger, so that figures can be compared. */
const KEPT_MS = 5 * MINUTE_MS;

/** Those that show more of the same numbers: a mark's count is then the grid's, and a page follows the one before. */
const KEEPING: readonly ReportChange['type'][] = ['pick', 'page', 'asOf', 'columns', 'job', 'refresh'];

/** Where nobody can choose. */
const WALL_MINUTES = 5;

/** How often the page renews itself, in minutes: as its address says, else as its reader chose. @param chosen 0 for never. */
export function renewsEvery(view: Pick<ReportView, 'display' | 'refresh'>, chosen: number): number {
  return view.refresh ?? (view.display === 'wall' && chosen === 0 ? WALL_MINUTES : chosen);
}

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
