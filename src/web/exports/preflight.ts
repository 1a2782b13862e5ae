import type { ColumnId } from '../../contract/columns/columns';
import { formatBytes } from '../../contract/format/format';
import { fileBytes } from '../../contract/query/fileSize';
import type { Delivery, ExportFormat } from '../../contract/query/requests';
import type { Profile } from '../../contract/responses/sessionResponses';
import { say } from '../../contract/texts/texts';

/** In the order of the page. */
export const OFFERED_FORMATS: readonly ExportFormat[] = ['csv', 'xlsx', 'json', 'ndjson', 'parquet'];

/** What becomes of a file: mailed where that is chosen. */
interface Wanted {
  format: ExportFormat;
  delivery: Delivery;
}

/** Whether a file of so many rows is downloaded at once rather than queued. */
export function willDownload(profile: Pick<Profile, 'limits'>, { format, delivery }: Wanted, rows: number): boolean {
  return delivery === 'download' && canDownload(profile, format, rows);
}

/** Whether it is left to the viewer. */
export function canDownload({ limits }: Pick<Profile, 'limits'>, format: ExportFormat, rows: number): boolean {
  return rows <= limits.syncRows[format];
}

/** The effect of an export in a format: "downloads now". */
export function describeOutcome(profile: Pick<Profile, 'limits'>, { format, delivery }: Wanted, rows: number): string {
  if (!canDownload(profile, format, rows))
    return say('exports.outcome.large', { rows: profile.limits.syncRows[format] });
  return say(`exports.outcome.${delivery}`);
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
