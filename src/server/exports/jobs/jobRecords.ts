import type { ColumnId } from '../../../contract/columns/columns';
import { insertEntriesSql } from '../../audit/auditStore';
import type { StateQuery, StateValue } from '../../state/stateStore';
import { laterSql, RELEASED, record as recordOf, recordSql } from '../../state/turns';
import type { FileFacts } from '../files/exportFile';
import type { Receipt } from '../files/receipt';
import type { Lease } from './leases';

/**
 * What the worker that holds a job's lease records of it. Every record names the lease, so that a worker which was
 * taken for dead cannot undo what its successor did: each gives false when the lease is lost, since the job was
 * cancelled or somebody else has taken it over.
 */

export function recordProgress(store: StateQuery, lease: Lease, rows: number): Promise<boolean> {
  return record(store, lease, 'progress = $3', [rows]);
}

export interface RecordedFile extends FileFacts {
  fileName: string;
  sha256: string;
  columns: readonly ColumnId[];
  expiresAt: Date;
  receipt: Receipt;
  /** Of the tickets that it was made of; null where they changed meanwhile. */
  dataVersion: string | null;
}

/** Records the whole file; from here on it can be downloaded, and only its mail is missing. */
export function recordFile(store: StateQuery, lease: Lease, file: RecordedFile): Promise<boolean> {
  return record(
    store,
    lease,
    `state = 'mailing', made_at = now(), error = NULL, progress = NULL, rows = $3, bytes = $4, sha256 = $5,
     columns = $6, expires_at = $7, file_name = $8, receipt = $9,
     data_version = $10, ${RELEASED}`,
    [
      file.rows,
      file.bytes,
      file.sha256,
      [...file.columns],
      file.expiresAt,
      file.fileName,
      file.receipt,
      file.dataVersion,
    ],
  );
}

/** @param audited values of the entry that is written with it. */
export async function recordMailed(
  store: StateQuery,
  lease: Lease,
  by: 'smtp' | 'outbox',
  audited: readonly StateValue[],
): Promise<boolean> {
  const change = `state = 'sent', mailed_by = $3, mail_error = NULL, error = NULL, finished_at = now(), ${RELEASED}`;
  const text = `WITH sent AS (${recordSql('export_jobs', change)}), audited AS (${insertEntriesSql(4, 'sent')}) SELECT id FROM sent`;
  return (await store.query(text, [lease.jobId, lease.id, by, ...audited])).length === 1;
}

const NEXT_TRY = laterSql('$4');

/** The mail could not be delivered now: another try follows after `delay` seconds. */
export function deferMail(store: StateQuery, lease: Lease, why: string, delay: number): Promise<boolean> {
  const change = `mail_tries = mail_tries + 1, mail_error = $3, ${NEXT_TRY}, ${RELEASED}`;
  return record(store, lease, change, [why, delay]);
}

/** The file could not be made now: another try follows after `delay` seconds. */
export function deferMaking(store: StateQuery, lease: Lease, why: string, delay: number): Promise<boolean> {
  const change = `state = 'queued', progress = NULL, error = $3, ${NEXT_TRY}, ${RELEASED}`;
  return record(store, lease, change, [why, delay]);
}

/** Ends a job for good. @param keepsFile its file may still be downloaded. */
export function failJob(store: StateQuery, lease: Lease, why: string, keepsFile: boolean): Promise<boolean> {
  const file = keepsFile ? '' : 'file_name = NULL, ';
  const change = `state = 'failed', error = $3, progress = NULL, finished_at = now(), ${file}${RELEASED}`;
  return record(store, lease, change, [why]);
}

/** Gives a job back untouched, because this process is stopping. */
export function giveBack(store: StateQuery, lease: Lease): Promise<boolean> {
  const change = `tries = CASE WHEN state = 'running' THEN tries - 1 ELSE tries END, progress = NULL,
    state = CASE WHEN state = 'running' THEN 'queued' ELSE state END, ${RELEASED}`;
  return record(store, lease, change, []);
}

function record(store: StateQuery, lease: Lease, change: string, values: readonly StateValue[]): Promise<boolean> {
  return recordOf(store, 'export_jobs', [lease.jobId, lease.id], change, values);
}
