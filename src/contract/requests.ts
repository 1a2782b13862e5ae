import { parseColumn } from './columnNames';
import type { ColumnId } from './columns';
import { badParameter } from './errors';
import { type ParsedRequest, parseTicketRequest, type TicketQuery, type Viewer } from './ticketQuery';

/** The requests of the API, each read from its query string (CONTRACT.md section 1). */

export const EXPORT_FORMATS = ['xlsx', 'csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportRequest {
  query: TicketQuery;
  visible: readonly ColumnId[];
  format: ExportFormat;
  /** Without it everything from `offset` on. */
  limit?: number;
  offset: number;
  /** Whether text that a spreadsheet would run as a formula gets an apostrophe. */
  csvSafe: boolean;
}

export interface PreviewRequest {
  query: TicketQuery;
  visible: readonly ColumnId[];
  limit: number;
  offset: number;
}

export const BUCKETS = ['hour', 'day', 'week', 'month'] as const;
export type Bucket = (typeof BUCKETS)[number];

export interface ReportRequest {
  query: TicketQuery;
  visible: readonly ColumnId[];
  groupBy?: ColumnId;
  /** Without it the server picks the one that fits the range. */
  bucket?: Bucket;
}

export const EXPORT_LIMIT = { min: 1, max: 1000 } as const;
export const PREVIEW_LIMIT = { min: 1, max: 500, default: 30 } as const;
const OFFSET = { min: 0, max: Number.MAX_SAFE_INTEGER } as const;

const EXPORT_PARAMETERS = ['format', 'limit', 'offset', 'csvSafe'] as const;
const PREVIEW_PARAMETERS = ['limit', 'offset'] as const;
const REPORT_PARAMETERS = ['groupBy', 'bucket'] as const;

/** @throws ApiError that names the parameter. */
export function parseExportRequest(search: string, viewer: Viewer, defaultFormat: ExportFormat): ExportRequest {
  const { query, visible, extra } = parseTicketRequest(search, viewer, EXPORT_PARAMETERS);
  const format = parseChoice(extra.format, 'format', EXPORT_FORMATS) ?? defaultFormat;
  const limit = parseWholeNumber(extra.limit, 'limit', EXPORT_LIMIT);
  const offset = parseWholeNumber(extra.offset, 'offset', OFFSET);
  const csvSafe = parseChoice(extra.csvSafe, 'csvSafe', ['0', '1']) !== '0';
  return { query, visible, format, ...(limit === undefined ? {} : { limit }), offset: offset ?? 0, csvSafe };
}

/** @throws ApiError that names the parameter. */
export function parsePreviewRequest(search: string, viewer: Viewer): PreviewRequest {
  const { query, visible, extra } = parseTicketRequest(search, viewer, PREVIEW_PARAMETERS);
  return {
    query,
    visible,
    limit: parseWholeNumber(extra.limit, 'limit', PREVIEW_LIMIT) ?? PREVIEW_LIMIT.default,
    offset: parseWholeNumber(extra.offset, 'offset', OFFSET) ?? 0,
  };
}

/** @throws ApiError that names the parameter. */
export function parseReportRequest(search: string, viewer: Viewer): ReportRequest {
  const { query, visible, extra }: ParsedRequest<(typeof REPORT_PARAMETERS)[number]> = parseTicketRequest(
    search,
    viewer,
    REPORT_PARAMETERS,
  );
  const bucket = parseChoice(extra.bucket, 'bucket', BUCKETS);
  return {
    query,
    visible,
    ...(extra.groupBy === undefined ? {} : { groupBy: parseColumn(extra.groupBy, 'groupBy', visible) }),
    ...(bucket === undefined ? {} : { bucket }),
  };
}

/** One of a few words. */
export function parseChoice<T extends string>(
  text: string | undefined,
  parameter: string,
  choices: readonly T[],
): T | undefined {
  if (text === undefined) return undefined;
  const choice = choices.find((each) => each === text);
  if (choice === undefined) throw badParameter(parameter, `${parameter} is "${text.slice(0, 80)}"`, choices);
  return choice;
}

/** A whole number within inclusive limits; `1e3`, `+5` and `5.0` are refused. */
export function parseWholeNumber(
  text: string | undefined,
  parameter: string,
  { min, max }: { min: number; max: number },
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d{1,16}$/.test(text) || value < min || value > max) {
    const allowed =
      max === Number.MAX_SAFE_INTEGER ? `a whole number of at least ${min}` : `a whole number from ${min} to ${max}`;
    throw badParameter(parameter, `${parameter} is "${text.slice(0, 80)}"`, allowed);
  }
  return value;
}
