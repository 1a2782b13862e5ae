import { columnOf, type StoredColumnId } from '../../../contract/columns/columns';
import { NO_TIME_OF_DAY } from '../../../contract/responses/fileDialect';
import { ROWS_WITHIN } from './rowsWithin';

/** What would mend rows that are rejected for a reason, in words. @param column null when it is the row itself. */
export function mendOf(column: StoredColumnId | null, what: string): string {
  if (column === null) return mendOfRow(what);
  const { kind, label, required } = columnOf(column);
  if (what === 'is missing') return `Map the name that holds "${label}", or fill it in: no ticket is without it`;
  if (what === NO_TIME_OF_DAY) return 'Say whether a date alone is the begin or the end of its day';
  if (/against what was said/.test(what)) return 'Say it the other way round, or mend these cells';
  const leave = required === true ? 'mend these cells' : 'mend these cells, or leave the column out';
  if (kind === 'enum') return 'Say what these values mean, or let those that are not known be empty';
  if (kind === 'timestamp') return `Map a column of times to "${label}", ${leave}`;
  if (kind === 'integer') return `Map a column of whole numbers to "${label}", ${leave}`;
  return `${leave[0]?.toUpperCase()}${leave.slice(1)}`;
}

function mendOfRow(what: string): string {
  if (/cells instead of/.test(what)) return 'Say which separator the file has, or put cells that hold it into quotes';
  if (what === ROWS_WITHIN) return 'Take out the quote that begins the cell, or write it twice within quotes';
  if (/header once more/.test(what)) return 'Nothing is lost: these rows are no tickets';
  return 'Mend these rows in the file';
}
