import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the data folder that is there from before the first change of a restore until after the last. */
export const UNFINISHED_RESTORE = 'restore-unfinished';

/** @throws Error when a restore into this folder was cut. */
export function requireRestored(dataDir: string): void {
  if (!existsSync(join(dataDir, UNFINISHED_RESTORE))) return;
  throw new Error(
    `DATA_DIR: a restore into ${dataDir} did not come to its end: what it holds is not whole. Run npm run restore again.`,
  );
}
