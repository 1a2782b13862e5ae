import type { Profile } from '../../contract/answers';
import { type ColumnId, columnOf } from '../../contract/columns';
import { formatBytes, formatCount } from '../../contract/format';
import type { ExportFormat } from '../../contract/requests';

/** In the order in which the page names them. */
export const OFFERED_FORMATS: readonly ExportFormat[] = ['csv', 'xlsx', 'json'];

/** Whether a file of so many rows is made while the viewer waits. */
export function willDownload({ limits }: Pick<Profile, 'limits'>, format: ExportFormat, rows: number): boolean {
  return rows <= limits.syncRows[format];
}

/** What a format will do, before the click: "downloads now". */
export function outcomeWords(profile: Pick<Profile, 'limits'>, format: ExportFormat, rows: number): string {
  if (willDownload(profile, format, rows)) return 'downloads now';
  return `will be emailed to you (more than ${formatCount(profile.limits.syncRows[format])} rows)`;
}

/** Compressed, a workbook takes about this share of the same rows as csv (measured on tickets with raw data). */
const XLSX_SHARE = 0.43;
/** Parts of a workbook that every one has. */
const XLSX_BYTES = 6000;

/** About how large a file will be: "3.4 MB"; undefined where the server does not say how long its values are. */
export function sizeWords(
  { columnBytes }: Pick<Profile, 'columnBytes'>,
  format: ExportFormat,
  columns: readonly ColumnId[],
  rows: number,
): string | undefined {
  if (columnBytes === undefined) return undefined;
  const perRow = columns.reduce((sum, id) => sum + (columnBytes[id] ?? 0) + marks(id, format), 2);
  const bytes = rows * perRow;
  return formatBytes(Math.round(format === 'xlsx' ? bytes * XLSX_SHARE + XLSX_BYTES : bytes));
}

/** Bytes around a value: comma, quotes of text, and in json the column's name. */
function marks(id: ColumnId, format: ExportFormat): number {
  const quotes = columnOf(id).kind === 'integer' ? 0 : 2;
  return 1 + quotes + (format === 'json' ? id.length + 3 : 0);
}
