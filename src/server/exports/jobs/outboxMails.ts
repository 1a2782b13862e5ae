import { rm } from 'node:fs/promises';
import type { ExportServices } from '../exportServices';
import { messageIdOf } from '../mail/exportMail';
import { outboxPath } from '../mail/outbox';

/** Removes the mails of jobs from the local outbox: each holds a copy of the file, or leads to it. */
export async function removeMails(
  { outboxFolder, publicUrl }: Pick<ExportServices, 'outboxFolder' | 'publicUrl'>,
  jobIds: readonly string[],
): Promise<void> {
  for (const id of jobIds) await rm(outboxPath(outboxFolder, messageIdOf(id, publicUrl)), { force: true });
}
