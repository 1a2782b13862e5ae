import { type ColumnId, columnOf } from '../../contract/columns/columns';
import { AGAINST_DEADLINE, type Order } from '../../contract/query/ticketQuery';

/** What most people look at first; every other visible column is one click away. */
const DEFAULT_COLUMNS: readonly ColumnId[] = [
  'id',
  'createdAt',
  'channel',
  'status',
  'priority',
  'topic',
  'secondsToClose',
  'secondsClosedAfterSLA',
];

/** The columns of the grid: the link's, else the usual ones that exist for the viewer. */
export function gridColumns(
  chosen: readonly ColumnId[] | undefined,
  visible: readonly ColumnId[],
): readonly ColumnId[] {
  return chosen ?? DEFAULT_COLUMNS.filter((id) => visible.includes(id));
}

/** The name above a column. Open tickets stand in the deadline's column too, so it is not "closed after". */
export function gridLabel(id: ColumnId): string {
  return id === 'secondsClosedAfterSLA' ? 'Against deadline' : columnOf(id).label;
}

/** Sorted as it is shown: by how late, not by the stored seconds that only closed tickets have. */
export function orderFieldOf(id: ColumnId): Order['field'] {
  return id === 'secondsClosedAfterSLA' ? AGAINST_DEADLINE : id;
}

/** The column that an order is seen by. */
export function orderedColumn(field: Order['field']): ColumnId {
  return field === AGAINST_DEADLINE ? 'secondsClosedAfterSLA' : field;
}

/**
 * What the server must send for these columns: the id names the row, and the deadline cell is computed from
 * the three times.
 */
export function fetchedColumns(columns: readonly ColumnId[]): readonly ColumnId[] {
  const needed: readonly ColumnId[] = columns.includes('secondsClosedAfterSLA') ? ['id', 'dueBy', 'closedAt'] : ['id'];
  return [...columns, ...needed.filter((id) => !columns.includes(id))];
}
