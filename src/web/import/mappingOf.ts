import type { ColumnMapping } from '../../contract/columns/columnMapping';
import type { StoredColumnId } from '../../contract/columns/columns';

/** The mapping of the columns that have a name. */
export function mappingOf(
  columns: readonly StoredColumnId[],
  nameOf: (id: StoredColumnId) => string | undefined,
): ColumnMapping {
  const mapping: ColumnMapping = {};
  for (const id of columns) {
    const name = nameOf(id);
    if (name !== undefined) mapping[id] = name;
  }
  return mapping;
}
