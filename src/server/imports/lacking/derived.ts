import { STORED_COLUMN_IDS, type StoredColumnId } from '../../../contract/columns/columns';
import { secondsBetween } from '../../tickets/sqlTime';
import type { ReadFile } from '../read/parsedRows';

interface Derivation {
  from: StoredColumnId;
  to: StoredColumnId;
  /** A file that has none of them changes nothing of it. */
  needs: readonly StoredColumnId[];
}

/** Columns that are worked out where a file has the times and not the column. */
const DERIVATIONS: Partial<Record<StoredColumnId, Derivation>> = {
  secondsToClose: { from: 'createdAt', to: 'closedAt', needs: ['closedAt'] },
  secondsClosedAfterSLA: { from: 'dueBy', to: 'closedAt', needs: ['dueBy', 'closedAt'] },
};

/** The columns that are worked out for a file's tickets. */
export function derivedColumns(present: readonly StoredColumnId[]): StoredColumnId[] {
  return STORED_COLUMN_IDS.filter((id) => {
    const needs = DERIVATIONS[id]?.needs ?? [];
    return !present.includes(id) && needs.some((each) => present.includes(each));
  });
}

/** SELECT items for the stored columns of staged rows `t`, once those that files lack are merged. */
export function cellsOf(files: readonly ReadFile[]): string {
  return STORED_COLUMN_IDS.map((id) => cellOf(id, files)).join(', ');
}

function cellOf(id: StoredColumnId, files: readonly ReadFile[]): string {
  const derivation = DERIVATIONS[id];
  if (derivation === undefined) return `t.${id}`;
  const ranges = files
    .filter(({ present }) => derivedColumns(present).includes(id))
    .map(({ first, last }) => `t.sequence BETWEEN ${first} AND ${last}`);
  if (ranges.length === 0) return `t.${id}`;
  return `if(${ranges.join(' OR ')}, ${secondsBetween(`t.${derivation.from}`, `t.${derivation.to}`)}, t.${id})`;
}
