import { lstat, readdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiError } from '../../../contract/errors';
import { formatBytes } from '../../../contract/format/format';
import { fileBytes } from '../../../contract/query/fileSize';
import type { ExportFormat } from '../../../contract/query/requests';
import { readColumnBytes } from '../../tickets/columnBytes';
import { selectedColumns, type TicketScope } from '../../tickets/rows';
import type { ExportServices } from '../exportServices';
import { jobIdOf } from './fileNames';
import { bytesToCome, jobsWithFiles } from './keptFiles';

/** The stores live on the same disk as a rule and must not find it full. */
const SPARE_BYTES = 16_000_000;

/** About how large a file will be; while it is written, what it has become counts. */
export async function expectedBytes(
  { engine }: ExportServices,
  format: ExportFormat,
  scope: Pick<TicketScope, 'query' | 'visible'>,
  rows: number,
): Promise<number> {
  const columns = selectedColumns(scope);
  return fileBytes(await readColumnBytes(engine, columns), format, columns, rows);
}

/**
 * Room for one more file: within what the user may have, within the cap of all, and on the disk.
 * @throws ApiError when a file of so many bytes, beside those in line, would exceed one of them.
 */
export async function assertQuota(
  services: ExportServices,
  folder: string,
  userId: string,
  bytes: number,
): Promise<void> {
  const { maxBytes, maxUserBytes } = services.config.exports;
  const [all, own] = await Promise.all([filesOf(services), ownJobs(services, userId)]);
  const used = sizeOf(all.filter(own.isOwn));
  if (used + own.bytesToCome + bytes > maxUserBytes) {
    throw overQuota(`${shareOf(maxUserBytes)}, and ${describeUse(used, own.bytesToCome)}`, OWN_ADVICE);
  }
  const needed = bytes + (await bytesToCome(services.state));
  const usedByAll = sizeOf(all);
  if (usedByAll + needed > maxBytes) {
    const why = `Exported files may take ${formatBytes(maxBytes)} on this server, and ${formatBytes(usedByAll)} are taken`;
    throw overQuota(`${why}, ${formatBytes(used)} of them by you`, ADVICE);
  }
  if (needed + SPARE_BYTES > (await freeBytes(folder)))
    throw overQuota('The disk of the server is nearly full', ADVICE);
}

/**
 * The same while a queued file grows.
 * @param own the files of its owner, as they were when it was begun.
 * @throws ApiError when it has grown beyond what there is room for.
 */
export async function assertQuotaLeft(services: ExportServices, own: OwnJobs): Promise<void> {
  const { folder, maxBytes, maxUserBytes } = services.config.exports;
  const all = await filesOf(services);
  if (sizeOf(all.filter(own.isOwn)) > maxUserBytes) {
    throw overQuota(`${shareOf(maxUserBytes)}, and this one would exceed that`, OWN_ADVICE);
  }
  if (sizeOf(all) > maxBytes) {
    const why = `Exported files may take ${formatBytes(maxBytes)} on this server, and this one would exceed that`;
    throw overQuota(why, ADVICE);
  }
  if ((await freeBytes(folder)) < SPARE_BYTES / 2) throw overQuota('The disk of the server is nearly full', ADVICE);
}

const ADVICE = 'Choose fewer tickets or columns, or try again when older exports have expired.';
const OWN_ADVICE = `Delete files of finished exports that you no longer need. ${ADVICE}`;

function overQuota(why: string, advice: string): ApiError {
  return new ApiError('tooLarge', `${why}. ${advice}`);
}

function shareOf(maxUserBytes: number): string {
  return `Your exported files may take ${formatBytes(maxUserBytes)} on this server (EXPORT_USER_DISK_MB)`;
}

function describeUse(used: number, coming: number): string {
  const waiting = coming === 0 ? '' : `, and about ${formatBytes(coming)} will be by exports in line`;
  return `${formatBytes(used)} are taken${waiting}`;
}

/** What counts as a user's. */
export interface OwnJobs {
  isOwn(file: ExportedFile): boolean;
  /** Still to be written for their jobs, about. */
  bytesToCome: number;
}

export async function ownJobs({ state, keys }: ExportServices, userId: string): Promise<OwnJobs> {
  const { ids, bytesToCome: coming } = await jobsWithFiles(state, userId);
  const tag = keys.userTag(userId);
  const isOwn = ({ name, isPrepared }: ExportedFile) =>
    isPrepared ? name.split('.')[1] === tag : ids.has(jobIdOf(name) ?? '');
  return { isOwn, bytesToCome: coming };
}

interface ExportedFile {
  name: string;
  /** It waits for its download, and has its user's tag in its name: `ID.TAG.csv`. */
  isPrepared: boolean;
  bytes: number;
}

/** All exported files: those of jobs, their parts among them, and those that wait for their download. */
async function filesOf({ config, downloadsFolder }: ExportServices): Promise<ExportedFile[]> {
  const [queued, prepared] = await Promise.all([
    filesBelow(config.exports.folder, false),
    filesBelow(downloadsFolder, true),
  ]);
  return [...queued, ...prepared];
}

async function filesBelow(folder: string, isPrepared: boolean): Promise<ExportedFile[]> {
  const names = await readdir(folder);
  return Promise.all(
    names.map(async (name) => {
      const bytes = await lstat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      );
      return { name, isPrepared, bytes };
    }),
  );
}

function sizeOf(files: readonly ExportedFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
