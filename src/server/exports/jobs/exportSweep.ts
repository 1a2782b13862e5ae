import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportServices } from '../exportServices';
import { filesInUse, forgetFiles, jobsEndedBefore, removeJobs } from './endedJobs';
import { reclaimExpiredLeases } from './leases';
import { removeMails } from './outboxMails';

/**
 * Puts right what crashes and the passing of time leave behind; safe to run anywhere, any time. The order matters:
 * wherever it breaks off, no job names a file that is gone, and what is left lying belongs to a job that is still
 * there or is found by its name.
 */
export async function sweepExports(services: ExportServices): Promise<void> {
  const { state, config } = services;
  const now = services.now();
  const endedBefore = new Date(now.getTime() - config.exports.keepJobSeconds * 1000);
  await reclaimExpiredLeases(state);
  await removeMails(services, await forgetFiles(state, now, endedBefore));
  await removeOrphans(services);
  await pruneJobs(services, endedBefore);
}

/** Files that no job has: parts of tries that died, files of jobs that were cancelled or whose time is over. */
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

/** `JOB.LEASE.FORMAT` of any version, or its part; `JOB.csv` of older ones: nothing else in the folder is this server's to remove. */
const EXPORT_NAME = /^[\da-f-]{36}\.([\da-f-]{36}\.\w+|csv|json|xlsx)(\.part)?/;

/** Once a job is gone nobody knows its mail any more, so that goes first, also where a crash left one lying. */
async function pruneJobs(services: ExportServices, endedBefore: Date): Promise<void> {
  const ids = await jobsEndedBefore(services.state, endedBefore);
  if (ids.length === 0) return;
  await removeMails(services, ids);
  await removeJobs(services.state, ids, endedBefore);
}
