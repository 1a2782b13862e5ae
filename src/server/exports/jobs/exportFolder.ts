import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { logger } from '../../log/logger';
import { errnoOf, isErrno } from '../../process/errno';
import { holdLock } from '../../state/advisoryLocks';
import type { StateStore } from '../../state/stateStore';

/** Names the folder of finished files; the store knows the name. */
export const MARKER_FILE = '.ticketlens-exports';
/** Of a name that the store may not know yet. */
const DRAFT = `${MARKER_FILE}.new`;
const folderSchema = z.object({ id: z.string() });

/**
 * Whoever sweeps the folder of finished files removes what its store does not know. So the servers on one store must share
 * it, and with nobody else: a server with a folder of its own would find most files gone, and one on another store would
 * remove all of theirs.
 * @param isLocked whether folder and store are both in the data folder that this process has locked: there is no other
 * store then, only one that is gone.
 * @throws Error in plain words when this is not the folder that the store's other servers use, or is that of another store.
 */
export async function requireOwnFolder(state: StateStore, folder: string, isLocked: boolean): Promise<void> {
  const path = join(folder, MARKER_FILE);
  const draft = join(folder, DRAFT);
  const id = await state.transaction(async (query) => {
    // Servers that start together wait for each other: the first one names the folder.
    await holdLock(query, 'exportFolder');
    const known = (await query.row(folderSchema, 'SELECT id FROM export_folder'))?.id;
    const found = await readMarkerFile(path);
    if (known !== undefined && known === found) return known;
    if (found !== undefined && !isLocked) throw foreign(folder, path);
    if (known !== undefined && state.shared) {
      // A start that was killed before it could put the name in place.
      if ((await readMarkerFile(draft)) === known) return known;
      throw new Error(
        `EXPORT_DIR: ${folder} is not the folder that the other servers on this DATABASE_URL use: ` +
          `all of them must share one. If this folder is to replace it, write ${known} into ${path}.`,
      );
    }
    const named = known ?? randomUUID();
    if (!(await hasWritten(draft, named))) return undefined;
    if (known === undefined) await query.query('INSERT INTO export_folder (id) VALUES ($1)', [named]);
    return named;
  });
  if (id === undefined || (await readMarkerFile(path)) === id) return;
  await rename(draft, path).catch((error: unknown) => {
    // Another server has put it in place.
    if (errnoOf(error) !== 'ENOENT') throw error;
  });
}

function foreign(folder: string, path: string): Error {
  return new Error(
    `EXPORT_DIR: ${folder} has finished files whose jobs are in another store than DATABASE_URL, or DATA_DIR, names; this server would ` +
      `remove them. Name another folder; or, if they are no longer wanted, remove ${path}.`,
  );
}

/** Not on a disk that is full: that keeps no server from starting, and the next start finds the folder without a name. */
async function hasWritten(path: string, id: string): Promise<boolean> {
  try {
    await writeFile(path, `${id}\n`, { flush: true });
    return true;
  } catch (error) {
    if (!isErrno(error, 'ENOSPC')) throw error;
    logger.warn({ err: error }, 'EXPORT_DIR has no room for its name');
    return false;
  }
}

async function readMarkerFile(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const id = z.uuid().safeParse(text.trim());
  return id.success ? id.data : undefined;
}
