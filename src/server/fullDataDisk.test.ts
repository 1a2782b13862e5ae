import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { errorBodySchema } from '../contract/errors';
import { type Upload, uploadSchema } from '../contract/responses/importResponses';
import { previewResponseSchema } from '../contract/responses/ticketResponses';
import { FAST_RETRY_POLICY, jobOf, queueExport, untilJob } from '../testing/exportJobs';
import { mountSmallDisk } from '../testing/smallDisk';
import { openTestBackend, READER, type TestBackend } from '../testing/testBackend';
import { copyTestState } from '../testing/testState';
import { startUpstream, type TestUpstream } from '../testing/upstream/upstream';
import { exportUrl } from './config/upstreamUrl';
import { ExportService } from './exports/jobs/exportService';
import { openOutbox } from './exports/mail/outbox';
import { parsedRows } from './imports/read/parsedRows';
import { logger } from './log/logger';
import { spoolPages } from './sync/spool';
import { syncOnce } from './sync/syncRun';
import { readSync } from './sync/syncStore';

/** A data folder whose disk is full: what cannot be stored is refused in words, what is stored stays, and room is all it takes. */

const FULL = 'The disk of the server is full';
/** What tickets take that do not compress. */
const TEXT_BYTES = 3_000_000;

const disk = mountSmallDisk(400);
let server: TestBackend;
let upstream: TestUpstream;
let exportsFolder: string;
let importer: string;

