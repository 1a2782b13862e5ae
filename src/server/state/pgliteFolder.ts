import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { LOG_PARAMS } from './pgliteUpkeep';

/** The folder of a database, which is made beside its place: a process that is killed meanwhile leaves none that is half made. */

/** @throws Error when something is there that is no database: PGlite would make a new one over it. */
export function isMade(folder: string): boolean {
  if (existsSync(join(folder, 'PG_VERSION'))) return true;
  if (!existsSync(folder) || readdirSync(folder).length === 0) return false;
  throw new Error(
    `DATA_DIR: ${folder}, which holds jobs and settings, is damaged: PG_VERSION is missing. Nothing was changed. Put a copy of the folder back, or move it away: the next start then begins with an empty one.`,
  );
}

/**
 * Postgres allocates the memory that its processes would share when it is opened, 128 MB by default, and PGlite writes
 * zeros to all of it: most of the time that opening took, 16 MB still a third of it. Pages that do not fit in are in the
 * system's cache of files: of a table of 60,000 rows (30 MB) look-ups by key, lists by an index, whole scans and changes
 * take as long as with 16 MB.
 */
export const START_PARAMS = [...PGlite.defaultStartParams, '-c', 'shared_buffers=4MB', ...LOG_PARAMS];

/** Takes seconds. */
export async function makeDatabase(folder: string): Promise<void> {
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  const database = await PGlite.create(draft, { startParams: START_PARAMS });
  await database.close();
  renameSync(draft, folder);
}
