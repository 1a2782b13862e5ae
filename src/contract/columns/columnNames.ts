import { ApiError } from '../errors';
import { type ColumnId, columnOf, isColumnId } from './columns';

/** A leading `t.` is accepted wherever a column is named. */
export function stripTablePrefix(name: string): string {
  return name.startsWith('t.') ? name.slice(2) : name;
}

/** The same answer whether or not the column holds anything: a refusal must not tell. */
export function hiddenColumnError(column: ColumnId, parameter: string): ApiError {
  return new ApiError('forbidden', `The column "${column}" is not available to you`, { parameter });
}

/** 400 for a name that is no column, or was one in another version only. */
export class UnknownColumnError extends ApiError {
  readonly column: string;

  /** @param what it is not. */
  constructor(name: string, parameter: string, allowed: readonly string[], what = 'is not a column') {
    super('badRequest', `"${shorten(name)}" ${what}`, { parameter, allowed });
    this.column = shorten(name);
  }
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
  throw new UnknownColumnError(name, parameter, visible);
}

/** Keeps a hostile value from filling the error message. */
export function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}...` : text;
}