describe.skipIf(disk === undefined)('a small disk (needs root for a tmpfs)', { timeout: 240_000 }, () => {
  beforeAll(async () => {
    const dataDir = join(disk?.folder ?? '', 'data');
    copyTestState(dataDir);
    // Files of exports have tests of their own.
    exportsFolder = mkdtempSync(join(tmpdir(), 'ticketlens-exports-'));
    server = await openTestBackend({ DATA_DIR: dataDir, EXPORT_DIR: exportsFolder, EXPORT_SYNC_ROWS_TEXT: '0' });
    server.backend.outboxFolder = join(exportsFolder, 'outbox');
    server.backend.mailer = openOutbox(server.backend.outboxFolder);
    importer = await server.tokenFor('importer@example.com', [...READER, 'importTickets']);
    upstream = await startUpstream();
  }, 180_000);
  afterAll(async () => {
    try {
      await upstream.stop();
      await server.close();
      rmSync(exportsFolder, { recursive: true });
    } finally {
      disk?.remove();
    }
  }, 180_000);
  beforeEach(() => {
    for (const level of ['error', 'warn'] as const) vi.spyOn(logger, level).mockReturnValue(undefined);
  });
  afterEach(() => {
    disk?.makeRoom();
    vi.restoreAllMocks();
  });

  const count = async () =>
    previewResponseSchema.parse(await (await server.call('/export/reporting_tickets/preview?columns=id')).json()).total;

  const saidInLog = (words: string) => vi.mocked(logger.error).mock.calls.some((args) => args[1] === words);

  const send = (path: string, body: string) => server.call(path, { method: 'POST', body, token: importer });
  const start = (id: string) => send(`/imports/${id}/start`, JSON.stringify({ mapping: {} }));
  const uploadOf = async (response: Response): Promise<Upload> => uploadSchema.parse(await response.json());
  const messageOf = async (response: Response) => errorBodySchema.parse(await response.json()).error.message;

  /** An import of an upload. @returns how it ended. */
  async function imported(id: string): Promise<Upload> {
    expect((await start(id)).status).toBe(202);
    return vi.waitFor(
      async () => {
        const upload = await uploadOf(await server.call(`/imports/${id}`, { token: importer }));
        expect(upload.state).not.toBe('running');
        return upload;
      },
      { timeout: 120_000 },
    );
  }

  /** Fills the disk when an import begins to store its rows. */
  function fillOnInsert(left: number): void {
    const { engine } = server.backend;
    const insert = engine.insert.bind(engine);
    vi.spyOn(engine, 'insert').mockImplementationOnce(async (...args) => {
      disk?.fill(left);
      await insert(...args);
    });
  }

  test('an import: its file is refused, or it fails in words and changes nothing, and the same file is imported later', async () => {
    await server.insert([{ id: 1, createdAt: '2024-01-01 00:00:00' }]);
    const text = randomBytes(TEXT_BYTES).toString('hex');
    const rows = Array.from({ length: 100 }, (_, id) => {
      const part = text.slice((id * text.length) / 100, ((id + 1) * text.length) / 100);
      return `${id + 10},2024-05-12 09:00:00,${part}\n`;
    });
    const file = `id,createdAt,topic\n${rows.join('')}`;
    disk?.fill(1_000_000);
    const refused = await send('/imports?name=a.csv', file);
    expect(refused.status).toBe(503);
    expect(await messageOf(refused)).toBe('The server has no room for this file');
    disk?.makeRoom();
    const { id } = await uploadOf(await send('/imports?name=a.csv', file));
    const before = disk?.names();
    disk?.fill(1_000_000);
    const notBegun = await start(id);
    expect(notBegun.status).toBe(503);
    expect(await messageOf(notBegun)).toBe(
      'This cannot be recorded in the audit now (The disk of the server is full); try again soon',
    );
    disk?.makeRoom();
    fillOnInsert(1_000_000);
    expect(await imported(id)).toMatchObject({ state: 'failed', reason: FULL });
    expect(await count()).toBe(1);
    disk?.makeRoom();
    expect(disk?.names().length).toBeLessThanOrEqual((before?.length ?? 0) + 20);
    expect(await imported(id)).toMatchObject({ state: 'done' });
    expect(await count()).toBe(101);
  });

  test('a sync: fails in words, stores nothing half, and goes on once there is room', async () => {
    await upstream.put(
      Array.from({ length: 30 }, (_, id) => ({
        id,
        createdAt: '2024-05-12 09:00:00',
        rawData: randomBytes(TEXT_BYTES / 60).toString('hex'),
      })),
    );
    const sync = () =>
      syncOnce(server.backend, {
        upstream: { url: exportUrl(upstream.url), token: upstream.token },
        pull: (options) => spoolPages({ ...options, pageRows: 7, wait: async () => undefined }),
        read: parsedRows,
        replace: true,
      });
    const before = await count();
    disk?.fill(1_000_000);
    await expect(sync()).rejects.toThrow(FULL);
    expect(await count()).toBe(before);
    disk?.makeRoom();
    expect(await sync()).toMatchObject({ whole: true, changed: 30 });
    expect(await count()).toBe(30);
    expect(await readSync(server.backend)).toMatchObject({ failure: null, run: null });
  });

  test('views, links and exports are refused in words, reports go on', async () => {
    const post = (path: string, body: object) => server.call(path, { method: 'POST', body: JSON.stringify(body) });
    const kept = await post('/views', { name: 'Kept', query: '' });
    expect(kept.status).toBe(201);
    disk?.fill(10_000_000);
    for (const response of [
      await post('/views', { name: 'Refused', query: '' }),
      await post('/links', { query: 'page=2' }),
      await server.call('/export/reporting_tickets?format=csv'),
    ]) {
      expect(response.status).toBe(503);
      expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
      expect(await messageOf(response)).toContain('The disk of the server is');
    }
    expect((await server.call('/views')).status).toBe(200);
    expect((await server.call('/report/reporting_tickets?groupBy=topic')).status).toBe(200);
    disk?.makeRoom();
    expect((await post('/views', { name: 'Refused', query: '' })).status).toBe(201);
  });

  test('an export that is under way when the disk becomes full is done once there is room', async () => {
    const { backend } = server;
    await backend.exports.stop();
    backend.exports = await ExportService.start(backend, { ...FAST_RETRY_POLICY, leaseSeconds: 2 });
    const { send: deliver } = backend.mailer;
    let sends = 0;
    vi.spyOn(backend.mailer, 'send').mockImplementation(async (mail) => {
      sends += 1;
      // Whatever is written of it from now on, there is no room for it.
      if (sends === 1) disk?.fill(10_000_000);
      await deliver(mail);
    });
    const { jobId } = await queueExport(server, 'format=csv&columns=id');
    await vi.waitUntil(() => saidInLog('an export is mailed and waits for the store'), { timeout: 120_000 });
    expect((await jobOf(server, jobId)).state).toBe('running');
    disk?.makeRoom();
    await untilJob(server, jobId, { state: 'sent', error: null }, 60_000);
    expect(sends).toBeLessThanOrEqual(2);
  });
});
