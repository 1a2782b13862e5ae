import { parseColumn } from './columnNames';
import type { ColumnId } from './columns';
import { encodeQueryString, type Parameter } from './queryString';
import { BUCKETS, type Bucket, parseChoice, parseWholeNumber } from './requests';
import { BREACH_BASES, type BreachBase } from './sla';
import { formatTicketQuery, parseTicketRequest, type TicketQuery, type Viewer } from './ticketQuery';

/** The page's address: the report's query plus what only the page knows. Defaults stay out of it. */
export interface ReportView {
  query: TicketQuery;
  /** From 1. */
  page: number;
  pageSize: PageSize;
  /** Which tickets the breach rate counts. */
  sla: BreachBase;
  groupBy: ColumnId;
  /** Without it the server picks. */
  bucket?: Bucket;
  /** An export job to point at (the link in a mail). */
  job?: string;
}

export const PAGE_SIZES = [25, 50, 100] as const;
export type PageSize = (typeof PAGE_SIZES)[number];

export const DEFAULT_VIEW: ReportView = { query: { filters: [] }, page: 1, pageSize: 25, sla: 'all', groupBy: 'topic' };

const PAGE_PARAMETERS = ['page', 'pageSize', 'sla', 'groupBy', 'bucket', 'job'] as const;
const MAX_PAGE = 1_000_000_000;

/** @throws ApiError that names the part that was not understood. */
export function parseReportUrl(search: string, viewer: Viewer): ReportView {
  const { query, visible, extra } = parseTicketRequest(search, viewer, PAGE_PARAMETERS);
  const size = parseChoice(extra.pageSize, 'pageSize', PAGE_SIZES.map(String));
  const bucket = parseChoice(extra.bucket, 'bucket', BUCKETS);
  return {
    query,
    page: parseWholeNumber(extra.page, 'page', { min: 1, max: MAX_PAGE }) ?? DEFAULT_VIEW.page,
    pageSize: PAGE_SIZES.find((each) => String(each) === size) ?? DEFAULT_VIEW.pageSize,
    sla: parseChoice(extra.sla, 'sla', BREACH_BASES) ?? DEFAULT_VIEW.sla,
    groupBy: extra.groupBy === undefined ? DEFAULT_VIEW.groupBy : parseColumn(extra.groupBy, 'groupBy', visible),
    ...(bucket === undefined ? {} : { bucket }),
    ...(extra.job === undefined ? {} : { job: extra.job }),
  };
}

/** The canonical query string of a view, without a leading `?`. */
export function formatReportUrl(view: ReportView): string {
  const own: Parameter[] = [];
  if (view.page !== DEFAULT_VIEW.page) own.push({ name: 'page', value: String(view.page) });
  if (view.pageSize !== DEFAULT_VIEW.pageSize) own.push({ name: 'pageSize', value: String(view.pageSize) });
  if (view.sla !== DEFAULT_VIEW.sla) own.push({ name: 'sla', value: view.sla });
  if (view.groupBy !== DEFAULT_VIEW.groupBy) own.push({ name: 'groupBy', value: view.groupBy });
  if (view.bucket !== undefined) own.push({ name: 'bucket', value: view.bucket });
  if (view.job !== undefined) own.push({ name: 'job', value: view.job });
  return encodeQueryString([...formatTicketQuery(view.query), ...own]);
}
