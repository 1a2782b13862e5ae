import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { ApiError } from '../../contract/errors';
import { formatReportUrl, parseReportUrl, type ReportView } from '../../contract/reportUrl';
import type { Viewer } from '../../contract/ticketQuery';
import { changeView, type ReportChange } from './reportReducer';

/** The address is the truth of the report: read here, written here. */
export type ReportAddress =
  | { view: ReportView; change(change: ReportChange): void; goTo(view: ReportView): void }
  | { error: ApiError; search: string; goTo(view: ReportView): void };

const CHANGED = 'ticketlens:address';

function subscribe(onChange: () => void): () => void {
  window.addEventListener('popstate', onChange);
  window.addEventListener(CHANGED, onChange);
  return () => {
    window.removeEventListener('popstate', onChange);
    window.removeEventListener(CHANGED, onChange);
  };
}

/** Adds a step to the history, so that Back undoes it; the same address again adds none. */
function push(view: ReportView): void {
  const query = formatReportUrl(view);
  const address = window.location.pathname + (query === '' ? '' : `?${query}`);
  if (address === window.location.pathname + window.location.search) return;
  window.history.pushState(null, '', address);
  window.dispatchEvent(new Event(CHANGED));
}

function read(search: string, viewer: Viewer): { view: ReportView } | { error: ApiError; search: string } {
  try {
    return { view: parseReportUrl(search, viewer) };
  } catch (error) {
    if (error instanceof ApiError) return { error, search };
    throw error;
  }
}

/** The report that the address asks for, or what in it was not understood: then nothing is applied. */
export function useReportView(viewer: Viewer): ReportAddress {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  const change = useCallback(
    (made: ReportChange) => {
      // Of the address as it is now: two changes before the next render must not undo each other.
      const now = read(window.location.search, viewer);
      if ('view' in now) push(changeView(now.view, made));
    },
    [viewer],
  );
  return useMemo(() => ({ ...read(search, viewer), change, goTo: push }), [search, viewer, change]);
}
