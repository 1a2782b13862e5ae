import { cpSync, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { z } from 'zod';
import { uploadSchema } from '../contract/responses/importResponses';
import { lineResponseSchema } from '../contract/responses/lineResponse';
import { profileSchema } from '../contract/responses/sessionResponses';
import { previewResponseSchema } from '../contract/responses/ticketResponses';
import { test as base } from '../testing/fixtures';
import { type Ending, type ServerProcess, startServer } from '../testing/serverProcess';
import { messageIdIn, startSmtpServer } from '../testing/smtpServer';
import { startFaultyProxy } from '../testing/upstream/faultyProxy';
import { openChdb } from './engine/chdbEngine';
import { sql } from './engine/engine';
import { MARKER_FILE } from './exports/jobs/exportFolder';
import { openTickets } from './tickets/schema/openTickets';
import { TABLE } from './tickets/schema/ticketTable';

/**
 * SIGTERM and kill -9 in the middle of each kind of work: nothing that was accepted is lost, nobody gets a wrong or half
 * file, and at most one mail is sent twice.
 */

const ROWS = 30_000;
/** Six pages of a mirror. */
const MIRRORED = 6000;
/** The fourth of them, behind three requests for the newest times and ids. */
const HELD_REQUEST = 7;
const WAIT = { timeout: 60_000, interval: 5 };
/** A workbook takes long enough to be seen in the making. */
const QUEUED = 'format=xlsx';
const REPORT = '/report/reporting_tickets?groupBy=topic';
const SEARCHED = 'filters[0][key]=rawData&filters[0][comparator]=contains&filters[0][value]';

async function fill(folder: string, rows: number): Promise<string> {
  const engine = openChdb(folder);
  await openTickets(engine);
  await engine.command(
    sql(`INSERT INTO ${TABLE} (id, createdAt, topic, rawData)
      SELECT number, toDateTime64('2024-01-01 00:00:00', 0, 'UTC') + number, 'topic', randomPrintableASCII(300)
      FROM numbers(${rows})`),
  );
  await engine.close();
  return folder;
}

const test = base
  /** A folder of tickets, to be copied. */
  .extend('filled', { scope: 'file' }, ({ folder }) => fill(join(folder, 'filled'), ROWS))
  .extend('dataDir', ({ dataDir, filled }) => {
    cpSync(filled, join(dataDir, 'tickets'), { recursive: true });
    return dataDir;
  })
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
  .extend('smtp', async ({}, { onCleanup }) => {
    const smtp = await startSmtpServer('silentlyAccept');
    onCleanup(() => smtp.close());
    return smtp;
  })
  /** Starts a server on the test's data folder; one that still runs at the end is killed. */
  .extend('start', ({ built, dataDir, smtp }, { onCleanup }) => {
    const started: ServerProcess[] = [];
    onCleanup(async () => {
      for (const server of started) await server.end('SIGKILL');
    });
    return async (more: Record<string, string> = {}) => {
      const settings = { DATA_DIR: dataDir, EXPORT_SYNC_ROWS_XLSX: '10', SMTP_URL: smtp.url, ...more };
      const server = await startServer(built, settings);
      started.push(server);
      return server;
    };
  })
  .extend('namesIn', ({ dataDir }) => (folder: string) => {
    const path = join(dataDir, folder);
    // Without the name of the folder itself.
    return existsSync(path) ? readdirSync(path).filter((name) => name !== MARKER_FILE) : [];
  })
  /** Bytes that are written of a file whose name begins so. */
  .extend('written', ({ dataDir, namesIn }) => (folder: string, start = '') => {
    const name = namesIn(folder).find((each) => each.startsWith(start));
    return name === undefined ? 0 : (statSync(join(dataDir, folder, name), { throwIfNoEntry: false })?.size ?? 0);
  });

// A hook may take longer than a test.
test.beforeAll(({ built, filled }) => void [built, filled]);

const count = async (server: ServerProcess) =>
  previewResponseSchema.parse(await (await server.call('/export/reporting_tickets/preview?columns=id')).json()).total;

/** It ended by itself and in time, and met no error of its own. */
function expectOrderly({ code, signal, text }: Ending): void {
  expect({ code, signal }, text).toEqual({ code: 0, signal: null });
  expect(text).not.toMatch(/Error|^ {4}at /m);
}

/** @param width characters of each row. */
function csv(rows: number, width = 60): string {
  const lines = Array.from({ length: rows }, (_, id) => `${id},2024-05-12 09:00:00,"${'x'.repeat(width)}"\n`);
  return `id,createdAt,topic\n${lines.join('')}`;
}

const ticketsSchema = z.array(z.object({ topic: z.string() }));

async function topicsOf(server: ServerProcess): Promise<string[]> {
  const rows = await (await server.call('/export/reporting_tickets?format=json&columns=topic')).json();
  return [...new Set(ticketsSchema.parse(rows).map(({ topic }) => topic))];
}

/** The beginning of a file whose rest never comes. */
function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(csv(1))) });
}

