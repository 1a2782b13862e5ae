import { z } from 'zod';
import { shorten } from '../../contract/columns/columnNames';
import { isStoredColumn, STORED_COLUMN_IDS, type StoredColumnId, storedColumnOf } from '../../contract/columns/columns';
import type { UpstreamRow } from './readAnswer';

/** What an upstream sends: an older one has fewer columns than are known here, a newer one more. */
export const sentColumnsSchema = z.object({
  /** Columns that every row had. */
  columns: z.array(z.string()),
  /** Names that are no columns here, the first of them. */
  leftOut: z.array(z.string()),
});
export type SentColumns = z.infer<typeof sentColumnsSchema>;

/** Enough to know what kind of an instance it is; a row can have other names than the next. */
const MAX_LEFT_OUT = 20;

/** What is known of it once more rows have come; null while none has. */
export function withRows(sent: SentColumns | null, rows: readonly UpstreamRow[]): SentColumns | null {
  let columns = sent === null ? undefined : sent.columns;
  const leftOut = new Set(sent?.leftOut);
  for (const row of rows) {
    columns = (columns ?? STORED_COLUMN_IDS).filter((id) => Object.hasOwn(row, id));
    for (const name of Object.keys(row)) {
      if (!isStoredColumn(name) && leftOut.size < MAX_LEFT_OUT) leftOut.add(shorten(name));
    }
  }
  return columns === undefined ? null : { columns, leftOut: [...leftOut] };
}

/** Columns that every instance has had from the beginning: one that does not send them is not as documented. */
export function hasAlwaysBeen(id: StoredColumnId): boolean {
  return storedColumnOf(id).since === undefined || storedColumnOf(id).since === 1;
}

/**
 * What the mirrored tickets have of the upstream's columns after a run.
 * @param known what they had before it; null where nobody noted it.
 * @returns `gained`: columns that came with this run's tickets alone, while the others have them as well.
 */
export function columnsAfter(known: readonly string[] | null, sent: SentColumns | null, whole: boolean) {
  const before = known ?? STORED_COLUMN_IDS.filter(hasAlwaysBeen);
  if (sent === null) return { columns: [...before], gained: false };
  if (whole) return { columns: sent.columns, gained: false };
  const columns = before.filter((id) => sent.columns.includes(id));
  return { columns, gained: sent.columns.some((id) => !before.includes(id)) };
}

/** The columns that an upstream could have sent and did not. @param optional those that nobody sees here. */
export function missingColumns(sent: readonly string[], optional: readonly StoredColumnId[]): StoredColumnId[] {
  return STORED_COLUMN_IDS.filter((id) => !sent.includes(id) && !optional.includes(id));
}
