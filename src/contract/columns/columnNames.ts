import { ApiError, badParameter } from '../errors';
import { type ColumnId, columnOf, isColumnId } from './columns';

/** A leading `t.` is accepted wherever a column is named. */
export function stripTablePrefix(name: string): string {
  return name.startsWith('t.') ? name.slice(2) : name;
}

/** The same answer whether or not the column holds anything: a refusal must not tell. */
export function hiddenColumnError(column: ColumnId, parameter: string): ApiError {
  return new ApiError('forbidden', `The column "${column}" is not available to you`, { parameter });
}

/**
 * Looks up a column that a parameter names; unknown is 400, hidden is 403.
 * @param visible the columns that can be named there and exist for the caller.
 */
export function parseColumn<Id extends ColumnId>(text: string, parameter: string, visible: readonly Id[]): Id {
  const name = stripTablePrefix(text);
  const column = visible.find((each) => each === name);
  if (column !== undefined) return column;
  if (isColumnId(name) && columnOf(name).sensitive === true) throw hiddenColumnError(name, parameter);
  throw badParameter(parameter, `"${shorten(name)}" is not a column`, visible);
}

/** Keeps a hostile value from filling the error message. */
export function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}...` : text;
}
