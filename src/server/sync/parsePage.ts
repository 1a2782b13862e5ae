import { z } from 'zod';
import { STORED_COLUMN_IDS, type StoredColumnId, storedColumnOf } from '../../contract/columns/columns';
import { parseWallTime } from '../../contract/time/wallTime';
import type { PageFilter, PageRequest } from './pageRequest';
import { SyncError } from './syncError';

const wallTime = z
  .string()
  .refine((text) => text.length === 19 && parseWallTime(text) !== null, 'is not a time as YYYY-MM-DD HH:mm:ss');

/** Fields that paging depends on; all others are checked row by row when the rows are stored. */
const rowSchema = z.looseObject({
  id: z.int('is not a whole number below 2^53').nonnegative('is negative'),
  createdAt: wallTime,
  modifiedAt: wallTime.nullable(),
});
export type UpstreamRow = z.infer<typeof rowSchema>;

const pageSchema = z.array(rowSchema);
const messageSchema = z.object({ message: z.string() });

/**
 * The rows of a response with status 200.
 * @param required columns that every row must have.
 * @throws SyncError that says what is wrong with the response.
 */
export function parsePage(body: unknown, request: PageRequest, required: readonly StoredColumnId[]): UpstreamRow[] {
  if (messageSchema.safeParse(body).success) {
    throw new SyncError('The upstream answered a page with a message in place of tickets; it does not page');
  }
  const parsed = pageSchema.safeParse(body);
  if (!parsed.success) throw new SyncError(shapeError(parsed.error));
  requireColumns(parsed.data, required);
  requireRequested(parsed.data, request);
  return parsed.data;
}

function shapeError({ issues: [issue] }: z.ZodError): string {
  const [row, column] = issue?.path ?? [];
  if (row === undefined) return 'The upstream’s answer is not a list of tickets';
  const what = column === undefined ? 'is not a ticket' : `has a wrong ${String(column)}`;
  return `The upstream’s answer is not as documented: ticket ${Number(row) + 1} of a page ${what} (${issue?.message})`;
}

/** A token of a lower privacy level gets fewer columns: the mirror would silently lack them. */
function requireColumns(rows: readonly UpstreamRow[], required: readonly StoredColumnId[]): void {
  for (const row of rows) {
    const missing = required.filter((id) => !Object.hasOwn(row, id));
    if (missing.length === 0) continue;
    throw new SyncError(`The upstream does not send ${missing.join(' and ')}. ${hiddenHint(missing)}`);
  }
}

function hiddenHint(missing: readonly StoredColumnId[]): string {
  return missing.every((id) => storedColumnOf(id).sensitive === true)
    ? 'Use a token that may see them, or set REPORTING_PRIVACY_LEVEL to pseudonymized here, where nobody sees them either'
    : `The documented columns are ${STORED_COLUMN_IDS.join(', ')}`;
}

/** With an upstream that ignores a filter or the order, paging would silently lose tickets. */
function requireRequested(rows: readonly UpstreamRow[], { filters, orderBy, direction, limit }: PageRequest): void {
  if (rows.length > limit) throw notRequested(`${rows.length} tickets came where at most ${limit} were asked for`);
  const sign = direction === 'asc' ? 1 : -1;
  rows.forEach((row, index) => {
    const failed = filters.find((filter) => !matches(row, filter));
    if (failed !== undefined) throw notRequested(`a filter on ${failed.key} is not followed`);
    const before = rows[index - 1];
    if (before !== undefined && compare(before[orderBy], row[orderBy]) * sign > 0) {
      throw notRequested(`the order by ${orderBy} is not followed`);
    }
  });
}

function notRequested(what: string): SyncError {
  return new SyncError(`The upstream’s answer is not what was asked for: ${what}`);
}

function matches(row: UpstreamRow, { key, comparator, value }: PageFilter): boolean {
  const own = row[key];
  if (own === null) return false;
  const order = compare(own, value);
  switch (comparator) {
    case '=':
      return order === 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
  }
}

/** Wall times compare as text. Null equals everything: it cannot occur, since every order by a time has a filter on it. */
function compare(a: string | number | null, b: string | number | null): number {
  if (a === null || b === null || a === b) return 0;
  return a < b ? -1 : 1;
}
