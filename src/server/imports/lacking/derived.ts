import { STORED_COLUMN_IDS, type StoredColumnId } from '../../../contract/columns/columns';
import { CHART_TIMES } from '../../../contract/responses/importResponses';
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

/** Those of them that the file's own times tell: the others take a time from tickets that exist. */
export function toldDerived(present: readonly StoredColumnId[]): StoredColumnId[] {
  return derivedColumns(present).filter((id) => {
    const { from, to } = DERIVATIONS[id] ?? {};
    return [from, to].every((each) => each !== undefined && present.includes(each));
  });
}

/** What the charts lack of files with these columns. */
export function lackingTimes(files: readonly (readonly StoredColumnId[])[]): (typeof CHART_TIMES)[number][] {
  return CHART_TIMES.filter((id) => !files.some((present) => present.includes(id)));
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
