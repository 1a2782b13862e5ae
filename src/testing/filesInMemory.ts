import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { unmountSmallDisks } from './smallDisk';

const SHARED_MEMORY = '/dev/shm';
/** The tests that run at a time take a tenth of it. */
const ENOUGH_BYTES = 4e9;

/**
 * Has temporary folders made in memory, where there is enough: tests make and remove tens of thousands of small files,
 * and a file system that keeps the numbers of removed files for a while (ext4) takes a millisecond for each new one.
 * What measures does not: there, files are where users have theirs.
 * @returns what removes it.
 */
export function setup(): () => void {
  if (process.env.TMPDIR !== undefined || !existsSync(SHARED_MEMORY)) return () => undefined;
  const { bavail, bsize } = statfsSync(SHARED_MEMORY);
  if (bavail * bsize < ENOUGH_BYTES) return () => undefined;
  const folder = mkdtempSync(join(SHARED_MEMORY, 'ticketlens-'));
  // PostgreSQL under test runs as another user, below this folder.
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  return () => {
    unmountSmallDisks(folder);
    rmSync(folder, { recursive: true, force: true });
  };
}
