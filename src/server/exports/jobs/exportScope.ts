import { join } from 'node:path';
import { ApiError } from '../../../contract/errors';
import { queryInWords } from '../../../contract/filterWords';
import { hiddenColumns, lowerLevel, visibleColumns } from '../../../contract/privacy';
import { type ExportRequest, parseExportRequest } from '../../../contract/requests';
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
    words: queryInWords(query.filters),
    ...moment,
    hiddenColumns: [...hiddenColumns({ ...viewer, level })],
  };
  return { request, scope: { query, visible, moment }, receipt };
}

/** @throws ApiError when the job's file holds a column that its owner may not see any more. */
export function requireStillAllowed({ config }: Services, job: JobRow): void {
  const visible = visibleColumns(viewerOf(job.caller, config.privacyLevel));
  if (job.columns?.some((column) => !visible.includes(column)) === true) {
    throw new ApiError('forbidden', 'This file holds columns that are no longer available to you');
  }
}

/** Where a job's file lies; undefined before there is one and once it is removed. */
export function filePathOf({ config }: Services, job: Pick<JobRow, 'file_name'>): string | undefined {
  return job.file_name === null ? undefined : join(config.exports.folder, job.file_name);
}
