import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportServices } from '../exportServices';
import { messageIdOf } from '../mail/exportMail';
import { outboxPath } from '../mail/outbox';
import { expireFiles, filesInUse, jobsWithoutEntry, takeFromTheDead } from './jobClaims';
import type { ExportQueue } from './queue';

const QUEUE_OF_STATE = [
  ['queued', 'export-files'],
  ['mailing', 'export-mails'],
] as const;

/** Puts right what crashes, lost entries and the passing of time leave behind; safe to run anywhere, any time. */
export async function sweepExports(services: ExportServices, queue: ExportQueue): Promise<void> {
  const { state } = services;
  await takeFromTheDead(state);
  for (const [jobState, name] of QUEUE_OF_STATE) {
    for (const id of await jobsWithoutEntry(state, jobState, name)) await queue.send(state, name, id);
  }
  queue.wake();
  await removeExpired(services);
  await removeOrphans(services);
}

/** A file's time being over, no copy of it stays in the outbox either. */
async function removeExpired(services: ExportServices): Promise<void> {
  for (const job of await expireFiles(services.state, services.now())) {
    await rm(outboxPath(services.outboxFolder, messageIdOf(job.id, services.publicUrl)), { force: true });
  }
}

/** Files that no job has: parts of tries that died, files of jobs that were cancelled or have expired. */
async function removeOrphans({ config, state }: ExportServices): Promise<void> {
  const { folder } = config.exports;
  await mkdir(folder, { recursive: true });
  // Listed before the jobs are read: a file that is made meanwhile is not in the list.
  const names = (await readdir(folder)).filter((name) => EXPORT_NAME.test(name));
  if (names.length === 0) return;
  const { names: used, making } = await filesInUse(state);
  for (const name of names) {
    const [jobId = ''] = name.split('.');
    if (!used.has(name) && !making.has(jobId)) await rm(join(folder, name), { force: true });
  }
}

/** `JOB.CLAIM.csv`, or its part: nothing else in the folder is this server's to remove. */
const EXPORT_NAME = /^[\da-f-]{36}\.([\da-f-]{36}\.)?(csv|json|xlsx)(\.part)?/;