async function rest(download: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<'whole'> {
  for (;;) if ((await download?.read())?.done !== false) return 'whole';
}

const TIMEOUT = { timeout: 180_000 };

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
  const expectEnding = (ending: Ending) => signal === 'SIGKILL' || expectOrderly(ending);

  test(
    `${signal} in the middle of everything: what was accepted is done after the next start`,
    TIMEOUT,
    async ({ start, namesIn, written, smtp }) => {
      const server = await start();
      const mailed = await server.queue(`${QUEUED}&columns=id`);
      await vi.waitUntil(() => smtp.mails.length > 0, WAIT);
      const made = await server.queue(`${QUEUED}&columns=id,topic`);
      await vi.waitUntil(() => written('exports', made) > 0, WAIT);
      const download = (await server.call('/export/reporting_tickets?format=json&csvSafe=0')).body?.getReader();
      await download?.read();
      const arriving = server.call('/imports?name=a.csv', { method: 'POST', body: endless(), duplex: 'half' });
      await vi.waitUntil(() => written('uploads') > 0, WAIT);
      const file = server.call('/export/reporting_tickets?format=csv&columns=id,topic,rawData');
      // Each looks through every document, and no two are the same question.
      const reports = Array.from({ length: 6 }, (_, word) => server.call(`${REPORT}&${SEARCHED}=zz${word}`));
      const working = Promise.allSettled([arriving, file, ...reports]);
      await vi.waitUntil(
        async () => lineResponseSchema.parse(await (await server.call('/line')).json()).running > 0,
        WAIT,
      );
      const accepted = await server.queue(`${QUEUED}&columns=topic`);
      const { id } = await server.startImport(csv(ROWS, 1000));
      await vi.waitUntil(async () => (await server.upload(id)).progress?.phase === 'reading', WAIT);
      expectEnding(await server.end(signal));
      await expect(rest(download)).rejects.toThrow();
      // What was answered by then may be cut, which whoever reads it can tell.
      await Promise.allSettled((await working).map((each) => each.status === 'fulfilled' && each.value.arrayBuffer()));

      smtp.behaviour = 'accept';
      const next = await start();
      expect(await count(next)).toBe(ROWS);
      // The import has ended by then, or has stored nothing.
      expect(await topicsOf(next)).toHaveLength(1);
      expect([...namesIn('uploads'), ...namesIn('downloads')]).toEqual([]);
      for (const job of [mailed, made, accepted]) {
        const { bytes } = await next.untilJob(job, { state: 'sent', rows: ROWS, error: null });
        const whole = await (await next.call(`/export/jobs/${job}/file`)).arrayBuffer();
        expect(whole.byteLength).toBe(bytes);
      }
      expect(namesIn('exports')).toHaveLength(3);
      // One that was out and not recorded is known to mail programs as the same mail.
      for (const job of [mailed, made, accepted]) {
        const mails = smtp.mails.map(messageIdIn).filter((each) => each === `<export-${job}@127.0.0.1>`);
        expect(mails.length).toBeOneOf(job === mailed ? [2] : [1, 2]);
      }
      expectOrderly(await next.end('SIGTERM'));
    },
  );
}

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
  const expectEnding = (ending: Ending) => signal === 'SIGKILL' || expectOrderly(ending);

  test(`${signal} while a preview is made: nothing is left of it`, TIMEOUT, async ({ start, namesIn }) => {
    const server = await start();
    const threads = () => readdirSync(`/proc/${server.child.pid}/task`).length;
    const sent = await server.call('/imports?name=a.csv', { method: 'POST', body: csv(ROWS, 1000) });
    const { id } = uploadSchema.parse(await sent.json());
    const before = threads();
    const body = JSON.stringify({ mapping: {} });
    const headers = { 'Content-Type': 'application/json' };
    const preview = server.call(`/imports/${id}/preview`, { method: 'POST', body, headers });
    const answered = Promise.allSettled([preview]);
    await vi.waitUntil(() => threads() > before, WAIT);
    expectEnding(await server.end(signal));
    await answered;
    const next = await start();
    expect(await topicsOf(next)).toEqual(['topic']);
    expect(namesIn('uploads')).toEqual([]);
    expectOrderly(await next.end('SIGTERM'));
  });

  test(
    `${signal} while a mirror reads its upstream: the next start goes on where it was`,
    TIMEOUT,
    async ({ built, dataDir, start }) => {
      const mirrored = join(dataDir, 'mirrored');
      await fill(join(mirrored, 'tickets'), MIRRORED);
      const upstream = await start({ DATA_DIR: mirrored });
      const { port } = new URL(upstream.address);
      let [asked, hold] = [0, true];
      const proxy = await startFaultyProxy(`http://127.0.0.1:${port}`, {
        async before() {
          asked += 1;
          if (hold && asked >= HELD_REQUEST) await new Promise(() => undefined);
          return { kind: 'none' };
        },
      });
      const settings = {
        DATA_DIR: join(dataDir, 'mirror'),
        REPORTING_SYNC_URL: proxy.url,
        TICKETLENS_UPSTREAM_TOKEN: upstream.token,
      };
      try {
        const mirror = await startServer(built, settings);
        await vi.waitUntil(() => asked >= HELD_REQUEST, WAIT);
        expect(new URLSearchParams(proxy.asked.at(-1)).get('limit')).toBe('1000');
        expectEnding(await mirror.end(signal));
        hold = false;
        const next = await startServer(built, settings);
        await vi.waitUntil(async () => (await syncOf(next))?.state === 'fresh', WAIT);
        expect(await count(next)).toBe(MIRRORED);
        const firstPages = proxy.asked.map((query) => new URLSearchParams(query)).filter(isFirstPage);
        expect(firstPages).toHaveLength(1);
        expectOrderly(await next.end('SIGTERM'));
      } finally {
        await proxy.stop();
      }
    },
  );
}

