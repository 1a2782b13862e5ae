import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { errorBodySchema } from '../../contract/errors';
import { preparedResponseSchema } from '../../contract/responses/exportResponses';
import { FAST_RETRY_POLICY, queueExport, untilJob } from '../../testing/exportJobs';
import { mountSmallDisk } from '../../testing/smallDisk';
import { openTestBackend, type TestBackend } from '../../testing/testBackend';
import { sql } from '../engine/engine';
import { logger } from '../log/logger';
import { TABLE } from '../tickets/schema/ticketTable';
import { MARKER_FILE, requireOwnFolder } from './jobs/exportFolder';
import { ExportService } from './jobs/exportService';
import { PreparedFiles } from './preparedFiles';

/**
 * Files on a disk that is full, or becomes full while they are written. The newest tickets, from which a file's size is
 * guessed, are small and the others large, so that a file begins where there is no room for it.
 */

const SMALL_ROWS = 4000;
const LARGE_ROWS = 15_000;
const ROWS = SMALL_ROWS + LARGE_ROWS;
/** More than a server keeps free, and less than the file has. */
const LEFT = 18_000_000;
const COLUMNS = 'columns=id,topic,rawData&csvSafe=0';
const EXPORT = '/export/reporting_tickets';

const disk = mountSmallDisk(128);
let server: TestBackend;

beforeAll(async () => {
  server = await openTestBackend({ EXPORT_SYNC_ROWS_XLSX: '100000' });
  await server.backend.engine.command(
    sql(`INSERT INTO ${TABLE} (id, createdAt, topic, rawData)
      SELECT number, toDateTime64('2024-01-01 00:00:00', 0, 'UTC'), 'topic',
        if(number < ${LARGE_ROWS}, randomPrintableASCII(2000), '{}') FROM numbers(${ROWS})`),
  );
});
afterAll(async () => {
  try {
    await server.close();
  } finally {
    disk?.remove();
  }
});
beforeEach(() => disk?.makeRoom());

async function refusal(response: Response): Promise<{ status: number; message: string }> {
  return { status: response.status, message: errorBodySchema.parse(await response.json()).error.message };
}

/** Everything of this server that takes files lies on the small disk. */
async function moveTo(folder: string): Promise<void> {
  await server.backend.exports.stop();
  server.backend.config.exports.folder = join(folder, 'exports');
  server.backend.downloadsFolder = join(folder, 'downloads');
  server.backend.prepared = await PreparedFiles.open(server.backend);
  server.backend.exports = await ExportService.start(server.backend, FAST_RETRY_POLICY);
}

describe.skipIf(disk === undefined)('a small disk (needs root for a tmpfs)', () => {
  beforeAll(() => moveTo(disk?.folder ?? ''));

  test('a folder without room for its name keeps no server from starting', async () => {
    const { config, state } = server.backend;
    const marker = join(config.exports.folder, MARKER_FILE);
    rmSync(marker);
    await state.query('DELETE FROM export_folder');
    disk?.fill(0);
    const warned = vi.spyOn(logger, 'warn').mockReturnValue(undefined);
    await requireOwnFolder(state, config.exports.folder, false);
    expect(warned).toHaveBeenCalledOnce();
    warned.mockRestore();
    disk?.makeRoom();
    await requireOwnFolder(state, config.exports.folder, false);
    expect(existsSync(marker)).toBe(true);
  });

  test.each(['csv', 'json', 'xlsx'])(
    'a %s file that is waited for: whole, or refused in words, and nothing half is left',
    async (format) => {
      disk?.fill(LEFT);
      const log = vi.spyOn(logger, 'error').mockReturnValue(undefined);
      const query = `${EXPORT}?format=${format}&${COLUMNS}`;
      const got = await refusal(await server.call(query));
      expect(got).toEqual({ status: 503, message: expect.stringMatching(/^The disk of the server /) });
      const prepare = query.replace('?', '/prepare?');
      expect((await refusal(await server.call(prepare, { method: 'POST' }))).status).toBe(503);
      expect(disk?.names()).toEqual([]);
      // Neither is what a request id is needed for.
      expect(log).not.toHaveBeenCalled();
      log.mockRestore();
      disk?.makeRoom();
      const made = await server.call(prepare, { method: 'POST' });
      expect(preparedResponseSchema.parse(await made.json()).rows).toBe(ROWS);
      for (const name of disk?.names() ?? []) await server.backend.prepared.remove(name.split('.')[0] ?? '');
    },
    // Text that does not repeat takes long to compress.
    90_000,
  );

  test('a disk that is nearly full takes no file, whoever waits for it', async () => {
    disk?.fill(4_000_000);
    const got = await refusal(await server.call(`${EXPORT}?format=csv&columns=id&limit=10`));
    expect(got).toEqual({ status: 413, message: expect.stringContaining('The disk of the server is nearly full') });
  });

  test.each(['csv', 'json'] as const)(
    'a queued %s file while whose writing the disk was full and then had room again is made anew',
    async (format) => {
      const { engine, config } = server.backend;
      const { writeFile } = engine;
      config.syncRows[format] = 0;
      // The engine's own write to a disk that is full; before the file is looked at there is room again.
      vi.spyOn(engine, 'forCaller').mockReturnValue(engine);
      const { folder } = config.exports;
      const writes = vi.spyOn(engine, 'writeFile').mockImplementationOnce(async (...args) => {
        // Looked at now and then, the disk would be found full first, which is another test.
        config.exports.folder = server.dataDir;
        disk?.fill(LEFT);
        const produced = await writeFile.apply(engine, args);
        disk?.makeRoom();
        config.exports.folder = folder;
        return produced;
      });
      const log = vi.spyOn(logger, 'error').mockReturnValue(undefined);
      try {
        const { jobId } = await queueExport(server, `format=${format}&${COLUMNS}`);
        await untilJob(server, jobId, { state: 'sent', rows: ROWS });
        expect(writes).toHaveBeenCalledTimes(2);
        const file = await (await server.call(`/export/jobs/${jobId}/file`)).text();
        expect(file.trimEnd().split('\n')).toHaveLength(format === 'csv' ? ROWS + 1 : ROWS + 2);
      } finally {
        writes.mockRestore();
        log.mockRestore();
        config.syncRows[format] = 300_000;
      }
    },
  );

  test('a disk that stays full: tried, told in words, nothing half is left, and another try succeeds', async () => {
    server.backend.config.syncRows.csv = 0;
    await server.backend.exports.stop();
    const { jobId } = await queueExport(server, `format=csv&${COLUMNS}&offset=1`);
    disk?.fill(2_000_000);
    const refused = await refusal(await server.call(`${EXPORT}?format=csv&columns=id,status`));
    expect(refused).toEqual({ status: 413, message: expect.stringContaining('nearly full') });
    const before = disk?.names();
    const log = vi.spyOn(logger, 'error').mockReturnValue(undefined);
    server.backend.exports = await ExportService.start(server.backend, FAST_RETRY_POLICY);
    const failed = await untilJob(server, jobId, { state: 'failed', hasFile: false });
    log.mockRestore();
    expect(failed.error).toMatch(/^The disk of the server /);
    expect(disk?.names()).toEqual(before);
    disk?.makeRoom();
    await server.call(`/export/jobs/${jobId}/retry`, { method: 'POST' });
    await untilJob(server, jobId, { state: 'sent', rows: ROWS - 1 });
    server.backend.config.syncRows.csv = 300_000;
  });
});
