import type { ColumnMapping } from '../../../contract/columns/columnMapping';
import { formatCount } from '../../../contract/format/numbers';
import type { FoundValues } from '../../../contract/responses/importResponses';
import {
  describeDerived,
  describeLacking,
  describeRecognised,
  describeRejectGroup,
} from '../../../contract/sentences/describeImport';
import { describeQuestion } from '../importError';
import type { DryRun } from './dryRun';

/** A preview for the terminal in lines, with each ticket as one of JSON. */
export function formatPreview(name: string, preview: DryRun & { suggested?: ColumnMapping }): string[] {
  const { suggested = {} } = preview;
  const lines = [
    `${name}: nothing is stored`,
    ...preview.recognised.map((file) => `read as ${describeRecognised(file)}`),
    preview.problem !== null &&
      `cannot be imported: ${preview.question === null ? preview.problem : describeQuestion(preview.question)}`,
    preview.preset !== null && `recognised as an export of ${preview.preset}`,
    Object.keys(suggested).length > 0 && `by their names (--suggest takes them): ${JSON.stringify(suggested)}`,
    ...preview.values.map(describeValues),
    `of ${preview.isWhole ? '' : 'the first '}${preview.read} rows ${preview.rejected} would be rejected`,
    ...preview.rejectGroups.map((group) => `${describeRejectGroup(group)}. ${group.mend}`),
    ...preview.notes,
    preview.convertedTimes > 0 && `times with T or an offset, brought to wall time: ${preview.convertedTimes}`,
    preview.leftOut.length > 0 &&
      `columns left out: ${preview.leftOut.join(', ')} (--map column=theirs gives them a place)`,
    preview.derived.length > 0 && describeDerived(preview.derived),
    ...preview.lacking.map(describeLacking),
    ...preview.tickets.map((ticket) => JSON.stringify(ticket)),
    ...preview.rejects.map(({ line, reason }) => `rejected, line ${line}: ${reason}`),
  ];
  return lines.filter((line) => line !== false);
}

/** "priority: P1 -> urgent (3), P9 -> not known (1)". */
function describeValues({ column, values, others }: FoundValues): string {
  const shown = values.map(({ value, count, meaning, from }) => {
    const means = meaning ?? (from === 'said' ? 'empty' : 'not known');
    return `${value === meaning ? value : `${value} -> ${means}`} (${formatCount(count)})`;
  });
  const beyond = others > 0 ? `, and ${formatCount(others)} cells with more` : '';
  return `${column}: ${shown.join(', ')}${beyond}`;
}
