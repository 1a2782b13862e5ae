import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { preparedResponseSchema, queuedResponseSchema } from '../../../contract/responses/exportResponses';
import { FAST_RETRY_POLICY, queueExport, untilJob } from '../../../testing/exportJobs';
import { openTestBackend, READER, type TestBackend } from '../../../testing/testBackend';
import { randomTickets } from '../../../testing/ticketFactory';
import { ExportService } from './exportService';

/** A file that is there is not made twice, and is never given for what it is not the answer to. */

const EXPORT = '/export/reporting_tickets';
const AS_OF = 'asOf=2024-06-01 00:00:00';
const RECENT = 'filters[0][key]=createdAt&filters[0][comparator]=>%3D&filters[0][value]=now-9000d';
let server: TestBackend;

beforeAll(async () => {
  server = await openTestBackend({ EXPORT_SYNC_ROWS_TEXT: '0' });
  await server.insert(randomTickets(3, 60));
  await server.backend.exports.stop();
  server.backend.exports = await ExportService.start(server.backend, FAST_RETRY_POLICY);
});
afterAll(() => server.close());

async function sent(query: string): Promise<string> {
  const { jobId } = await queueExport(server, query);
  await untilJob(server, jobId, { state: 'sent', hasFile: true });
  return jobId;
}

test('the same words of the same moment: the file that is there, at once for the page, by its job for others', async () => {
  const query = `format=csv&columns=id,topic&${RECENT}&${AS_OF}`;
  const first = await sent(query);
  const again = queuedResponseSchema.parse(await (await server.call(`${EXPORT}?${query}`)).json());
  expect(again).toMatchObject({ jobId: first, message: expect.stringContaining('is there already') });
  const prepared = await server.call(`${EXPORT}/prepare?${query}`, { method: 'POST' });
  const { url, rows, bytes } = preparedResponseSchema.parse(await prepared.json());
  expect(url).toBe(`/api/mind/export/jobs/${first}/file`);
  const file = await server.call(url.replace('/api/mind', ''));
  expect((await file.arrayBuffer()).byteLength).toBe(bytes);
  expect(rows).toBe((await untilJob(server, first, {})).rows);
});

test.each([
  ['another moment', `format=csv&columns=id&${RECENT}&asOf=2024-06-01 00:00:01`],
  ['other columns', `format=csv&columns=id,topic&${RECENT}&${AS_OF}`],
  ['another format', `format=json&columns=id&${RECENT}&${AS_OF}`],
  ['another level', `format=csv&columns=id&${RECENT}&${AS_OF}&asLevel=none`],
  ['another part', `format=csv&columns=id&offset=1&${RECENT}&${AS_OF}`],
])('%s is another file', async (_what, query) => {
  const first = await sent(`format=csv&columns=id&${RECENT}&${AS_OF}`);
  expect(await sent(query)).not.toBe(first);
});

test('a request of no named moment is of another one each time', async () => {
  const query = `format=csv&columns=id,channel&${RECENT}`;
  expect(await sent(query)).not.toBe(await sent(query));
});

test('another user has a file of their own, and one by other rights is another', async () => {
  const query = `format=csv&${AS_OF}`;
  const first = await sent(query);
  const eve = await server.tokenFor('eve@example.com', READER);
  const hers = queuedResponseSchema.parse(await (await server.call(`${EXPORT}?${query}`, { token: eve })).json());
  expect(hers.jobId).not.toBe(first);
  server.backend.config.privacyLevel = 'pseudonymized';
  try {
    expect(await sent(query)).not.toBe(first);
  } finally {
    server.backend.config.privacyLevel = 'full';
  }
});

test('other tickets are another file', async () => {
  const query = `format=csv&columns=id,status&${AS_OF}`;
  const first = await sent(query);
  await server.insert([{ id: 900_001, createdAt: '2024-01-01 00:00:00' }]);
  const second = await sent(query);
  expect(second).not.toBe(first);
  expect((await untilJob(server, second, {})).rows).toBe(Number((await untilJob(server, first, {})).rows) + 1);
});

test('tickets that come while a file is written: nobody can say which it holds, and it is given for no other request', async () => {
  const { engine } = server.backend;
  const { writeFile } = engine;
  // Each caller's share of it is a view of its own.
  vi.spyOn(engine, 'forCaller').mockReturnValue(engine);
  vi.spyOn(engine, 'writeFile').mockImplementationOnce(async (...args) => {
    const rows = await writeFile.apply(engine, args);
    await server.insert([{ id: 900_002, createdAt: '2024-01-01 00:00:00' }]);
    return rows;
  });
  const query = `format=csv&columns=id,priority&${AS_OF}`;
  const first = await sent(query);
  vi.restoreAllMocks();
  expect(await sent(query)).not.toBe(first);
});

test('a file that its owner has deleted, or that is gone, is made again', async () => {
  const query = `format=csv&columns=id,direction&${AS_OF}`;
  const first = await sent(query);
  await server.call(`/export/jobs/${first}/file`, { method: 'DELETE' });
  const second = await sent(query);
  expect(second).not.toBe(first);
  const { folder } = server.backend.config.exports;
  for (const name of readdirSync(folder).filter((each) => each.startsWith(second))) rmSync(join(folder, name));
  expect(await sent(query)).not.toBe(second);
});
