import type { ColumnMapping } from '../../contract/columns/columnMapping';
import type { StoredColumnId } from '../../contract/columns/columns';
import { mappingOf } from './mappingOf';

/** Maps names that differ from a column's only in spelling, such as "Created At" or "ticket_id". */
export function suggestMapping(names: readonly string[], columns: readonly StoredColumnId[]): ColumnMapping {
  const missing = columns.filter((id) => !names.includes(id));
  return mappingOf(missing, (id) => names.find((name) => plain(name) === plain(id)));
}

function plain(name: string): string {
  const letters = name.toLowerCase().replace(/[\s_-]+/g, '');
  return letters.replace(/^ticket(?=.)/, '');
}
