import { expect } from 'vitest';
import { test as base } from '../../../testing/fixtures';
import { openTestBackend } from '../../../testing/testBackend';
import { readConfig } from '../../config/config';
import { newSync, writeSync } from '../../sync/syncStore';
import { createApp } from '../app';

const TOKEN = 'a-token-for-metrics-that-is-long-enough';
const MIRROR = { REPORTING_SYNC_URL: 'http://127.0.0.1:1', TICKETLENS_UPSTREAM_TOKEN: 'x' };
const SECRET_WORD = 'Zwiebelfisch';

const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
  .extend('measured', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await openTestBackend({ METRICS_TOKEN: TOKEN, EXPORT_SYNC_ROWS_XLSX: '1', ...MIRROR });
    onCleanup(() => server.close());
    return server;
  })
  .extend('metrics', ({ measured }) => async () => {
    const response = await measured.call('/metrics', { token: TOKEN });
    expect(response.status).toBe(200);
    return response.text();
  });

test('metrics are read with their own token alone', async ({ measured }) => {
  const { backend } = measured;
  const { config } = backend;
  backend.config = { ...config, metricsToken: undefined };
  expect((await measured.call('/metrics', { token: TOKEN })).status).toBe(404);
  backend.config = config;
  expect((await measured.call('/metrics', { token: '' })).status).toBe(401);
  expect((await measured.call('/metrics', { token: `${TOKEN}x` })).status).toBe(401);
  const everything = ['reportTickets', 'exportData', 'viewSensitiveDataInExport', 'importTickets', 'viewAudit'];
  expect(
    (await measured.call('/metrics', { token: await measured.tokenFor('b@example.com', everything) })).status,
  ).toBe(401);
  expect((await measured.call('/metrics', { token: TOKEN })).headers.get('Content-Type')).toMatch(/^text\/plain/);
  expect(() => readConfig({ METRICS_TOKEN: 'short' })).toThrow(/^METRICS_TOKEN: must have at least 32/);
});

test('metrics count requests by endpoint and status, the engine’s work, exports in line and memory', async ({
  measured,
  metrics,
}) => {
  await measured.insert([
    { id: 1, createdAt: '2024-01-01 00:00:00' },
    { id: 2, createdAt: '2024-01-01 00:00:00' },
  ]);
  await measured.call('/export/reporting_tickets/preview?limit=1');
  await measured.call('/export/reporting_tickets/preview?limit=x');
  await measured.call('/no/such/address');
  const text = await metrics();
  const preview = 'endpoint="GET /export/reporting_tickets/preview"';
  expect(text).toContain(`ticketlens_requests_total{${preview},status="200"} 1\n`);
  expect(text).toContain(`ticketlens_requests_total{${preview},status="400"} 1\n`);
  expect(text).toContain('ticketlens_requests_total{endpoint="none",status="404"} 1\n');
  expect(text).toMatch(/ticketlens_engine_seconds_count\{kind="short"\} [1-9]/);
  expect(text).toMatch(/ticketlens_engine_wait_seconds_count\{kind="short"\} [1-9]/);
  expect(text).toContain('ticketlens_engine_work{line="questions",state="waiting"} 0\n');
  expect(text).toContain('ticketlens_export_jobs{state="queued"} 0\n');
  expect(text).toContain('ticketlens_store_up{store="tickets"} 1\n');
  expect(text).toMatch(/process_resident_memory_bytes \d+/);
});

test('the age of a mirror is told, and whether its syncs fail', async ({ measured, metrics }) => {
  const { backend } = measured;
  const before = await metrics();
  expect(before).toContain('ticketlens_sync_failing{mirror="upstream"} 0\n');
  expect(before).not.toContain('ticketlens_sync_age_seconds{');
  const row = newSync(backend.config.sync?.url ?? '');
  const synced_at = new Date(backend.now().getTime() - 90_000);
  await writeSync(backend, { ...row, synced_at, failure: 'away', failing_since: synced_at });
  const text = await metrics();
  expect(text).toContain('ticketlens_sync_failing{mirror="upstream"} 1\n');
  expect(text).toMatch(/ticketlens_sync_age_seconds\{mirror="upstream"\} 9\d/);
});

test('the process is alive before its stores are open, and ready only then', async ({ dataDir }) => {
  const app = createApp(() => undefined, dataDir, readConfig({}));
  const statusOf = async (path: string) => (await app.request(`http://127.0.0.1:4173/api/mind${path}`)).status;
  expect(await statusOf('/health/live')).toBe(200);
  expect(await statusOf('/health/ready')).toBe(503);
  expect(await statusOf('/health')).toBe(503);
});

test('a server whose store does not answer is alive and not ready, and its metrics say which', async ({
  measured,
  metrics,
}) => {
  const { backend } = measured;
  const statusOf = async (path: string) => (await measured.call(path, { token: '' })).status;
  expect(await statusOf('/health/ready')).toBe(200);
  const { state } = backend;
  const away = () => Promise.reject(new Error('away'));
  backend.state = { ...state, query: away, rows: away };
  expect(await statusOf('/health/ready')).toBe(503);
  expect(await statusOf('/health/live')).toBe(200);
  expect(await statusOf('/health')).toBe(200);
  const text = await metrics();
  expect(text).toContain('ticketlens_store_up{store="state"} 0\n');
  expect(text).not.toContain('ticketlens_export_jobs{');
  backend.state = state;
  backend.exports.stopping.abort();
  expect(await statusOf('/health/ready')).toBe(503);
});

test('exports in line are counted, and nothing of a ticket or of a user is told', async ({ measured, metrics }) => {
  const named = { topic: SECRET_WORD, email: `${SECRET_WORD}@example.com`, rawData: SECRET_WORD };
  await measured.insert([{ id: 3, createdAt: '2024-01-01 00:00:00', ...named }]);
  const filter = `filters[0][key]=topic&filters[0][comparator]=!=&filters[0][value]=${SECRET_WORD}x`;
  await measured.call(`/report/reporting_tickets/values?column=topic&q=${SECRET_WORD}`);
  await measured.backend.exports.stop();
  const queued = await measured.call(`/export/reporting_tickets?format=xlsx&${filter}&filters[0][orEmpty]=1`);
  expect(queued.status).toBe(202);
  const text = await metrics();
  expect(text).toContain('ticketlens_export_jobs{state="queued"} 1\n');
  expect(text).toMatch(/ticketlens_export_oldest_seconds\{state="queued"\} [\d.]+/);
  for (const word of [SECRET_WORD, 'anna', 'example.com', 'topic']) expect(text).not.toContain(word);
});
