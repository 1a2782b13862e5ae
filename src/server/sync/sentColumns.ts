import { z } from 'zod';
import { shorten } from '../../contract/columns/columnNames';
import { isStoredColumn, STORED_COLUMN_IDS, type StoredColumnId, storedColumnOf } from '../../contract/columns/columns';
import type { UpstreamRow } from './parsePage';

/** What an upstream sends: an older one has fewer columns than are known here, a newer one more. */
export const sentColumnsSchema = z.object({
  /** Columns that came with some row: some programs leave out what is null. */
  columns: z.array(z.string()),
  /** Names that are no columns here, the first of them. */
  leftOut: z.array(z.string()),
});
export type SentColumns = z.infer<typeof sentColumnsSchema>;

/** Enough to know what kind of an instance it is; every row can have other names. */
const MAX_LEFT_OUT = 20;

/** What is known of it once more rows have come; null while none has. */
export function withRows(sent: SentColumns | null, rows: readonly UpstreamRow[]): SentColumns | null {
  if (rows.length === 0) return sent;
  const columns = new Set(sent?.columns);
  const leftOut = new Set(sent?.leftOut);
  for (const name of rows.flatMap((row) => Object.keys(row))) {
    if (isStoredColumn(name)) columns.add(name);
    else if (leftOut.size < MAX_LEFT_OUT) leftOut.add(shorten(name));
  }
  return { columns: [...columns], leftOut: [...leftOut] };
}

/** Columns that every instance has had from the beginning: one that does not send them is not as documented. */
export function hasAlwaysBeen(id: StoredColumnId): boolean {
  return storedColumnOf(id).since === undefined || storedColumnOf(id).since === 1;
}

/**
 * What the mirrored tickets, changed lately or not, have of the upstream's columns after a run.
 * @param known what they had before it; null where nobody noted it.
 * @returns `gained`: this run brought columns that the tickets which it did not bring have not got.
 */
export function columnsAfter(known: readonly string[] | null, sent: SentColumns | null, whole: boolean) {
  const before = known ?? STORED_COLUMN_IDS.filter(hasAlwaysBeen);
  if (sent === null || !whole) {
    return { columns: [...before], gained: sent?.columns.some((id) => !before.includes(id)) === true };
  }
  return { columns: sent.columns, gained: false };
}

/** The columns that an upstream could have sent and did not. @param optional those that nobody sees here. */
export function missingColumns(sent: readonly string[], optional: readonly StoredColumnId[]): StoredColumnId[] {
  return STORED_COLUMN_IDS.filter((id) => !sent.includes(id) && !optional.includes(id));
}
