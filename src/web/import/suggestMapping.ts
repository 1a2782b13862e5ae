import type { ColumnMapping } from '../../contract/columns/columnMapping';
import { columnOf, type StoredColumnId } from '../../contract/columns/columns';
import { mappingOf } from './mappingOf';
import { THEIR_NAMES } from './theirNames';

/** Maps names that are a column's in another spelling ("Created At"), its label, or what other helpdesks call it. */
export function suggestMapping(names: readonly string[], columns: readonly StoredColumnId[]): ColumnMapping {
  const missing = columns.filter((id) => !names.includes(id));
  const taken = new Set<string>(columns.filter((id) => names.includes(id)));
  const found: ColumnMapping = {};
  // A name that is one column's own is not taken for another's.
  for (const namesOf of [ownNames, theirNames]) {
    for (const id of missing) {
      const free = names.filter((name) => !taken.has(name));
      const wanted = namesOf(id).find((each) => free.some((name) => plain(name) === each));
      const name = free.find((each) => plain(each) === wanted);
      if (wanted === undefined || wanted === '' || name === undefined || found[id] !== undefined) continue;
      taken.add(name);
      found[id] = name;
    }
  }
  return mappingOf(missing, (id) => found[id]);
}

function ownNames(id: StoredColumnId): string[] {
  return [plain(id), plain(columnOf(id).label)];
}

function theirNames(id: StoredColumnId): string[] {
  return (THEIR_NAMES[id] ?? '').split(' ');
}

/** Letters and digits alone. */
function plain(name: string): string {
  const letters = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  return letters.replace(/^ticket(?=.)/, '');
}
