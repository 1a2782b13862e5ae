import type { ExportJob } from '../../../contract/answers';
import { ApiError } from '../../../contract/errors';
import { visibleColumns } from '../../../contract/privacy';
import { parseExportRequest } from '../../../contract/requests';
import type { Viewer } from '../../../contract/ticketQuery';
import type { JobRow } from './jobStore';

/** A job as its owner sees it now: what it names and they may not see any more is left out. */
export function toExportJob(row: JobRow, viewer: Viewer): ExportJob {
  const visible = visibleColumns(viewer);
  const readable = isReadable(row, viewer) && row.columns?.every((column) => visible.includes(column)) !== false;
  const iso = (date: Date | null) => date?.toISOString() ?? null;
  return {
    id: row.id,
    state: row.state === 'mailing' ? 'running' : row.state,
    format: row.format,
    query: readable ? row.query : null,
    rowsRequested: row.rows_requested,
    progress: row.progress,
    rows: row.rows,
    bytes: row.bytes,
    sha256: row.sha256,
    hasFile: row.file_name !== null,
    deliverTo: row.deliver_to,
    mailedBy: row.mailed_by,
    mailError: row.mail_error,
    nextTryAt: iso(row.next_try_at),
    requestedAt: row.requested_at.toISOString(),
    finishedAt: iso(row.finished_at),
    expiresAt: iso(row.expires_at),
    error: row.error,
    receipt: readable ? receiptOf(row) : null,
  };
}

/** Names of hidden columns stand in the profile alone, so the receipt only counts them here. */
function receiptOf({ receipt, columns }: JobRow): ExportJob['receipt'] {
  if (receipt === null || columns === null) return null;
  const { words, asOf, timeZone, hiddenColumns } = receipt;
  return { words, asOf, timeZone, columns, hiddenColumns: hiddenColumns.length };
}

function isReadable({ query, format }: JobRow, viewer: Viewer): boolean {
  try {
    parseExportRequest(query, viewer, format);
    return true;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}
