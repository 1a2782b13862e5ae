import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiError } from '../../../contract/errors';
import { formatBytes } from '../../../contract/format/format';
import { fileBytes } from '../../../contract/query/fileSize';
import type { ExportFormat } from '../../../contract/query/requests';
import { readColumnBytes } from '../../tickets/columnBytes';
import { selectedColumns, type TicketScope } from '../../tickets/rows';
import type { ExportServices } from '../exportServices';
import { bytesInLine, type FileInMaking, filesInMaking } from './jobStore';
import { fileStem } from './leases';

/** The stores live on the same disk as a rule and must not find it full. */
const SPARE_BYTES = 16_000_000;

/** About how large a file will be. */
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
 * @throws ApiError when a file of so many bytes would exceed the cap or fill the disk, beside those that are there, in
 * the making and in line. One in the making takes what is written of it and what is still to come.
 */
export async function assertQuota(services: ExportServices, folder: string, bytes: number): Promise<void> {
  const { maxBytes } = services.config.exports;
  // Before the files: one that is finished meanwhile counts whole, and one that is begun not too little.
  const inLine = await bytesInLine(services.state);
  const inMaking = await filesInMaking(services.state);
  const files = await exportedFiles(services);
  const used = sum(files.values());
  const needed = bytes + inLine + sum(inMaking.map((file) => bytesToCome(file, files)));
  if (used + needed > maxBytes) {
    throw overQuota(
      `Exported files may take ${formatBytes(maxBytes)} on this server, and ${formatBytes(used)} are taken`,
    );
  }
  if (needed + SPARE_BYTES > (await freeBytes(folder))) throw overQuota('The disk of the server is nearly full');
}

/** The same while a queued file grows. @throws ApiError when it has grown beyond what there is room for. */
export async function assertQuotaLeft(services: ExportServices): Promise<void> {
  const { folder, maxBytes } = services.config.exports;
  if (sum((await exportedFiles(services)).values()) > maxBytes) {
    throw overQuota(`Exported files may take ${formatBytes(maxBytes)} on this server, and this one would exceed that`);
  }
  if ((await freeBytes(folder)) < SPARE_BYTES / 2) throw overQuota('The disk of the server is nearly full');
}

function overQuota(why: string): ApiError {
  return new ApiError(
    'tooLarge',
    `${why}. Choose fewer tickets or columns, or try again when older exports have expired.`,
  );
}

/** Bytes that are still to be written of a file in the making, about. */
function bytesToCome({ id, lease, bytes }: FileInMaking, files: ReadonlyMap<string, number>): number {
  const stem = fileStem({ jobId: id, id: lease });
  const written = [...files].filter(([name]) => name.startsWith(`${stem}.`)).map(([, size]) => size);
  return Math.max(0, bytes - sum(written));
}

/** Bytes of all exported files by name: those of jobs, whole or not, and those that wait for their download. */
async function exportedFiles({ config, downloadsFolder }: ExportServices): Promise<Map<string, number>> {
  const [queued, prepared] = await Promise.all([filesIn(config.exports.folder), filesIn(downloadsFolder)]);
  return new Map([...queued, ...prepared]);
}

async function filesIn(folder: string): Promise<[string, number][]> {
  const names = await readdir(folder);
  return Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        ({ size }): [string, number] => [name, size],
        (): [string, number] => [name, 0],
      ),
    ),
  );
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const each of numbers) total += each;
  return total;
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
