import { access, constants } from 'node:fs/promises';
import { logger } from '../../log/logger';
import { makeFolder } from '../../process/makeFolder';
import { writableByOthers } from '../../process/writableByOthers';

/** A file that somebody else puts in the place of an export is found by its checksum; better, nobody else can. */
export async function warnOfOthers(folder: string): Promise<void> {
  const open = await writableByOthers(folder);
  if (open.length === 0) return;
  logger.warn(
    `EXPORT_DIR: others than the user of this process may write to ${open.join(', ')}, and so remove or replace exported files. ` +
      'Take that right away (chmod go-w), or choose a folder where nobody else has it.',
  );
}

/** Exports would wait in line for ever. @throws Error in plain words: what is mounted there may come later. */
export async function requireWritable(folder: string): Promise<void> {
  try {
    makeFolder(folder);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`EXPORT_DIR: ${folder} is no folder that this process may write to (${why})`, {
      cause: error,
    });
  }
}
