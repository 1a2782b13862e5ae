import type { Profile } from '../../contract/answers';
import { formatCount } from '../../contract/format';
import type { ExportFormat } from '../../contract/requests';

/** In the order in which the page names them. */
export const OFFERED_FORMATS: readonly ExportFormat[] = ['csv', 'xlsx', 'json'];

/** Whether a file of so many rows is made while the viewer waits. */
export function willDownload({ limits }: Pick<Profile, 'limits'>, format: ExportFormat, rows: number): boolean {
  return rows <= limits.syncRows[format];
}

/** What each format will do, before the click: "csv and json download now". */
export function preflightWords(profile: Pick<Profile, 'limits'>, rows: number): string {
  const now = OFFERED_FORMATS.filter((format) => willDownload(profile, format, rows));
  const later = OFFERED_FORMATS.filter((format) => !now.includes(format));
  const words: string[] = [];
  if (now.length > 0) words.push(`${now.join(' and ')} ${now.length === 1 ? 'downloads' : 'download'} now`);
  if (later.length > 0) {
    const limit = Math.max(...later.map((format) => profile.limits.syncRows[format]));
    words.push(`${later.join(' and ')} will be emailed to you (more than ${formatCount(limit)} rows)`);
  }
  return words.join(' · ');
}
