import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../../config/configError';
import { holdLock } from '../../state/advisoryLocks';
import type { StateStore } from '../../state/stateStore';

/** Names the folder of finished files; the store knows the name. */
export const MARKER_FILE = '.ticketlens-exports';
const folderSchema = z.object({ id: z.string() });

/**
 * Servers on one store must share the folder of finished files: with one of its own, a server would find most files
 * gone, and remove those that it does find.
 * @throws ConfigError when this is not the folder that the store's other servers use.
 */
export async function requireSharedFolder(state: StateStore, folder: string): Promise<void> {
  const path = join(folder, MARKER_FILE);
  await state.transaction(async (query) => {
    // Servers that start together wait for each other: the first one names the folder.
    await holdLock(query, 'exportFolder');
    const known = await query.row(folderSchema, 'SELECT id FROM export_folder');
    const found = await readMarkerFile(path);
    if (known === undefined) {
      const id = found ?? randomUUID();
      if (found === undefined) await writeFile(path, `${id}\n`, { flush: true });
      await query.query('INSERT INTO export_folder (id) VALUES ($1)', [id]);
    } else if (known.id !== found) {
      throw new ConfigError(
        `EXPORT_DIR: ${folder} is not the folder that the other servers on this DATABASE_URL use: ` +
          `all of them must share one. If this folder is to replace it, write ${known.id} into ${path}.`,
      );
    }
  });
}

async function readMarkerFile(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const id = z.uuid().safeParse(text.trim());
  return id.success ? id.data : undefined;
}
