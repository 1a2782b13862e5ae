import type { ColumnId } from '../../contract/columns/columns';
import type { Filter } from '../../contract/query/filters';
import type { Parameter } from '../../contract/query/queryString';
import type { ReportView } from '../../contract/query/reportUrl';
import type { CsvDialect, ExportFormat } from '../../contract/query/requests';
import { formatTicketQuery, type Order, type TicketQuery } from '../../contract/query/ticketQuery';
import { fetchedColumns } from './gridColumns';

/** What the page asks of the API for a view. Every request of one view carries the same as-of. */

/**
 * Newest first, unless the viewer sorts: the documented default is oldest first, which nobody looks for on a
 * screen. By id and not by time, since the store reads ids backwards without sorting.
 */
const NEWEST_FIRST: Order = { field: 'id', direction: 'desc' };

export function effectiveOrder({ order }: TicketQuery): Order {
  return order ?? NEWEST_FIRST;
}

/** Rows of one page, with whatever else the grid's cells are computed from. */
export function previewParameters(
  { query, page, pageSize }: ReportView,
  asOf: string,
  columns: readonly ColumnId[],
): Parameter[] {
  return [
    ...formatTicketQuery({ ...query, order: effectiveOrder(query), asOf, columns: [...fetchedColumns(columns)] }),
    { name: 'limit', value: String(pageSize) },
    { name: 'offset', value: String((page - 1) * pageSize) },
  ];
}

/** How many tickets other filters would leave; one row comes along, since a page has at least one. */
export function countParameters(query: TicketQuery, filters: Filter[], asOf: string): Parameter[] {
  return [
    ...formatTicketQuery({ ...withoutOrder(query), filters, asOf, columns: ['id'] }),
    { name: 'limit', value: '1' },
  ];
}

/** Order, columns, page and the rate's base mean nothing to the aggregates, so they do not fetch again. */
export function reportParameters({ query, groupBy, bucket }: ReportView, asOf: string): Parameter[] {
  return [
    ...formatTicketQuery({ ...withoutOrder(query), asOf }),
    { name: 'groupBy', value: groupBy },
    ...(bucket === undefined ? [] : [{ name: 'bucket', value: bucket }]),
  ];
}

function withoutOrder({ order: _, columns: __, ...query }: TicketQuery): TicketQuery {
  return query;
}

export function valuesParameters(
  request: { column: ColumnId; q: string; limit: number; otherFilters: readonly Filter[] },
  { query }: ReportView,
  asOf: string,
): Parameter[] {
  const filters = [...request.otherFilters];
  return [
    ...formatTicketQuery({ ...withoutOrder(query), filters, asOf }),
    { name: 'column', value: request.column },
    ...(request.q === '' ? [] : [{ name: 'q', value: request.q }]),
    { name: 'limit', value: String(request.limit) },
  ];
}

/**
 * @param asOf undefined for a request that is made later, of its own moment.
 * @param file its columns; `undefined` for all that the viewer may see.
 */
export function exportParameters(
  { query: { columns: _, ...query } }: ReportView,
  asOf: string | undefined,
  {
    format,
    columns,
    csvDialect,
  }: { format: ExportFormat; columns: readonly ColumnId[] | undefined; csvDialect: CsvDialect },
): Parameter[] {
  const moment = asOf === undefined ? {} : { asOf };
  const chosen = columns === undefined ? {} : { columns: [...columns] };
  return [
    ...formatTicketQuery({ ...query, ...chosen, order: effectiveOrder(query), ...moment }),
    { name: 'format', value: format },
    ...(format === 'csv' && csvDialect !== 'rfc4180' ? [{ name: 'csvDialect', value: csvDialect }] : []),
  ];
}
