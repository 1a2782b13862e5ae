import { describeDerived, describeRecognised, describeRejectGroup } from '../../../contract/sentences/describeImport';
import { describeQuestion } from '../importError';
import type { DryRun } from './dryRun';

/** A preview for the terminal in lines, with each ticket as one of JSON. */
export function formatPreview(name: string, preview: DryRun): string[] {
  const lines = [
    `${name}: nothing is stored`,
    ...preview.recognised.map((file) => `read as ${describeRecognised(file)}`),
    preview.problem !== null &&
      `cannot be imported: ${preview.question === null ? preview.problem : describeQuestion(preview.question)}`,
    `of the first ${preview.read} rows ${preview.rejected} would be rejected`,
    ...preview.rejectGroups.map(describeRejectGroup),
    preview.convertedTimes > 0 && `times with T or an offset, brought to wall time: ${preview.convertedTimes}`,
    preview.leftOut.length > 0 &&
      `columns left out: ${preview.leftOut.join(', ')} (--map column=theirs gives them a place)`,
    preview.derived.length > 0 && describeDerived(preview.derived),
    ...preview.tickets.map((ticket) => JSON.stringify(ticket)),
    ...preview.rejects.map(({ line, reason }) => `rejected, line ${line}: ${reason}`),
  ];
  return lines.filter((line) => line !== false);
}
