import { join } from 'node:path';
import { ApiError } from '../../../contract/errors';
import { hiddenColumns, lowerLevel, type Principal, visibleColumns } from '../../../contract/privacy';
import { type ExportRequest, parseExportRequest } from '../../../contract/query/requests';
import { describeExport } from '../../../contract/sentences/describeExport';
import { principalOf } from '../../access/principal';
import type { TicketScope } from '../../tickets/rows';
import type { ExportServices } from '../exportServices';
import type { Receipt } from '../files/receipt';
import type { JobRow } from './jobStore';

/** A stored request, read with the rights and the privacy level of this moment. */
export interface StoredExport {
  request: ExportRequest;
  scope: TicketScope;
  receipt: Receipt;
}

/** @throws ApiError when the request would be refused now. */
export function readStoredExport({ config }: ExportServices, job: JobRow): StoredExport {
  const principal = principalOf(job.caller, config.privacyLevel);
  const request = parseExportRequest(job.query, principal, job.format);
  const { query, visible } = request;
  if (query.asOf === undefined) throw new Error('a stored request has no as-of');
  const { timeZone } = config;
  const level = lowerLevel(config.privacyLevel, query.asLevel ?? config.privacyLevel);
  const receipt = {
    words: describeExport(request),
    asOf: query.asOf,
    timeZone,
    hiddenColumns: [...hiddenColumns({ ...principal, level })],
  };
  return { request, scope: { query, visible, asOf: { time: query.asOf, timeZone } }, receipt };
}

/**
 * Whether the viewer may know what a job holds: neither its file's columns nor what it is filtered or ordered by
 * is hidden. Rows that are picked by a hidden column tell of it as much as the column itself.
 */
export function isReadable({ query, format, columns }: JobRow, principal: Principal): boolean {
  try {
    parseExportRequest(query, principal, format);
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
  const visible = visibleColumns(principal);
  return columns?.every((column) => visible.includes(column)) !== false;
}

/** @throws ApiError forbidden when the viewer may not, or not any more, know what the job holds. */
export function requireReadable(job: JobRow, principal: Principal): void {
  if (!isReadable(job, principal)) {
    throw new ApiError('forbidden', 'This export holds, or was chosen by, columns that are not available to you');
  }
}

/** Decides again at this moment, with the rights that the job was asked with. @throws ApiError forbidden */
export function requireStillAllowed({ config }: ExportServices, job: JobRow): void {
  requireReadable(job, principalOf(job.caller, config.privacyLevel));
}

/** Where a job's file lies; undefined before there is one and once it is removed. */
export function filePathOf({ config }: ExportServices, job: Pick<JobRow, 'file_name'>): string | undefined {
  return job.file_name === null ? undefined : join(config.exports.folder, job.file_name);
}
