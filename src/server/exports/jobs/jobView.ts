import { isColumnId } from '../../../contract/columns/columns';
import type { Principal } from '../../../contract/privacy';
import { isExportFormat } from '../../../contract/query/requests';
import type { ExportJob } from '../../../contract/responses/exportResponses';
import { ownerOf, type SignedInPrincipal } from '../../access/principal';
import { eventLoopTurn } from '../../process/eventLoopTurn';
import { parseInTurns } from '../../process/parseInTurns';
import type { RowKeys } from '../../state/rowKeys';
import { ownFileName } from './fileNames';
import type { JobRow } from './jobStore';
import { readJobText } from './requestText';
import { whyUnreadable } from './storedExport';

/** The jobs of a list, in turns of the event loop: what each names is read anew, which takes milliseconds for a long query. */
export function toExportJobs(
  keys: RowKeys,
  rows: readonly JobRow[],
  principal: SignedInPrincipal,
): Promise<ExportJob[]> {
  const turn = () => eventLoopTurn(ownerOf(principal));
  return parseInTurns(
    rows,
    ({ query }) => query.length,
    (row) => toExportJob(keys, row, principal),
    turn,
  );
}

/** A job as its owner sees it now: what it names and they may not see any more is left out. */
export function toExportJob(keys: RowKeys, row: JobRow, principal: Principal): ExportJob {
  const why = whyUnreadable(keys, row, principal);
  const readable = why === undefined;
  const iso = (date: Date | null) => date?.toISOString() ?? null;
  return {
    id: row.id,
    state: row.state === 'mailing' ? 'running' : row.state,
    format: isExportFormat(row.format) ? row.format : null,
    query: readable ? readJobText(row.query).query : null,
    problem: why?.problem ?? null,
    ...(readable ? figuresOf(row) : NO_FIGURES),
    hasFile: ownFileName(row) !== undefined,
    fileDeletedAt: iso(row.file_deleted_at),
    delivery: row.delivery,
    seenAt: iso(row.seen_at),
    deliverTo: row.deliver_to,
    mailedBy: row.mailed_by,
    mailError: row.mail_error,
    nextTryAt: iso(row.next_try_at),
    requestedAt: row.requested_at.toISOString(),
    finishedAt: iso(row.finished_at),
    expiresAt: iso(row.expires_at),
    // Why it failed can name a hidden column.
    error: row.error === null ? null : (why?.message ?? row.error),
    receipt: readable ? receiptOf(row) : null,
  };
}

/** Names of hidden columns stand in the profile alone, so the receipt only counts them here. */
function receiptOf({ receipt, columns }: JobRow): ExportJob['receipt'] {
  if (receipt === null || columns === null) return null;
  const { words, asOf, timeZone, hiddenColumns } = receipt;
  return { words, asOf, timeZone, columns: columns.filter(isColumnId), hiddenColumns: hiddenColumns.length };
}

function figuresOf({ rows_requested: rowsRequested, progress, rows, bytes, sha256 }: JobRow) {
  return { rowsRequested, progress, rows, bytes, sha256 };
}

/** How many rows a hidden column picks is a fact about that column. */
const NO_FIGURES = { rowsRequested: null, progress: null, rows: null, bytes: null, sha256: null };
