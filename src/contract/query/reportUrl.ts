import type { ColumnId } from '../columns/columns';
import { badParameter } from '../errors';
import type { Principal } from '../privacy';
import { BREACH_BASES, type BreachBase } from '../sla';
import { CLOCKS, type Clock } from '../time/workingCalendar';
import { choice, columnName, optional, shortText, wholeNumber, withDefault } from './parameters';
import { encodeQueryString, type Parameter } from './queryString';
import { BUCKETS, type Bucket, DEFAULT_GROUP_BY, parseRequest } from './requests';
import { formatTicketQuery, type TicketQuery } from './ticketQuery';

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
  /** `working`: times within working hours; of the calendar without it. */
  clock?: Clock;
  /** An export job to point at (the link in a mail). */
  job?: string;
  /** `wall`: larger, and without controls. */
  display?: 'wall';
  /** How often the page asks for a new moment by itself, in minutes, 0 for never; as its reader chose without it. */
  refresh?: RefreshMinutes;
}

/** Choices for how often a page is renewed by itself. */
export const REFRESH_MINUTES = [0, 1, 5, 15] as const;
export type RefreshMinutes = (typeof REFRESH_MINUTES)[number];

export const PAGE_SIZES = [25, 50, 100] as const;
export type PageSize = (typeof PAGE_SIZES)[number];

export const DEFAULT_VIEW: ReportView = {
  query: { filters: [] },
  page: 1,
  pageSize: 25,
  sla: 'all',
  groupBy: DEFAULT_GROUP_BY,
};

const PAGE_PARAMETERS = {
  page: withDefault(wholeNumber(1, 1_000_000_000), DEFAULT_VIEW.page),
  pageSize: optional(choice(['25', '50', '100'])),
  sla: withDefault(choice(BREACH_BASES), DEFAULT_VIEW.sla),
  groupBy: withDefault(columnName(), DEFAULT_VIEW.groupBy),
  bucket: optional(choice(BUCKETS)),
  clock: optional(choice(CLOCKS)),
  job: optional(shortText(100)),
  display: optional(choice(['wall'])),
  refresh: optional(choice(['0', '1', '5', '15'])),
  /** Says that all tickets are meant: a bare address opens what its reader is used to. */
  period: optional(choice(['all'])),
};

/** @throws ApiError that names the part that was not understood. */
export function parseReportUrl(search: string, principal: Principal): ReportView {
  const { query, parameters } = parseRequest(search, principal, PAGE_PARAMETERS);
  const { page, pageSize, sla, groupBy, bucket, clock, job, display, period } = parameters;
  const refresh = REFRESH_MINUTES.find((each) => String(each) === parameters.refresh);
  if (period !== undefined && query.filters.some(({ key }) => key === 'createdAt')) {
    throw badParameter('period', 'period=all stands beside a filter on createdAt', 'one of the two');
  }
  return {
    query,
    page,
    pageSize: PAGE_SIZES.find((each) => String(each) === pageSize) ?? DEFAULT_VIEW.pageSize,
    sla,
    groupBy,
    ...(bucket === undefined ? {} : { bucket }),
    ...(clock === undefined || clock === 'calendar' ? {} : { clock }),
    ...(job === undefined ? {} : { job }),
    ...(display === undefined ? {} : { display }),
    ...(refresh === undefined ? {} : { refresh }),
  };
}

/** The canonical query string of a view, without a leading `?` and never empty: of all tickets it is `period=all`. */
export function formatReportUrl(view: ReportView): string {
  const own: Parameter[] = [];
  if (view.page !== DEFAULT_VIEW.page) own.push({ name: 'page', value: String(view.page) });
  if (view.pageSize !== DEFAULT_VIEW.pageSize) own.push({ name: 'pageSize', value: String(view.pageSize) });
  if (view.sla !== DEFAULT_VIEW.sla) own.push({ name: 'sla', value: view.sla });
  if (view.groupBy !== DEFAULT_VIEW.groupBy) own.push({ name: 'groupBy', value: view.groupBy });
  if (view.bucket !== undefined) own.push({ name: 'bucket', value: view.bucket });
  if (view.clock === 'working') own.push({ name: 'clock', value: view.clock });
  if (view.job !== undefined) own.push({ name: 'job', value: view.job });
  if (view.display !== undefined) own.push({ name: 'display', value: view.display });
  if (view.refresh !== undefined) own.push({ name: 'refresh', value: String(view.refresh) });
  const said = [...formatTicketQuery(view.query), ...own];
  return encodeQueryString(said.length === 0 ? [{ name: 'period', value: 'all' }] : said);
}
