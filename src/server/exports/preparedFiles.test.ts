import { readdirSync } from 'node:fs';
import { Session } from 'chdb';
import { expect, vi } from 'vitest';
import { errorBodySchema } from '../../contract/errors';
import { preparedResponseSchema } from '../../contract/responses/exportResponses';
import { queueExport, untilJob } from '../../testing/exportJobs';
import { test as base } from '../../testing/fixtures';
import { sql } from '../engine/engine';
import { TABLE } from '../tickets/schema/ticketTable';

/** Files that wait for their download, on the real engine. */

const PREPARE = '/export/reporting_tickets/prepare';
/** The most that is made while somebody waits, so that there is time to give up. */
const ROWS = 200_000;

const test = base
  .extend(
    'files',
    ({ server }) =>
      (): string[] =>
        readdirSync(server.backend.downloadsFolder),
  )
  .extend('prepare', ({ server }) => async (query: string, token?: string): Promise<string> => {
    const given = token === undefined ? {} : { token };
    const response = await server.call(`${PREPARE}?${query}`, { method: 'POST', ...given });
    return preparedResponseSchema.parse(await response.json()).url.replace('/api/mind', '');
  });

test.beforeAll(async ({ server }) => {
  await server.backend.engine.command(
    sql(`INSERT INTO ${TABLE} (id, createdAt, topic)
      SELECT number, toDateTime64('2024-01-01 00:00:00', 0, 'UTC'), hex(number) FROM numbers(${ROWS})`),
  );
});
test.afterEach(({ server }) => {
  server.backend.config.exports.maxBytes = 10_000_000_000;
});

test('a user’s older files make way for newer ones, others’ stay', async ({ server, files, prepare }) => {
  const eve = await server.tokenFor('eve@example.com', ['reportTickets', 'exportData']);
  const hers = await prepare('format=csv&limit=1', eve);
  const urls: string[] = [];
  for (let index = 0; index < 11; index += 1) urls.push(await prepare(`format=csv&limit=1&offset=${index}`));
  const statuses = await Promise.all(urls.map(async (url) => (await server.call(url)).status));
  expect(statuses).toEqual([404, ...Array<number>(10).fill(200)]);
  expect((await server.call(hers, { token: eve })).status).toBe(200);
  expect(files()).toHaveLength(11);
});

test('a workbook that somebody waits for begins no stream, which the engine plans in the main thread', async ({
  server,
  prepare,
}) => {
  const begun = vi.spyOn(Session.prototype, 'queryStream');
  try {
    const url = await prepare('format=xlsx&limit=1000');
    const file = await server.call(url);
    expect([file.status, (await file.arrayBuffer()).byteLength > 10_000]).toEqual([200, true]);
    expect(begun).not.toHaveBeenCalled();
  } finally {
    begun.mockRestore();
  }
});

test('files that are answers make way for no others, however many of them are sent at once', async ({ server }) => {
  const all = new AbortController();
  let made = 0;
  const noted = vi.spyOn(server.backend.prepared, 'noteDownload').mockImplementation(async () => {
    made += 1;
    if (made === 12) all.abort();
    await vi.waitUntil(() => all.signal.aborted, { timeout: 20_000 });
  });
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, at) => server.call(`/export/reporting_tickets?format=csv&limit=1&offset=${at}`)),
  );
  noted.mockRestore();
  expect(answers.map(({ status }) => status)).toEqual(Array<number>(12).fill(200));
});

test('the room for exported files is one for all of them, whether queued or waited for', async ({
  server,
  prepare,
}) => {
  server.backend.config.syncRows.csv = 10;
  const { jobId } = await queueExport(server, 'format=csv&columns=id,topic');
  server.backend.config.syncRows.csv = 300_000;
  const { bytes } = await untilJob(server, jobId, { state: 'sent' });
  const refused = async (query: string) => {
    const response = await server.call(`${PREPARE}?${query}`, { method: 'POST' });
    expect(response.status).toBe(413);
    return errorBodySchema.parse(await response.json()).error.message;
  };
  // The job's file and half of another one like it.
  server.backend.config.exports.maxBytes = Number(bytes) * 1.5;
  expect(await refused('format=csv&columns=id,topic')).toMatch(/^Exported files may take .* are taken/);
  await prepare('format=csv&columns=id,topic&limit=100');
});

test('a file whose maker leaves before the answer is sent is not kept', async ({ server, files }) => {
  const token = await server.tokenFor('carl@example.com', ['reportTickets', 'exportData']);
  const before = files();
  const gone = new AbortController();
  const answer = await server.call(`${PREPARE}?format=csv&limit=1`, { method: 'POST', token, signal: gone.signal });
  expect(answer.status).toBe(200);
  expect(files()).toHaveLength(before.length + 1);
  gone.abort();
  await vi.waitFor(() => expect(files()).toEqual(before), { timeout: 20_000 });
});

test.for(['csv', 'xlsx'])(
  'a %s file that is given up while it is written leaves nothing',
  async (format, { server, files }) => {
    server.backend.config.syncRows.xlsx = ROWS;
    const before = files();
    const gone = new AbortController();
    const answer = server.call(`${PREPARE}?format=${format}`, { method: 'POST', signal: gone.signal });
    await vi.waitFor(() => expect(files().length).toBeGreaterThan(before.length), { timeout: 20_000, interval: 1 });
    gone.abort();
    expect((await answer).status).toBe(503);
    expect(files()).toEqual(before);
    // Nothing is written to it any more: what wrote has ended.
    const running = sql("SELECT count() AS n FROM system.processes WHERE position(query, 'INTO OUTFILE') > 0");
    expect(await server.backend.engine.query(running)).toEqual([{ n: 1 }]);
  },
);

test('the same request of the same moment gives the file that waits; of other tickets, or of no moment, another', async ({
  server,
  files,
  prepare,
}) => {
  const query = 'format=csv&columns=id&limit=7&asOf=2024-06-01 00:00:00';
  const first = await prepare(query);
  expect(await prepare(query)).toBe(first);
  // A file that is sent at once is removed at once, and must not be the one that waits.
  expect((await server.call(`/export/reporting_tickets?${query}`)).status).toBe(200);
  expect((await server.call(first)).status).toBe(200);
  const eve = await server.tokenFor('eve@example.com', ['reportTickets', 'exportData']);
  expect(await prepare(query, eve)).not.toBe(first);
  expect(await prepare(query.replace('limit=7', 'limit=8'))).not.toBe(first);
  const now = 'format=csv&columns=id&limit=7';
  expect(await prepare(now)).not.toBe(await prepare(now));
  await server.insert([{ id: 900_001, createdAt: '2024-01-01 00:00:00' }]);
  expect(await prepare(query)).not.toBe(first);
  for (const id of files().map((name) => name.split('.')[0] ?? '')) await server.backend.prepared.remove(id);
});
