import type { ColumnId } from '../../contract/columns/columns';
import { formatBytes, formatCount } from '../../contract/format/format';
import { fileBytes } from '../../contract/query/fileSize';
import type { ExportFormat } from '../../contract/query/requests';
import type { Profile } from '../../contract/responses/sessionResponses';

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

/** About how large a file will be: "3.4 MB"; undefined where the server does not say how long its values are. */
export function sizeWords(
  { columnBytes }: Pick<Profile, 'columnBytes'>,
  format: ExportFormat,
  columns: readonly ColumnId[],
  rows: number,
): string | undefined {
  return columnBytes === undefined ? undefined : formatBytes(fileBytes(columnBytes, format, columns, rows));
}
