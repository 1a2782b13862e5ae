import { type ColumnId, columnOf } from '../columns/columns';
import type { ExportFormat } from './requests';

/** Average bytes of columns' values as text. */
export type ColumnBytes = Partial<Record<ColumnId, number>>;

/** Compressed, a workbook takes about this share of the same rows as csv (measured on tickets with raw data). */
const XLSX_SHARE = 0.43;
/** As XLSX_SHARE, of parquet. */
const PARQUET_SHARE = 0.35;
/** Parts of a workbook that every one has. */
const XLSX_BYTES = 6000;

/** What of parquet is about a column. */
const PARQUET_BYTES = 200;

/** About how many bytes a file will have: what the page tells before the click, and the server needs room for. */
export function fileBytes(
  columnBytes: ColumnBytes,
  format: ExportFormat,
  columns: readonly ColumnId[],
  rows: number,
): number {
  const perRow = columns.reduce((sum, id) => sum + (columnBytes[id] ?? 0) + marks(id, format), 2);
  const bytes = rows * perRow;
  if (format === 'xlsx') return Math.round(bytes * XLSX_SHARE + XLSX_BYTES);
  return Math.round(format === 'parquet' ? bytes * PARQUET_SHARE + PARQUET_BYTES * columns.length : bytes);
}

/** Bytes around a value: comma, quotes of text, and in json the column's name. */
function marks(id: ColumnId, format: ExportFormat): number {
  const quotes = columnOf(id).kind === 'integer' ? 0 : 2;
  return 1 + quotes + (format === 'json' || format === 'ndjson' ? id.length + 3 : 0);
}
