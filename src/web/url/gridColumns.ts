import { COLUMN_IDS, type ColumnId, columnOf } from '../../contract/columns/columns';
import type { Clock } from '../../contract/time/workingCalendar';

/** What most people look at first; every other visible column is one click away. */
const DEFAULT_COLUMNS = COLUMN_IDS.flatMap((id) => {
  const { gridPosition } = columnOf(id);
  return gridPosition === undefined ? [] : [{ id, gridPosition }];
}).sort((a, b) => a.gridPosition - b.gridPosition);

/** The columns of the grid: the link's, else the usual ones that exist for the viewer. */
export function gridColumns(
  chosen: readonly ColumnId[] | undefined,
  visible: readonly ColumnId[],
  clock: Clock = 'calendar',
): readonly ColumnId[] {
  const usual = DEFAULT_COLUMNS.map(({ id }) => (clock === 'working' ? (WORKING[id] ?? id) : id));
  return chosen ?? usual.filter((id) => visible.includes(id));
}

/** What the usual columns are in working time. */
const WORKING: Partial<Record<ColumnId, ColumnId>> = {
  secondsToClose: 'workingSecondsToClose',
  againstDeadline: 'workingAgainstDeadline',
};

/** What the server must send for these columns: the id names the row, and the deadline's cell is said of three facts. */
export function fetchedColumns(columns: readonly ColumnId[]): readonly ColumnId[] {
  const needed: readonly ColumnId[] = columns.includes('againstDeadline') ? ['id', 'slaState', 'dueBy'] : ['id'];
  return [...columns, ...needed.filter((id) => !columns.includes(id))];
}
