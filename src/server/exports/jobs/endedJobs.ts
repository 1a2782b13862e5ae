import { z } from 'zod';
import type { StateQuery } from '../../state/stateStore';

/** What of jobs and their files is over, and what is still needed. */

const idSchema = z.object({ id: z.string() });

const ENDED = "state IN ('sent', 'failed', 'cancelled')";
/** In one sweep; the next one goes on. */
const MOST_PRUNED = 1000;

/**
 * Forgets files whose time is over, or whose jobs ended before `endedBefore`; what the job says of them stays.
 * @returns the ids of the jobs that had one.
 */
export async function forgetFiles(store: StateQuery, now: Date, endedBefore: Date): Promise<string[]> {
  const forgotten = await store.rows(
    idSchema,
    `UPDATE export_jobs SET file_name = NULL WHERE file_name IS NOT NULL AND ${ENDED}
       AND (expires_at <= $1 OR finished_at <= $2) RETURNING id`,
    [now, endedBefore],
  );
  return forgotten.map(({ id }) => id);
}

/** Ids of jobs without a file that ended before a moment, oldest first. */
export async function jobsEndedBefore(store: StateQuery, moment: Date): Promise<string[]> {
  const ended = await store.rows(
    idSchema,
    `SELECT id FROM export_jobs WHERE ${ENDED} AND finished_at <= $1 AND file_name IS NULL
     ORDER BY finished_at, id LIMIT ${MOST_PRUNED}`,
    [moment],
  );
  return ended.map(({ id }) => id);
}

/** Removes those of the jobs that have not been put back in line meanwhile. */
export async function removeJobs(store: StateQuery, ids: readonly string[], endedBefore: Date): Promise<void> {
  const text = `DELETE FROM export_jobs WHERE id = ANY($1::uuid[]) AND ${ENDED} AND finished_at <= $2`;
  await store.query(text, [[...ids], endedBefore]);
}

const fileSchema = z.object({ id: z.string(), file_name: z.string().nullable() });

/** Names of the files that jobs still have, and ids of the jobs whose files may be in the making. */
export async function filesInUse(store: StateQuery): Promise<{ names: Set<string>; making: Set<string> }> {
  const text = "SELECT id, file_name FROM export_jobs WHERE file_name IS NOT NULL OR state = 'running'";
  const rows = await store.rows(fileSchema, text);
  return {
    names: new Set(rows.flatMap(({ file_name }) => file_name ?? [])),
    making: new Set(rows.flatMap(({ id, file_name }) => (file_name === null ? id : []))),
  };
}
