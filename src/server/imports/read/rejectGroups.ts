import type { RejectGroup } from '../../../contract/responses/importResponses';
import type { RawRow } from './rawRow';
import type { RowProblem } from './ticketReader';
import { showValue } from './values/cellError';

/** Reasons can have numbers in them: what is beyond is counted by the lists of rejects alone. */
const MAX_GROUPS = 100;

/** Counts what is wrong with rows, by column and kind of fault: every fault of a row, not its first alone. */
export class RejectGroups {
  readonly #groups = new Map<string, RejectGroup>();

  add(file: string, { line }: RawRow, problems: readonly RowProblem[]): void {
    for (const { column, what, value } of problems) {
      const key = `${column} ${what}`;
      const group = this.#groups.get(key);
      if (group !== undefined) group.count += 1;
      else if (this.#groups.size < MAX_GROUPS) {
        const first = { file, line, value: value === undefined ? null : showValue(value) };
        this.#groups.set(key, { column, what, count: 1, first });
      }
    }
  }

  /** The most frequent first. */
  get list(): RejectGroup[] {
    return [...this.#groups.values()].map((group) => ({ ...group })).sort((one, other) => other.count - one.count);
  }
}
