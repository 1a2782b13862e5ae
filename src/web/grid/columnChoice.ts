import type { ColumnId } from '../../contract/columns/columns';

/** Shows or hides a column; a shown one comes last. */
export function toggled(columns: readonly ColumnId[], id: ColumnId): ColumnId[] {
  return columns.includes(id) ? columns.filter((each) => each !== id) : [...columns, id];
}

/** Moves a column by one place; at the end nothing changes. */
export function moved(columns: readonly ColumnId[], id: ColumnId, by: -1 | 1): ColumnId[] {
  const from = columns.indexOf(id);
  const to = from + by;
  const other = columns[to];
  if (from === -1 || other === undefined) return [...columns];
  return columns.map((each, index) => (index === from ? other : index === to ? id : each));
}
