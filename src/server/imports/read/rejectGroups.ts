import type { RejectGroup } from '../../../contract/responses/importResponses';
import { mendOf } from './mendOf';
import type { RawRow } from './rawRow';
import type { RowProblem } from './ticketReader';
import { showValue } from './values/cellError';

/** Reasons can have numbers in them: what is beyond is counted by the lists of rejects alone. */
const MAX_GROUPS = 100;
export const MAX_EXAMPLES = 3;

/** Counts what is wrong with rows, by column and kind of fault: every fault of a row, not its first alone. */
export class RejectGroups {
  readonly #groups = new Map<string, RejectGroup>();

  add(file: string, { line }: RawRow, problems: readonly RowProblem[]): void {
    for (const { column, what, value } of problems) {
      const key = `${column} ${what}`;
      const group = this.#groups.get(key);
      const example = () => ({ file, line, value: value === undefined ? null : showValue(value) });
      if (group !== undefined) {
        group.count += 1;
        if (group.examples.length < MAX_EXAMPLES) group.examples.push(example());
      } else if (this.#groups.size < MAX_GROUPS) {
        const first = example();
        this.#groups.set(key, { column, what, count: 1, first, examples: [first], mend: mendOf(column, what) });
      }
    }
  }

  /** The most frequent first. */
  get list(): RejectGroup[] {
    return [...this.#groups.values()]
      .map((group) => ({ ...group, examples: [...group.examples] }))
      .sort((one, other) => other.count - one.count);
  }
}
