import { logger } from '../../log/logger';
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
