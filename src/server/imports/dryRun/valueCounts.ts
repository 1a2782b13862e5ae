import { ENUM_COLUMN_IDS, type EnumColumnId, MAX_THEIR_NAME } from '../../../contract/columns/columnMapping';
import { STORED_COLUMN_IDS } from '../../../contract/columns/columns';
import type { FoundValues } from '../../../contract/responses/importResponses';
import type { FileWording } from '../read/values/fileWording';
import { wordKey } from '../read/values/fileWording';

/** Of each column. A column of free text that is mapped to one of words would have as many as there are rows. */
const MAX_LISTED = 100;

interface Counted {
  /** As it is written first. */
  value: string;
  count: number;
}

/** Counts the words that a file has in columns of words. */
export class ValueCounts {
  readonly #columns = ENUM_COLUMN_IDS.map((id) => ({
    id,
    at: STORED_COLUMN_IDS.indexOf(id),
    words: new Map<string, Counted>(),
    others: 0,
  }));

  /** @param values in the order of STORED_COLUMN_IDS. */
  add(values: readonly unknown[]): void {
    for (const column of this.#columns) {
      const cell = values[column.at];
      const word = typeof cell === 'number' ? String(cell) : cell;
      if (typeof word !== 'string') continue;
      const key = wordKey(word);
      if (key === '') continue;
      const known = column.words.get(key);
      if (known !== undefined) known.count += 1;
      else if (column.words.size < MAX_LISTED && word.length <= MAX_THEIR_NAME)
        column.words.set(key, { value: word.trim(), count: 1 });
      else column.others += 1;
    }
  }

  /** Of columns that have any; the most frequent first. */
  list(wording: FileWording): FoundValues[] {
    return this.#columns
      .filter(({ words, others }) => words.size > 0 || others > 0)
      .map(({ id, words, others }) => ({ column: id, values: valuesOf(id, words.values(), wording), others }));
  }
}

function valuesOf(id: EnumColumnId, words: Iterable<Counted>, wording: FileWording): FoundValues['values'] {
  return [...words]
    .map(({ value, count }) => {
      const { value: meaning, from } = wording.meaningOf(id, value);
      return { value, count, meaning, from };
    })
    .sort((one, other) => other.count - one.count);
}

/** Those of two files together, with the meanings of the first. */
export function mergeValues(some: readonly FoundValues[], others: readonly FoundValues[]): FoundValues[] {
  return ENUM_COLUMN_IDS.flatMap((id) => {
    const [one, other] = [some, others].map((list) => list.find(({ column }) => column === id));
    if (one === undefined || other === undefined) return [one ?? other ?? []].flat();
    const merged = new Map(one.values.map((each) => [wordKey(each.value), { ...each }]));
    for (const each of other.values) {
      const same = merged.get(wordKey(each.value));
      if (same === undefined) merged.set(wordKey(each.value), each);
      else same.count += each.count;
    }
    const sorted = [...merged.values()].sort((a, b) => b.count - a.count);
    const beyond = sorted.slice(MAX_LISTED).reduce((sum, { count }) => sum + count, 0);
    return [{ column: id, values: sorted.slice(0, MAX_LISTED), others: one.others + other.others + beyond }];
  });
}
