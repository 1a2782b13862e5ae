import { closeSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isErrno } from './errno';

/** The first file or folder below that the user of this process may not read and write. */
export function closedFile(folder: string): string | undefined {
  const entries = orClosed(() => readdirSync(folder, { withFileTypes: true }));
  if (entries === undefined) return folder;
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const below = closedFile(path);
      if (below !== undefined) return below;
    } else if (entry.isFile()) {
      const opened = orClosed(() => openSync(path, 'r+'));
      if (opened === undefined) return path;
      closeSync(opened);
    }
  }
  return undefined;
}

function orClosed<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (isErrno(error, 'EACCES') || isErrno(error, 'EPERM')) return undefined;
    throw error;
  }
}
