import type { JobRow } from './jobStore';

/**
 * Names in the folder of finished files: `JOB.LEASE.FORMAT` of any version, so that no two tries share one, and
 * `JOB.csv` of versions before there were leases. Only these are ever opened or removed there.
 */

const UUID = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}';
const EXPORT_NAME = new RegExp(`^(${UUID})\\.(?:${UUID}\\.(\\w+)|(csv|json|xlsx))(\\.part)?`);

/** The job that a file, or its part, was made for; undefined for what is not this server's. */
export function jobIdOf(name: string): string | undefined {
  return EXPORT_NAME.exec(name)?.[1];
}

/** The name of a job's file; undefined without one, and for one that no worker would have given it. */
export function ownFileName({ id, format, file_name: name }: Pick<JobRow, 'id' | 'format' | 'file_name'>) {
  const [whole, jobId, ending, olderEnding, part] = EXPORT_NAME.exec(name ?? '') ?? [];
  const isOwn = whole === name && jobId === id && (ending ?? olderEnding) === format && part === undefined;
  return isOwn ? whole : undefined;
}
