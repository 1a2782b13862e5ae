import { lstat, readdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiError } from '../../../contract/errors';
import { formatBytes } from '../../../contract/format/format';
import { fileBytes } from '../../../contract/query/fileSize';
import type { ExportFormat } from '../../../contract/query/requests';
import { readColumnBytes } from '../../tickets/columnBytes';
import { selectedColumns, type TicketScope } from '../../tickets/rows';
import type { ExportServices, FileInMaking } from '../exportServices';
import { jobIdOf } from './fileNames';
import { type FilesToCome, filesToCome, jobsWithFiles } from './keptFiles';
import { fileStem } from './leases';

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
 * Room for one more file: within what the user may have, within the cap of all, and on the disk, beside the files that
 * are there, in the making and in line. One in the making takes what is written of it and what is still to come.
 * @param bytes of the file, beside those in the making.
 * @param last of those in the making that counts; without it all of them do.
 * @throws ApiError when a file of so many bytes would exceed one of them.
 */
export async function assertQuota(
  services: ExportServices,
  folder: string,
  userId: string,
  bytes: number,
  last?: FileInMaking,
): Promise<void> {
  const { maxBytes, maxUserBytes } = services.config.exports;
  // Before the files: one that is finished meanwhile counts whole, and one that is begun not too little.
  const inMaking = upTo(services.filesInMaking, last);
  const toCome = await filesToCome(services.state);
  const isOwn = await ownFiles(services, userId);
  const all = await exportedFiles(services);
  const own = all.filter(isOwn);
  const ownToCome =
    bytesToCome(
      toCome.filter((each) => each.user_id === userId),
      own,
    ) +
    restOf(
      inMaking.filter((each) => each.userId === userId),
      own,
    );
  if (sizeOf(own) + ownToCome + bytes > maxUserBytes) {
    throw overQuota(`${shareOf(maxUserBytes)}, and ${describeUse(sizeOf(own), ownToCome)}`, OWN_ADVICE);
  }
  const needed = bytes + bytesToCome(toCome, all) + restOf(inMaking, all);
  if (sizeOf(all) + needed > maxBytes) {
    const used = `${formatBytes(sizeOf(all))} are taken, ${formatBytes(sizeOf(own))} of them by you`;
    throw overQuota(`Exported files may take ${formatBytes(maxBytes)} on this server, and ${used}`, ADVICE);
  }
  if (needed + SPARE_BYTES > (await freeBytes(folder)))
    throw overQuota('The disk of the server is nearly full', ADVICE);
}

/**
 * The same while a queued file grows.
 * @param isOwn whether a file is its owner's, by their jobs as they were when it was begun.
 * @throws ApiError when it has grown beyond what there is room for.
 */
export async function assertQuotaLeft(services: ExportServices, isOwn: OwnFiles): Promise<void> {
  const { folder, maxBytes, maxUserBytes } = services.config.exports;
  const all = await exportedFiles(services);
  if (sizeOf(all.filter(isOwn)) > maxUserBytes) {
    throw overQuota(`${shareOf(maxUserBytes)}, and this one would exceed that`, OWN_ADVICE);
  }
  if (sizeOf(all) > maxBytes) {
    const why = `Exported files may take ${formatBytes(maxBytes)} on this server, and this one would exceed that`;
    throw overQuota(why, ADVICE);
  }
  if ((await freeBytes(folder)) < SPARE_BYTES / 2) throw overQuota('The disk of the server is nearly full', ADVICE);
}

const ADVICE = 'Choose fewer tickets or columns, or try again when older exports have expired.';
const OWN_ADVICE = `Delete files of finished exports that you no longer need; what your schedules made counts as well. ${ADVICE}`;

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

/** Tells the files of one user from those of others. */
export type OwnFiles = (file: ExportedFile) => boolean;

export async function ownFiles({ state, keys }: ExportServices, userId: string): Promise<OwnFiles> {
  const ids = await jobsWithFiles(state, userId);
  const tag = keys.userTag(userId);
  return ({ name, isTagged }) => (isTagged ? name.split('.')[1] === tag : ids.has(jobIdOf(name) ?? ''));
}

/** Bytes that are still to be written, about: whole files in line, and the rest of those in the making. */
function bytesToCome(toCome: readonly FilesToCome[], files: readonly ExportedFile[]): number {
  return sum(
    toCome.map(({ id, lease, bytes }) => {
      if (id === null || lease === null) return bytes;
      const stem = fileStem({ jobId: id, id: lease });
      return Math.max(0, bytes - sizeOf(files.filter(({ name }) => name.startsWith(`${stem}.`))));
    }),
  );
}

/** Those that were begun before one, and it: of several that are asked for at once the first ones find room. */
function upTo(all: ReadonlySet<FileInMaking>, last: FileInMaking | undefined): FileInMaking[] {
  const list = [...all];
  return last === undefined ? list : list.slice(0, list.indexOf(last) + 1);
}

/** Bytes of them that are still to be written, about. */
function restOf(inMaking: readonly FileInMaking[], files: readonly ExportedFile[]): number {
  return sum(
    inMaking.map(({ stem, bytes }) => Math.max(0, bytes - sizeOf(files.filter(({ name }) => name.startsWith(stem))))),
  );
}

interface ExportedFile {
  name: string;
  /** It waits for its download, or is a scheduled mail, and has its user's tag in its name: `ID.TAG.csv`. */
  isTagged: boolean;
  bytes: number;
}

/**
 * All exported files: those of jobs, their parts among them, those that wait for their download, and mails of schedules,
 * which lie in the outbox where there is no mail server.
 */
async function exportedFiles({ config, downloadsFolder, outboxFolder }: ExportServices): Promise<ExportedFile[]> {
  const [queued, prepared, mailed] = await Promise.all([
    readdir(config.exports.folder),
    readdir(downloadsFolder),
    readdir(outboxFolder).catch(() => []),
  ]);
  const scheduled = mailed.filter((name) => name.startsWith('schedule-'));
  const files = await Promise.all([
    filesOf(config.exports.folder, queued, false),
    filesOf(downloadsFolder, prepared, true),
    filesOf(outboxFolder, scheduled, true),
  ]);
  return files.flat();
}

function filesOf(folder: string, names: readonly string[], isTagged: boolean): Promise<ExportedFile[]> {
  return Promise.all(
    names.map(async (name) => {
      const bytes = await lstat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      );
      return { name, isTagged, bytes };
    }),
  );
}

function sizeOf(files: readonly ExportedFile[]): number {
  return sum(files.map(({ bytes }) => bytes));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
