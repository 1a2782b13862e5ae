import { join } from 'node:path';
import { ApiError } from '../../../contract/answers/errors';
import { hiddenColumns, lowerLevel, visibleColumns } from '../../../contract/privacy';
import { type ExportRequest, parseExportRequest } from '../../../contract/query/requests';
import type { Viewer } from '../../../contract/query/ticketQuery';
import { exportInWords } from '../../../contract/words/exportWords';
import { viewerOf } from '../../access/caller';
import type { Services } from '../../services';
import type { TicketScope } from '../../tickets/rows';
import type { JobRow, Receipt } from './jobStore';

/** A stored request, read with the rights and the privacy level of this moment. */
export interface StoredExport {
  request: ExportRequest;
  scope: TicketScope;
  receipt: Receipt;
}

/** @throws ApiError when the request would be refused now. */
export function readStoredExport({ config }: Services, job: JobRow): StoredExport {
  const viewer = viewerOf(job.caller, config.privacyLevel);
  const request = parseExportRequest(job.query, viewer, job.format);
  const { query, visible } = request;
  if (query.asOf === undefined) throw new Error('a stored request has no as-of');
  const moment = { asOf: query.asOf, timeZone: config.timeZone };
  const level = lowerLevel(config.privacyLevel, query.asLevel ?? config.privacyLevel);
  const receipt = {
    words: exportInWords(request),
    ...moment,
    hiddenColumns: [...hiddenColumns({ ...viewer, level })],
  };
  return { request, scope: { query, visible, moment }, receipt };
}

/**
 * Whether the viewer may know what a job holds: neither its file's columns nor what it is filtered or ordered by
 * is hidden. Rows that are picked by a hidden column tell of it as much as the column itself.
 */
export function isReadable({ query, format, columns }: JobRow, viewer: Viewer): boolean {
  try {
    parseExportRequest(query, viewer, format);
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
  const visible = visibleColumns(viewer);
  return columns?.every((column) => visible.includes(column)) !== false;
}

/** @throws ApiError forbidden when the viewer may not, or not any more, know what the job holds. */
export function requireReadable(job: JobRow, viewer: Viewer): void {
  if (!isReadable(job, viewer)) {
    throw new ApiError('forbidden', 'This export holds, or was chosen by, columns that are not available to you');
  }
}

/** Decides again at this moment, with the rights that the job was asked with. @throws ApiError forbidden */
export function requireStillAllowed({ config }: Services, job: JobRow): void {
  requireReadable(job, viewerOf(job.caller, config.privacyLevel));
}

/** Where a job's file lies; undefined before there is one and once it is removed. */
export function filePathOf({ config }: Services, job: Pick<JobRow, 'file_name'>): string | undefined {
  return job.file_name === null ? undefined : join(config.exports.folder, job.file_name);
}
