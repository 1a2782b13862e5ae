import { formatDuration } from '../../contract/format/format';
import { formatCount } from '../../contract/format/numbers';
import type { ImportSummary } from '../../contract/responses/importResponses';
import {
  describeDerived,
  describeLacking,
  describeRecognised,
  describeRejectGroup,
} from '../../contract/sentences/describeImport';
import type { ImportProgress } from './importTickets';

/** Of the reasons of rejects, the most frequent. */
const SHOWN_GROUPS = 10;

/** The result of an import for the terminal, one line for each count that is not zero. */
export function formatSummary(summary: ImportSummary, rejectPath: string, seconds: number): string[] {
  const { read, stored, replaced, rejected, rejectedUnlisted, outdated, convertedTimes, leftOut } = summary;
  const lines = [
    `read ${formatCount(read)}, stored ${formatCount(stored)}, replaced ${formatCount(replaced)}, rejected ${formatCount(rejected)}, in ${seconds.toFixed(1)} s (${formatCount(Math.round(read / seconds))} rows/s)`,
    ...summary.recognised.map((file) => `${file.file} was read as ${describeRecognised(file)}`),
    ...summary.notes,
    outdated > 0 && `older than another row with the same id: ${formatCount(outdated)}`,
    convertedTimes > 0 && `times with T or an offset, brought to wall time: ${formatCount(convertedTimes)}`,
    leftOut.length > 0 && `columns left out: ${leftOut.join(', ')}`,
    summary.derived.length > 0 && describeDerived(summary.derived),
    ...summary.lacking.map(describeLacking),
    summary.demoRemoved && 'the demo tickets were removed',
    ...summary.rejectGroups.slice(0, SHOWN_GROUPS).map((group) => `rejected, ${describeRejectGroup(group)}`),
    summary.firstReject !== null && `the first rejected row: ${summary.firstReject}`,
    rejected > 0 && `rejected rows, each with its line and reasons: ${rejectPath}`,
    rejectedUnlisted > 0 && `that file is full: ${formatCount(rejectedUnlisted)} more rejected rows are only counted`,
  ];
  return lines.filter((line) => line !== false);
}

/** The progress of an import in one line. */
export function formatProgress(
  { phase, rows, bytes, totalBytes }: Pick<ImportProgress, 'phase' | 'rows' | 'bytes' | 'totalBytes'>,
  seconds: number,
): string {
  if (phase === 'storing') return `storing ${formatCount(rows)} rows ...`;
  const text = `${formatCount(rows)} rows, ${formatCount(Math.round(rows / seconds))} rows/s`;
  if (bytes === 0 || totalBytes === 0) return text;
  const left = Math.round((seconds / bytes) * Math.max(0, totalBytes - bytes));
  return `${Math.floor((bytes / totalBytes) * 100)} % read: ${text}, ${formatDuration(left, 2)} left`;
}