const isFirstPage = (query: URLSearchParams) =>
  query.get('filters[0][key]') === 'id' && query.get('filters[0][value]') === '0' && query.get('limit') !== '1';

const syncOf = async (server: ServerProcess) => profileSchema.parse(await (await server.call('/profile')).json()).sync;

test(
  'kill -9 while the mail server is asked: the mail is sent after the next start',
  TIMEOUT,
  async ({ start, smtp }) => {
    smtp.behaviour = 'hang';
    const server = await start();
    const job = await server.queue(`${QUEUED}&columns=id`);
    await vi.waitUntil(() => smtp.connections > 0, WAIT);
    await server.end('SIGKILL');
    smtp.behaviour = 'accept';
    const next = await start();
    await next.untilJob(job, { state: 'sent', error: null });
    expect(smtp.mails.map(messageIdIn)).toEqual([`<export-${job}@127.0.0.1>`]);
  },
);

test('kill -9 where mails are files: one mail and one file of each export', TIMEOUT, async ({ start, namesIn }) => {
  const server = await start({ SMTP_URL: '' });
  const jobs = [await server.queue(`${QUEUED}&columns=id`), await server.queue(`${QUEUED}&columns=topic`)];
  await server.end('SIGKILL');
  const next = await start({ SMTP_URL: '' });
  for (const job of jobs) await next.untilJob(job, { state: 'sent', rows: ROWS, error: null });
  expect(namesIn('outbox').sort()).toEqual(jobs.map((job) => `export-${job}.eml`).sort());
  const files = jobs.map((job) => expect.stringMatching(`^${job}\\.[\\da-f-]+\\.xlsx$`));
  expect(namesIn('exports')).toHaveLength(jobs.length);
  expect(namesIn('exports')).toEqual(expect.arrayContaining(files));
});

test(
  'SIGTERM while an import is stored: the tickets are as before, or all of the file’s',
  TIMEOUT,
  async ({ start, namesIn }) => {
    const server = await start();
    const { id } = await server.startImport(csv(200_000));
    await vi.waitUntil(async () => {
      const { state, progress } = await server.upload(id);
      return progress?.phase === 'storing' || state === 'done';
    }, WAIT);
    expectOrderly(await server.end('SIGTERM'));
    const next = await start();
    expect(await count(next)).toBeOneOf([ROWS, 200_000]);
    expect(namesIn('uploads')).toEqual([]);
    expectOrderly(await next.end('SIGTERM'));
  },
);
