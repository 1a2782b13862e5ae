import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import {
  exportJobSchema,
  preparedResponseSchema,
  queuedResponseSchema,
} from '../../../contract/responses/exportResponses';
import { openTestBackend, READER, type TestBackend } from '../../../testing/testBackend';

/** One user at `partiallyPseudonymized`, with the permission that shows agents and later without it. */
const EXPORT = '/export/reporting_tickets';
const AGENT_FILTER = 'filters[0][key]=email&filters[0][comparator]=contains&filters[0][value]=agent';
let server: TestBackend;
let high: string;
let low: string;

beforeAll(async () => {
  server = await openTestBackend({
    EXPORT_SYNC_ROWS_TEXT: '5',
    REPORTING_PRIVACY_LEVEL: 'partiallyPseudonymized',
  });
  await server.insert(
    Array.from({ length: 10 }, (_, index) => ({
      id: index + 1,
      createdAt: '2024-01-01 00:00:00',
      email: 'agent@hidden.example',
    })),
  );
  high = await server.tokenFor('anna@example.com', [...READER, 'viewSensitiveDataInExport']);
  low = await server.tokenFor('anna@example.com', READER);
});
afterAll(() => server.close());
beforeEach(() => server.backend.state.query('DELETE FROM export_jobs', []));

async function queue(query: string, token: string): Promise<string> {
  const response = await server.call(`${EXPORT}?${query}`, { token });
  return queuedResponseSchema.parse(await response.json()).jobId;
}

async function jobOf(id: string, token: string) {
  return exportJobSchema.parse(await (await server.call(`/export/jobs/${id}`, { token })).json());
}

async function sent(id: string) {
  await vi.waitFor(async () => expect((await jobOf(id, high)).state).toBe('sent'), { timeout: 20_000, interval: 50 });
}

const status = async (path: string, init: RequestInit & { token: string }) => (await server.call(path, init)).status;

test('a retry has the rights of whoever asks for it, not those of the first request', async () => {
  await server.backend.exports.stop();
  const jobId = await queue('format=csv&columns=id,email', high);
  await server.call(`/export/jobs/${jobId}`, { method: 'DELETE', token: high });
  const retry = `/export/jobs/${jobId}/retry`;
  expect(await status(retry, { method: 'POST', token: low })).toBe(403);
  expect(await status(`${retry}?asLevel=none`, { method: 'POST', token: high })).toBe(403);

  const all = await queue('format=json', high);
  await server.call(`/export/jobs/${all}`, { method: 'DELETE', token: high });
  expect(await status(`/export/jobs/${all}/retry?asLevel=none`, { method: 'POST', token: high })).toBe(403);
  expect(await status(`/export/jobs/${all}/retry`, { method: 'POST', token: low })).toBe(200);
  const { ExportService } = await import('./exportService');
  server.backend.exports = await ExportService.start(server.backend);
  await sent(all);
  const file = await (await server.call(`/export/jobs/${all}/file`, { token: low })).text();
  expect(JSON.parse(file)).toHaveLength(10);
  expect(file).not.toContain('hidden.example');
});

test.each([
  ['filtered', `format=csv&columns=id&${AGENT_FILTER}`],
  ['ordered', 'format=csv&columns=id&orderByField=email'],
])('a file that is %s by a hidden column is told of to nobody who may not see it', async (_, query) => {
  const jobId = await queue(query, high);
  await sent(jobId);
  expect(await status(`/export/jobs/${jobId}/file`, { token: high })).toBe(200);
  expect(await status(`/export/jobs/${jobId}/mail`, { token: high })).toBe(200);
  for (const part of ['file', 'mail']) {
    expect(await status(`/export/jobs/${jobId}/${part}`, { token: low })).toBe(403);
    expect(await status(`/export/jobs/${jobId}/${part}?asLevel=none`, { token: high })).toBe(403);
  }
  const figures = { query: null, receipt: null, rowsRequested: null, rows: null, bytes: null, sha256: null };
  expect(await jobOf(jobId, low)).toMatchObject(figures);
  expect(await jobOf(jobId, high)).toMatchObject({ rowsRequested: 10, rows: 10 });
});

test('the same holds for a file that waits for its download', async () => {
  const response = await server.call(`${EXPORT}/prepare?format=csv&columns=id&limit=3&${AGENT_FILTER}`, {
    method: 'POST',
    token: high,
  });
  const { url } = preparedResponseSchema.parse(await response.json());
  const path = url.slice('/api/mind'.length);
  expect(await status(path, { token: low })).toBe(403);
  expect(await status(path, { token: high })).toBe(200);
});

test('who sees more and who sees less have jobs of their own for the same request', async () => {
  await server.backend.exports.stop();
  try {
    expect(await queue('format=csv', high)).not.toBe(await queue('format=csv', low));
    expect(await queue('format=csv', low)).toBe(await queue('format=csv', low));
  } finally {
    const { ExportService } = await import('./exportService');
    server.backend.exports = await ExportService.start(server.backend);
  }
});

test('HEAD queues nothing', async () => {
  expect(await status(`${EXPORT}?format=csv`, { method: 'HEAD', token: high })).toBe(400);
  const { jobs } = (await (await server.call('/export/jobs', { token: high })).json()) as { jobs: unknown[] };
  expect(jobs).toEqual([]);
});
