import type { ColumnId } from '../../contract/columns/columns';
import { isTagsKey } from '../../contract/query/filters';

/** SQL for the tags of a ticket, as they are joined in its column; none where it is null. */
export function tagsOf(name: string): string {
  return `splitByString(', ', ifNull(${name}, ''))`;
}

/** A row for each tag of a ticket, which it has once; null for one without tags. */
export function eachTag(value: string): string {
  const tags = `CAST(arrayDistinct(${tagsOf(value)}) AS Array(Nullable(String)))`;
  return `arrayJoin(if(${value} IS NULL, [NULL], ${tags}))`;
}

/** What groups a ticket: the value of a column, or each of its tags. */
export function groupedValue(column: ColumnId, value: string): string {
  return isTagsKey(column) ? eachTag(value) : value;
}
