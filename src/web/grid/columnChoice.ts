import type { ColumnId } from '../../contract/columns/columns';

/** Puts a column where another one is, which moves out of its way. */
export function movedTo(columns: readonly ColumnId[], id: ColumnId, target: ColumnId): ColumnId[] {
  const to = columns.indexOf(target);
  if (to === -1 || !columns.includes(id)) return [...columns];
  return columns.filter((each) => each !== id).toSpliced(to, 0, id);
}

/** Moves a column by one place; at the end nothing changes. */
export function moved(columns: readonly ColumnId[], id: ColumnId, by: -1 | 1): ColumnId[] {
  const from = columns.indexOf(id);
  const to = from + by;
  const other = columns[to];
  if (from === -1 || other === undefined) return [...columns];
  return columns.map((each, index) => (index === from ? other : index === to ? id : each));
}
