import type { ColumnId } from '../../contract/columns/columns';
import { isCreatedBy } from '../../contract/query/createdBy';
import type { Filter } from '../../contract/query/filters';
import type { PageSize, ReportView } from '../../contract/query/reportUrl';
import type { Bucket } from '../../contract/query/requests';
import type { Order, TicketQuery } from '../../contract/query/ticketQuery';
import type { BreachBase } from '../../contract/sla';
import type { Clock } from '../../contract/time/workingCalendar';
import { withSelection } from './selection';
import { withPicked } from './withPicked';

/** Every way in which the page changes its report. */
export type ReportChange =
  | { type: 'filters'; filters: Filter[] }
  | { type: 'selection'; filters: Filter[]; search: string | undefined }
  /** Filters of a mark, beside those that are there. */
  | { type: 'pick'; picked: readonly Filter[] }
  | { type: 'search'; search: string | undefined }
  | { type: 'order'; order: readonly Order[] | undefined }
  | { type: 'columns'; columns: ColumnId[] | undefined }
  | { type: 'asOf'; asOf: string | undefined }
  | { type: 'page'; page: number }
  | { type: 'pageSize'; pageSize: PageSize }
  | { type: 'sla'; sla: BreachBase }
  | { type: 'groupBy'; groupBy: ColumnId }
  | { type: 'bucket'; bucket: Bucket | undefined }
  | { type: 'clock'; clock: Clock }
  | { type: 'job'; job: string | undefined }
  | { type: 'display'; display: ReportView['display'] }
  | { type: 'refresh'; refresh: ReportView['refresh'] };

/** The view after a change. Whatever changes which rows come first goes back to page 1, here and nowhere else. */
export function changeView(view: ReportView, change: ReportChange): ReportView {
  switch (change.type) {
    case 'filters':
      return { ...view, query: { ...view.query, filters: change.filters }, page: 1 };
    case 'selection':
      return { ...view, query: withSelection(view.query, change), page: 1 };
    case 'pick':
      return changeView(view, { type: 'filters', filters: withPicked(view.query.filters, change.picked) });
    case 'search':
      return { ...view, query: withOptional(view.query, 'search', change.search), page: 1 };
    case 'order':
      return { ...view, query: withOptional(view.query, 'order', change.order), page: 1 };
    case 'columns':
      return { ...view, query: withOptional(view.query, 'columns', change.columns) };
    case 'asOf':
      return { ...view, query: withAsOf(view.query, change.asOf), page: 1 };
    case 'page':
      return { ...view, page: change.page };
    case 'pageSize':
      return { ...view, pageSize: change.pageSize, page: 1 };
    case 'sla':
      return { ...view, sla: change.sla };
    case 'groupBy':
      return { ...view, groupBy: change.groupBy };
    case 'bucket':
      return withOptional(view, 'bucket', change.bucket);
    case 'clock':
      return withOptional(view, 'clock', change.clock === 'calendar' ? undefined : change.clock);
    case 'job':
      return withOptional(view, 'job', change.job);
    case 'display':
      return withOptional(view, 'display', change.display);
    case 'refresh':
      return withOptional(view, 'refresh', change.refresh);
  }
}

/** Without a moment, the limit on creation that came with a fixed one goes as well. */
function withAsOf(query: TicketQuery, asOf: string | undefined): TicketQuery {
  const moved = withOptional(query, 'asOf', asOf);
  const { asOf: fixed } = query;
  if (asOf !== undefined || fixed === undefined) return moved;
  return { ...moved, filters: query.filters.filter((filter) => !isCreatedBy(filter, fixed)) };
}

function withOptional<T extends object, K extends keyof T>(object: T, key: K, value: T[K] | undefined): T {
  const { [key]: _, ...rest } = object;
  return (value === undefined ? rest : { ...rest, [key]: value }) as T;
}
