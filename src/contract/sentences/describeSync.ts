import { type ColumnId, columnOf } from '../columns/columns';

interface OtherColumns {
  missingColumns: readonly ColumnId[];
  /** Names that are no columns here. */
  leftOutColumns: readonly string[];
}

/** Where an upstream of another version has other columns, in one line; undefined where it has the same. */
export function describeSyncColumns({ missingColumns, leftOutColumns }: OtherColumns): string | undefined {
  const label = (id: ColumnId) => columnOf(id).label;
  const parts = [
    missingColumns.length > 0 &&
      `The other instance does not send ${missingColumns.map(label).join(', ')}: what is known here stays, new tickets have none.`,
    leftOutColumns.length > 0 &&
      `It sends columns that are not known here and are left out: ${leftOutColumns.join(', ')}.`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? undefined : parts.join(' ');
}
