import type { ExportFormat } from '../../../contract/query/requests';
import type { JobRow } from './jobStore';
import type { Lease } from './leases';

/** Names in the folder of finished files: `JOB.LEASE.csv`, so that no two tries share one. Only these are ever opened or removed there. */

const UUID = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}';
/** Versions before there were leases made `JOB.csv`. */
const EXPORT_NAME = new RegExp(`^(${UUID})\\.(?:${UUID}\\.)?(csv|json|xlsx)(\\.part)?`);

export function fileNameOf(lease: Lease, format: ExportFormat): string {
  return `${lease.jobId}.${lease.id}.${format}`;
}

/** The job that a file, or its part, was made for; undefined for what is not this server's. */
export function jobIdOf(name: string): string | undefined {
  return EXPORT_NAME.exec(name)?.[1];
}

/** The name of a job's file; undefined without one, and for one that no worker would have given it. */
export function ownFileName({ id, format, file_name: name }: Pick<JobRow, 'id' | 'format' | 'file_name'>) {
  const [whole, jobId, ending, part] = EXPORT_NAME.exec(name ?? '') ?? [];
  const isOwn = whole === name && jobId === id && ending === format && part === undefined;
  return isOwn ? whole : undefined;
}
