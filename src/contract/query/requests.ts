import type { ColumnId } from '../columns/columns';
import { FILE_HEADERS, type FileHeaders } from '../columns/fileHeaders';
import type { Principal } from '../privacy';
import { LANGUAGES, type Language } from '../texts/language';
import { CLOCKS } from '../time/workingCalendar';
import {
  choice,
  columnName,
  optional,
  type ParameterTable,
  type ParameterValues,
  readParameters,
  required,
  shortText,
  wholeNumber,
  withDefault,
} from './parameters';
import { parseTicketRequest, type TicketQuery } from './ticketQuery';

/** The requests of the API, each read from its query string (src/contract/README.md, section 1). */

/** The documented three, and ours. */
export const EXPORT_FORMATS = ['xlsx', 'csv', 'json', 'ndjson', 'parquet'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export function isExportFormat(name: string): name is ExportFormat {
  return EXPORT_FORMATS.some((format) => format === name);
}

export const CONTENT_TYPE: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** `excel`: a byte order mark and semicolons, which Excel opens with a double click where commas are decimal marks. */
export const CSV_DIALECTS = ['rfc4180', 'excel'] as const;
export type CsvDialect = (typeof CSV_DIALECTS)[number];

/** `email`: queued and mailed whatever its size; `download`: that of what is too large to wait for. */
export const DELIVERIES = ['download', 'email'] as const;
export type Delivery = (typeof DELIVERIES)[number];

export const BUCKETS = ['hour', 'day', 'week', 'month'] as const;
export type Bucket = (typeof BUCKETS)[number];

/** What every ticket-reading request holds. */
export interface TicketRequest {
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
  headers: FileHeaders;
  /** Of labels, of the sheet that tells about a workbook, and of the mail. */
  language: Language;
}

/** What the words in files and mails are written in; what a program asks for without it is English. */
export const FILE_LANGUAGE = withDefault(choice(LANGUAGES), 'en');

/** What a report is grouped by that names no column. */
export const DEFAULT_GROUP_BY: ColumnId = 'topic';

/** Each endpoint's own parameters. */
export const EXPORT_PARAMETERS = {
  format: optional(choice(EXPORT_FORMATS)),
  limit: optional(wholeNumber(1, 1000)),
  offset: withDefault(wholeNumber(0), 0),
  csvSafe: withDefault(choice(['0', '1']), '1'),
  csvDialect: withDefault(choice(CSV_DIALECTS), 'rfc4180'),
  headers: withDefault(choice(FILE_HEADERS), 'names'),
  delivery: withDefault(choice(DELIVERIES), 'download'),
  language: FILE_LANGUAGE,
};
export const PREVIEW_PARAMETERS = {
  limit: withDefault(wholeNumber(1, 500), 30),
  offset: withDefault(wholeNumber(0), 0),
};
export const REPORT_PARAMETERS = {
  groupBy: withDefault(columnName(), DEFAULT_GROUP_BY),
  /** Without it the server picks the one that fits the range. */
  bucket: optional(choice(BUCKETS)),
  /** `working`: times to close within working hours. */
  clock: optional(choice(CLOCKS)),
};
export const VALUES_PARAMETERS = {
  column: required(columnName()),
  /** Text that the values contain, whatever the case. */
  q: withDefault(shortText(1000), ''),
  limit: withDefault(wholeNumber(1, 1000), 50),
  /** `1`: of a column of tags each tag by itself. */
  single: withDefault(choice(['0', '1']), '0'),
};

/** @throws ApiError that names the parameter. */
export function parseExportRequest(search: string, principal: Principal, defaultFormat: ExportFormat): ExportRequest {
  const { parameters, ...request } = parseRequest(search, principal, EXPORT_PARAMETERS);
  return resolveExportRequest(request, parameters, defaultFormat);
}

/** @param defaultFormat of an export that names none. */
export function resolveExportRequest(
  { query, visible }: TicketRequest,
  { format, limit, offset, csvSafe, csvDialect, headers, language }: ParameterValues<typeof EXPORT_PARAMETERS>,
  defaultFormat: ExportFormat,
): ExportRequest {
  const page = limit === undefined ? { offset } : { limit, offset };
  const cells = { csvSafe: csvSafe !== '0', csvDialect, headers, language };
  return { query, visible, format: format ?? defaultFormat, ...page, ...cells };
}

/** Reads the ticket query and the endpoint's own parameters, which `table` names. @throws ApiError that names the parameter. */
export function parseRequest<T extends ParameterTable>(
  search: string,
  principal: Principal,
  table: T,
): TicketRequest & { parameters: ParameterValues<T> } {
  const { query, visible, extra } = parseTicketRequest(search, principal, Object.keys(table));
  return { query, visible, parameters: readParameters(table, extra, visible) };
}
