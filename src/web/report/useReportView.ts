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

/** The report that the address asks for, or what in it was not understood: then nothing is applied. */
export function useReportView(viewer: Viewer): ReportAddress {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  const parsed = useMemo(() => {
    try {
      return { view: parseReportUrl(search, viewer) };
    } catch (error) {
      if (error instanceof ApiError) return { error, search };
      throw error;
    }
  }, [search, viewer]);
  const view = 'view' in parsed ? parsed.view : undefined;
  const change = useCallback(
    (made: ReportChange) => {
      if (view !== undefined) push(changeView(view, made));
    },
    [view],
  );
  return useMemo(
    () => (parsed.view === undefined ? { ...parsed, goTo: push } : { view: parsed.view, change, goTo: push }),
    [parsed, change],
  );
}
