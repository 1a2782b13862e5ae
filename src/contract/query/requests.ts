import { parseColumn } from '../columns/columnNames';
import type { ColumnId } from '../columns/columns';
import { badParameter } from '../errors';
import type { Principal } from '../privacy';
import { choice, needed, type ParameterSchema, readParameter, shortText, wholeNumber, withDefault } from './parameters';
import { parseTicketRequest, type TicketQuery } from './ticketQuery';

/** The requests of the API, each read from its query string (CONTRACT.md section 1). */

export const EXPORT_FORMATS = ['xlsx', 'csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** `excel`: a byte order mark and semicolons, which Excel opens with a double click where commas are decimal marks. */
export const CSV_DIALECTS = ['rfc4180', 'excel'] as const;
export type CsvDialect = (typeof CSV_DIALECTS)[number];

export const BUCKETS = ['hour', 'day', 'week', 'month'] as const;
export type Bucket = (typeof BUCKETS)[number];

/** What every ticket-reading request holds. */
interface TicketRequest {
  query: TicketQuery;
  /** The columns that exist for this request. */
  visible: readonly ColumnId[];
}

export interface ExportRequest extends TicketRequest {
  format: ExportFormat;
  /** Without it everything from `offset` on. */
  limit?: number;
  offset: number;
  /** Whether text that a spreadsheet would run as a formula gets an apostrophe. */
  csvSafe: boolean;
  csvDialect: CsvDialect;
}

export interface PreviewRequest extends TicketRequest {
  limit: number;
  offset: number;
}

export interface ReportRequest extends TicketRequest {
  groupBy: ColumnId;
  /** Without it the server picks the one that fits the range. */
  bucket?: Bucket;
}

export interface ValuesRequest extends TicketRequest {
  column: ColumnId;
  /** Text that the values contain, whatever the case. */
  q: string;
  limit: number;
}

/** Each endpoint's own parameters; the OpenAPI document is made from the same tables. */
const DEFAULT_PREVIEW_LIMIT = 30;
const DEFAULT_VALUES_LIMIT = 50;
export const DEFAULT_GROUP_BY: ColumnId = 'topic';

export const EXPORT_PARAMETERS = {
  format: choice(EXPORT_FORMATS),
  limit: wholeNumber(1, 1000),
  offset: withDefault(wholeNumber(0), 0),
  csvSafe: withDefault(choice(['0', '1']), '1'),
  csvDialect: withDefault(choice(CSV_DIALECTS), 'rfc4180'),
};
export const PREVIEW_PARAMETERS = {
  limit: withDefault(wholeNumber(1, 500), DEFAULT_PREVIEW_LIMIT),
  offset: withDefault(wholeNumber(0), 0),
};
export const REPORT_PARAMETERS = { groupBy: withDefault(shortText(100), DEFAULT_GROUP_BY), bucket: choice(BUCKETS) };
export const VALUES_PARAMETERS = {
  column: needed(shortText(100)),
  q: shortText(1000),
  limit: withDefault(wholeNumber(1, 1000), DEFAULT_VALUES_LIMIT),
};

/** @throws ApiError that names the parameter. */
export function parseExportRequest(search: string, principal: Principal, defaultFormat: ExportFormat): ExportRequest {
  const { query, visible, own } = parseOwn(search, principal, EXPORT_PARAMETERS);
  return {
    query,
    visible,
    format: own.format ?? defaultFormat,
    ...(own.limit === undefined ? {} : { limit: own.limit }),
    offset: own.offset ?? 0,
    csvSafe: own.csvSafe !== '0',
    csvDialect: own.csvDialect ?? 'rfc4180',
  };
}

/** @throws ApiError that names the parameter. */
export function parsePreviewRequest(search: string, principal: Principal): PreviewRequest {
  const { query, visible, own } = parseOwn(search, principal, PREVIEW_PARAMETERS);
  return { query, visible, limit: own.limit ?? DEFAULT_PREVIEW_LIMIT, offset: own.offset ?? 0 };
}

/** @throws ApiError that names the parameter. */
export function parseReportRequest(search: string, principal: Principal): ReportRequest {
  const { query, visible, own } = parseOwn(search, principal, REPORT_PARAMETERS);
  return {
    query,
    visible,
    groupBy: own.groupBy === undefined ? DEFAULT_GROUP_BY : parseColumn(own.groupBy, 'groupBy', visible),
    ...(own.bucket === undefined ? {} : { bucket: own.bucket }),
  };
}

/** @throws ApiError that names the parameter. */
export function parseValuesRequest(search: string, principal: Principal): ValuesRequest {
  const { query, visible, own } = parseOwn(search, principal, VALUES_PARAMETERS);
  if (own.column === undefined) throw badParameter('column', 'column is missing', visible);
  return {
    query,
    visible,
    column: parseColumn(own.column, 'column', visible),
    q: own.q ?? '',
    limit: own.limit ?? DEFAULT_VALUES_LIMIT,
  };
}

type ParameterTable = Record<string, ParameterSchema<unknown>>;
type Own<T extends ParameterTable> = { [K in keyof T]?: T[K] extends ParameterSchema<infer V> ? V : never };

/** Reads the ticket query and the endpoint's own parameters, which `table` names. */
export function parseOwn<T extends ParameterTable>(
  search: string,
  principal: Principal,
  table: T,
): TicketRequest & { own: Own<T> } {
  const { query, visible, extra } = parseTicketRequest(search, principal, Object.keys(table));
  const own: Own<T> = {};
  for (const name of Object.keys(table) as (keyof T & string)[]) {
    const text = extra[name];
    const schema = table[name];
    if (text !== undefined && schema !== undefined)
      own[name] = readParameter(schema, text, name) as Own<T>[typeof name];
  }
  return { query, visible, own };
}
