import { type ColumnId, columnOf } from '../columns/columns';
import { say } from '../texts/texts';

interface OtherColumns {
  missingColumns: readonly ColumnId[];
  /** Names that are no columns here. */
  leftOutColumns: readonly string[];
}

/** Where an upstream of another version has other columns, in one line; undefined where it has the same. */
export function describeSyncColumns({ missingColumns, leftOutColumns }: OtherColumns): string | undefined {
  const label = (id: ColumnId) => columnOf(id).label;
  const parts = [
    missingColumns.length > 0 && say('freshness.missing', { columns: missingColumns.map(label).join(', ') }),
    leftOutColumns.length > 0 && say('freshness.leftOut', { columns: leftOutColumns.join(', ') }),
  ].filter((part) => part !== false);
  return parts.length === 0 ? undefined : parts.join(' ');
}
