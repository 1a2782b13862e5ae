import { lstat } from 'node:fs/promises';
import { z } from 'zod';
import type { ExportRequest } from '../../../contract/query/requests';
import { HOUR_SECONDS } from '../../../contract/time/units';
import type { User } from '../../access/principal';
import type { StateQuery } from '../../state/stateStore';
import { selectedColumns } from '../../tickets/rows';
import { readDataVersion } from '../../tickets/storeFacts';
import type { ExportServices } from '../exportServices';
import { JOB_COLUMNS, type JobRow, jobRowSchema } from './jobStore';
import { requestKeyOf } from './requestText';
import { filePathOf } from './storedExport';

/** What is there of a user's exports: files that need not be made twice, and the room that they take. */

/** A file that is offered in place of a new one stays at least so long. */
const STAYS_MS = HOUR_SECONDS * 1000;

/**
 * A job that was sent, and whose file is what this request would make: of the same words, moment, columns and tickets.
 * Undefined when there is none.
 */
export async function keptFor(
  services: ExportServices,
  caller: User,
  request: ExportRequest,
): Promise<JobRow | undefined> {
  const requestKey = requestKeyOf(services, caller, request);
  if (requestKey === null) return undefined;
  const until = new Date(services.now().getTime() + STAYS_MS);
  const job = await services.state.row(
    jobRowSchema,
    `SELECT ${JOB_COLUMNS} FROM export_jobs WHERE user_id = $1 AND request_key = $2 AND file_name IS NOT NULL
       AND state = 'sent' AND data_version = $3 AND expires_at > $4 ORDER BY requested_at DESC LIMIT 1`,
    [caller.id, requestKey, await readDataVersion(services.engine), until],
  );
  const isSame = job !== undefined && services.keys.isSigned(job) && holds(job, selectedColumns(request));
  return isSame && (await isThere(services, job)) ? job : undefined;
}

/** Rights can be withdrawn between request and making: the file then has fewer columns than were asked for. */
function holds({ columns }: JobRow, wanted: readonly string[]): boolean {
  return columns !== null && columns.join() === wanted.join();
}

/** At its full size; its checksum is compared when it is fetched. */
async function isThere(services: ExportServices, job: JobRow): Promise<boolean> {
  const path = filePathOf(services, job);
  if (path === undefined) return false;
  return lstat(path).then(
    (stats) => stats.isFile() && stats.size === job.bytes,
    () => false,
  );
}

const sumSchema = z.object({ bytes: z.coerce.number() });

/** Bytes that are still to be written for jobs under way, about. */
export async function bytesToCome(store: StateQuery): Promise<number> {
  const text = "SELECT coalesce(sum(bytes_expected), 0) AS bytes FROM export_jobs WHERE state IN ('queued', 'running')";
  return (await store.row(sumSchema, text))?.bytes ?? 0;
}

const ownSchema = z.object({ id: z.string(), coming: z.coerce.number() });

/** A user's jobs that have a file or will have one, and the bytes that are still to be written for them, about. */
export async function jobsWithFiles(
  store: StateQuery,
  userId: string,
): Promise<{ ids: ReadonlySet<string>; bytesToCome: number }> {
  const rows = await store.rows(
    ownSchema,
    `SELECT id, CASE WHEN state IN ('queued', 'running') THEN bytes_expected ELSE 0 END AS coming
     FROM export_jobs WHERE user_id = $1 AND (file_name IS NOT NULL OR state IN ('queued', 'running'))`,
    [userId],
  );
  return {
    ids: new Set(rows.map(({ id }) => id)),
    bytesToCome: rows.reduce((sum, { coming }) => sum + coming, 0),
  };
}
