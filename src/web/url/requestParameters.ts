import type { ColumnId } from '../../contract/columns/columns';
import type { FileHeaders } from '../../contract/columns/fileHeaders';
import type { Filter } from '../../contract/query/filters';
import type { ReportView } from '../../contract/query/reportUrl';
import type { CsvDialect, Delivery, ExportFormat } from '../../contract/query/requests';
import type { Order, TicketQuery } from '../../contract/query/ticketQuery';
import type { Language } from '../../contract/texts/language';
import type { ExportRequest, PreviewRequest, ReportRequest, ValuesRequest } from '../api/client';
import { fetchedColumns } from './gridColumns';
import { type Selection, withSelection } from './selection';

/** What the page asks of the API for a view. Every request of one view carries the same as-of. */

/**
 * Newest first, unless the viewer sorts: the documented default is oldest first, which nobody looks for on a
 * screen. By id and not by time, since the store reads ids backwards without sorting.
 */
const NEWEST_FIRST: readonly Order[] = [{ field: 'id', direction: 'desc' }];

export function effectiveOrder({ order }: TicketQuery): readonly Order[] {
  return order ?? NEWEST_FIRST;
}

/** Rows of one page, with whatever else the grid's cells are computed from. */
export function previewRequest(
  { query, page, pageSize }: ReportView,
  asOf: string,
  columns: readonly ColumnId[],
): PreviewRequest {
  return {
    query: { ...query, order: effectiveOrder(query), asOf, columns: [...fetchedColumns(columns)] },
    parameters: { limit: pageSize, offset: (page - 1) * pageSize },
  };
}

/** How many tickets another selection would leave; one row comes along, since a page has at least one. */
export function countRequest(query: TicketQuery, selection: Selection, asOf: string): PreviewRequest {
  const asked = withSelection(withoutOrder(query), selection);
  return { query: { ...asked, asOf, columns: ['id'] }, parameters: { limit: 1 } };
}

/** Order, columns, page and the rate's base mean nothing to the aggregates, so they do not fetch again. */
export function reportRequest({ query, groupBy, bucket, clock }: ReportView, asOf: string): ReportRequest {
  return { query: { ...withoutOrder(query), asOf }, parameters: { groupBy, bucket, clock } };
}

function withoutOrder({ order: _, columns: __, ...query }: TicketQuery): TicketQuery {
  return query;
}

export function valuesRequest(
  request: { column: ColumnId; q: string; limit: number; single?: boolean; otherFilters: readonly Filter[] },
  { query }: ReportView,
  asOf: string,
): ValuesRequest {
  const { column, q, limit, single = false, otherFilters } = request;
  return {
    query: { ...withoutOrder(query), filters: [...otherFilters], asOf },
    parameters: { column, ...(q === '' ? {} : { q }), limit, ...(single ? { single: '1' as const } : {}) },
  };
}

interface AskedFile {
  format: ExportFormat;
  columns: readonly ColumnId[] | undefined;
  csvDialect: CsvDialect;
  headers?: FileHeaders;
  delivery?: Delivery;
  language?: Language;
}

/**
 * @param asOf undefined for a request that is made later, of its own moment.
 * @param file its columns; `undefined` for all that the viewer may see.
 */
export function exportRequest(
  { query: { columns: _, ...query } }: ReportView,
  asOf: string | undefined,
  { format, columns, csvDialect, headers = 'names', delivery = 'download', language = 'en' }: AskedFile,
): ExportRequest {
  const moment = asOf === undefined ? {} : { asOf };
  const chosen = columns === undefined ? {} : { columns: [...columns] };
  const dialect = format === 'csv' && csvDialect !== 'rfc4180' ? { csvDialect } : {};
  return {
    query: { ...query, ...chosen, order: effectiveOrder(query), ...moment },
    parameters: {
      format,
      ...dialect,
      ...(headers === 'names' ? {} : { headers }),
      ...(delivery === 'download' ? {} : { delivery }),
      ...(language === 'en' ? {} : { language }),
    },
  };
}
