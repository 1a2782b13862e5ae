import { COLUMN_IDS, type ColumnId, columnOf } from '../../contract/columns/columns';

/** What most people look at first; every other visible column is one click away. */
const DEFAULT_COLUMNS = COLUMN_IDS.flatMap((id) => {
  const { gridPosition } = columnOf(id);
  return gridPosition === undefined ? [] : [{ id, gridPosition }];
}).sort((a, b) => a.gridPosition - b.gridPosition);

/** The columns of the grid: the link's, else the usual ones that exist for the viewer. */
export function gridColumns(
  chosen: readonly ColumnId[] | undefined,
  visible: readonly ColumnId[],
): readonly ColumnId[] {
  return chosen ?? DEFAULT_COLUMNS.map(({ id }) => id).filter((id) => visible.includes(id));
}

/** What the server must send for these columns: the id names the row, and the deadline's cell is said of three facts. */
export function fetchedColumns(columns: readonly ColumnId[]): readonly ColumnId[] {
  const needed: readonly ColumnId[] = columns.includes('againstDeadline') ? ['id', 'slaState', 'dueBy'] : ['id'];
  return [...columns, ...needed.filter((id) => !columns.includes(id))];
}
