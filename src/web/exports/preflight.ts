import type { ColumnId } from '../../contract/columns/columns';
import { formatBytes, formatCount } from '../../contract/format/format';
import { fileBytes } from '../../contract/query/fileSize';
import type { ExportFormat } from '../../contract/query/requests';
import type { Profile } from '../../contract/responses/sessionResponses';

/** In the order of the page. */
export const OFFERED_FORMATS: readonly ExportFormat[] = ['csv', 'xlsx', 'json'];

/** Whether a file of so many rows is downloaded at once rather than queued. */
export function willDownload({ limits }: Pick<Profile, 'limits'>, format: ExportFormat, rows: number): boolean {
  return rows <= limits.syncRows[format];
}

/** The effect of an export in a format: "downloads now". */
export function describeOutcome(profile: Pick<Profile, 'limits'>, format: ExportFormat, rows: number): string {
  if (willDownload(profile, format, rows)) return 'downloads now';
  return `will be emailed to you (more than ${formatCount(profile.limits.syncRows[format])} rows)`;
}

/** The estimated size of a file: "3.4 MB"; undefined where the server does not send the length of its values. */
export function formatSize(
  { columnBytes }: Pick<Profile, 'columnBytes'>,
  format: ExportFormat,
  columns: readonly ColumnId[],
  rows: number,
): string | undefined {
  return columnBytes === undefined ? undefined : formatBytes(fileBytes(columnBytes, format, columns, rows));
}
