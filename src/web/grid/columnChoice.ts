import type { ColumnId } from '../../contract/columns/columns';

/** Moves a column by one place; at the end nothing changes. */
export function moved(columns: readonly ColumnId[], id: ColumnId, by: -1 | 1): ColumnId[] {
  const from = columns.indexOf(id);
  const to = from + by;
  const other = columns[to];
  if (from === -1 || other === undefined) return [...columns];
  return columns.map((each, index) => (index === from ? other : index === to ? id : each));
}
