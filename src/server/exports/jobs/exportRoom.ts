import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { COLUMN_IDS } from '../../../contract/columns';
import { ApiError } from '../../../contract/errors';
import { formatBytes } from '../../../contract/format';
import type { ExportFormat } from '../../../contract/requests';
import type { Services } from '../../services';
import { rowsToCome } from './jobStore';

/** Bytes of a cell, about, measured on demo and real tickets; what is written is measured as it grows. */
const BYTES_PER_CELL: Record<ExportFormat, number> = { csv: 18, json: 33, xlsx: 9 };
/** The stores live on the same disk as a rule and must not find it full. */
const SPARE_BYTES = 16_000_000;

/** @throws ApiError when a file of so many cells, beside those in line, would exceed the cap or fill the disk. */
export async function requireRoom(services: Services, format: ExportFormat, cells: number): Promise<void> {
  const { folder, maxBytes } = services.config.exports;
  const coming = (await rowsToCome(services.state)).map(
    (each) => each.rows * COLUMN_IDS.length * BYTES_PER_CELL[each.format],
  );
  const needed = cells * BYTES_PER_CELL[format] + coming.reduce((sum, bytes) => sum + bytes, 0);
  const used = await bytesBelow(folder);
  if (used + needed > maxBytes) {
    throw noRoom(`Exported files may take ${formatBytes(maxBytes)} on this server, and ${formatBytes(used)} are taken`);
  }
  if (needed + SPARE_BYTES > (await freeBytes(folder))) throw noRoom('The disk of the server is nearly full');
}

/** The same while a file grows. @throws ApiError when it has grown beyond what there is room for. */
export async function requireRoomLeft({ config }: Services): Promise<void> {
  const { folder, maxBytes } = config.exports;
  if ((await bytesBelow(folder)) > maxBytes) {
    throw noRoom(`Exported files may take ${formatBytes(maxBytes)} on this server, and this one would exceed that`);
  }
  if ((await freeBytes(folder)) < SPARE_BYTES / 2) throw noRoom('The disk of the server is nearly full');
}

function noRoom(why: string): ApiError {
  return new ApiError(
    'tooLarge',
    `${why}. Choose fewer tickets or columns, or try again when older exports have expired.`,
  );
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
