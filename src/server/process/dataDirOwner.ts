import { statSync } from 'node:fs';
import { join } from 'node:path';

/** What a server of another user has made: whatever root writes beside it that user can neither read nor replace. */
const STORES = ['tickets', 'state'];

/**
 * Root may do everything, so that nothing would fail before the server's own user is back.
 * @throws Error that names DATA_DIR when its stores are another user's, and this process is root's.
 */
export function requireOwner(dataDir: string, ownId = process.geteuid?.()): void {
  if (ownId !== 0) return;
  for (const name of STORES) {
    const uid = statSync(join(dataDir, name), { throwIfNoEntry: false })?.uid ?? 0;
    if (uid === 0) continue;
    throw new Error(
      `DATA_DIR: ${dataDir} is of the user with id ${uid}, who could not read what root writes there. Nothing was changed; run this as that user: sudo -u '#${uid}' ...`,
    );
  }
}
