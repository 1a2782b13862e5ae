import { columnOf, isColumnId } from '../columns/columns';
import type { Filter } from './filters';

/** Whether a filter reads what is stored now: the data checks do, and columns whose earlier values nobody keeps. */
export function hasUnknownPast({ key }: Filter): boolean {
  return isColumnId(key) ? columnOf(key).overwritten === true : key === 'dataCheck';
}
