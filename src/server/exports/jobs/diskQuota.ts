import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiError } from '../../../contract/errors';
import { formatBytes } from '../../../contract/format/format';
import { fileBytes } from '../../../contract/query/fileSize';
import type { ExportFormat } from '../../../contract/query/requests';
import { readColumnBytes } from '../../tickets/columnBytes';
import { selectedColumns, type TicketScope } from '../../tickets/rows';
import type { ExportServices } from '../exportServices';
import { bytesToCome } from './jobStore';

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

/** @throws ApiError when a file of so many bytes, beside those in line, would exceed the cap or fill the disk. */
export async function assertQuota(services: ExportServices, folder: string, bytes: number): Promise<void> {
  const { maxBytes } = services.config.exports;
  const needed = bytes + (await bytesToCome(services.state));
  const used = await bytesUsed(services);
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
  if ((await bytesUsed(services)) > maxBytes) {
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

/** What all exported files take: those of jobs, and those that wait for their download. */
async function bytesUsed({ config, downloadsFolder }: ExportServices): Promise<number> {
  const [queued, prepared] = await Promise.all([bytesBelow(config.exports.folder), bytesBelow(downloadsFolder)]);
  return queued + prepared;
}

async function bytesBelow(folder: string): Promise<number> {
  const names = await readdir(folder);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
