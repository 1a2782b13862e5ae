import type { Principal } from '../../contract/privacy';
import { formatReportUrl, parseReportUrl, type ReportView } from '../../contract/query/reportUrl';
import { MAX_VIEW_NAME, type SavedView } from '../../contract/responses/savedViews';
import { serverWords } from '../../contract/texts/serverWords';
import { say } from '../../contract/texts/texts';

/** The query that a saved view stores: without the page of rows and the job of a mail's link. */
export function queryToSave({ job: _, ...view }: ReportView): string {
  return formatReportUrl({ ...view, page: 1 });
}

/** The report of a saved view. "Preview as" stays on: opening a view must not show more than before. */
export function reportOf(query: string, current: ReportView, principal: Principal): ReportView {
  const view = parseReportUrl(query, principal);
  const { asLevel } = current.query;
  return asLevel === undefined ? view : { ...view, query: { ...view.query, asLevel } };
}

/** Finds a view by its name, ignoring case and surplus spaces. */
export function viewNamed(views: readonly SavedView[], name: string): SavedView | undefined {
  const plain = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
  return views.find((view) => plain(view.name) === plain(name));
}

/** A name for a copy that none of the views has: "Late (copy)", "Late (copy 2)". */
export function copyNameOf(views: readonly SavedView[], name: string): string {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? say('savedViews.copy') : say('savedViews.copies', { number });
    const copy = cut(name, MAX_VIEW_NAME - suffix.length).trimEnd() + suffix;
    if (viewNamed(views, copy) === undefined) return copy;
  }
}

/** The first characters of a text, counted as the server counts them, and none in half. */
function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

/** What this version does not understand of a view, as a line under its name. */
export function problemNote(problem: string): string {
  const words = serverWords(problem);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
