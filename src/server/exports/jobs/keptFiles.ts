import { lstat } from 'node:fs/promises';
import { z } from 'zod';
import type { ExportRequest } from '../../../contract/query/requests';
import { HOUR_SECONDS } from '../../../contract/time/units';
import { ownerOf, type User } from '../../access/principal';
import type { StateQuery } from '../../state/stateStore';
import { selectedColumns } from '../../tickets/rows';
import { readTable } from '../../tickets/storeFacts';
import type { ExportServices } from '../exportServices';
import { JOB_COLUMNS, type JobRow, jobRowSchema } from './jobStore';
import { CHARGED } from './nextJob';
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
    [ownerOf(caller), requestKey, (await readTable(services.engine)).version, until],
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

const toComeSchema = z.object({
  user_id: z.string(),
  /** Of one in the making; null for all of a user that are in line. */
  id: z.string().nullable(),
  lease: z.string().nullable(),
  /** About how many the whole files will have. */
  bytes: z.coerce.number(),
});
export type FilesToCome = z.infer<typeof toComeSchema>;

/** Files that are in line, together for each user, and those in the making. */
export function filesToCome(store: StateQuery): Promise<FilesToCome[]> {
  return store.rows(
    toComeSchema,
    `SELECT ${CHARGED} AS user_id, NULL AS id, NULL AS lease, sum(bytes_expected) AS bytes FROM export_jobs
     WHERE state = 'queued' GROUP BY ${CHARGED}
     UNION ALL
     SELECT ${CHARGED}, id::text, lease::text, bytes_expected FROM export_jobs WHERE state = 'running' AND lease IS NOT NULL`,
  );
}

const idSchema = z.object({ id: z.string() });

/** Ids of the jobs that have a file, or one in the making, which takes this user's room. */
export async function jobsWithFiles(store: StateQuery, userId: string): Promise<ReadonlySet<string>> {
  const text = `SELECT id FROM export_jobs WHERE ${CHARGED} = $1 AND (file_name IS NOT NULL OR state IN ('queued', 'running'))`;
  return new Set((await store.rows(idSchema, text, [userId])).map(({ id }) => id));
}
