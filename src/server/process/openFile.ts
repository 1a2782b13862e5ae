import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** A pipe that somebody put in the place of a file would never open. */
const SAFELY = constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Opens a file that this server made, to be read. A link in its place leads to what is not meant for whoever asks, so
 * it is not followed.
 * @throws Error when there is no such file, or it is something else.
 */
export async function openFile(path: string, access = constants.O_RDONLY): Promise<FileHandle> {
  const file = await open(path, access | SAFELY);
  try {
    if ((await file.stat()).isFile()) return file;
  } catch (error) {
    await file.close();
    throw error;
  }
  await file.close();
  throw new Error(`${path} is no file`);
}
