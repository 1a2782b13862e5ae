import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  type ExportJob,
  exportJobSchema,
  jobListSchema,
  queuedResponseSchema,
} from '../../../contract/responses/exportResponses';
import { HOUR_SECONDS } from '../../../contract/time/units';
import { wallTimeIn } from '../../../contract/time/wallTime';
import { openTestBackend, type TestBackend } from '../../../testing/testBackend';
import { randomTickets } from '../../../testing/ticketFactory';

const EXPORT = '/export/reporting_tickets';
let server: TestBackend;

beforeAll(async () => {
  server = await openTestBackend({ EXPORT_SYNC_ROWS_TEXT: '100' });
  await server.insert(randomTickets(3, 500));
});
afterAll(() => server.close());

async function queue(query: string) {
  const response = await server.call(`${EXPORT}?${query}`);
  expect(response.status).toBe(202);
  return queuedResponseSchema.parse(await response.json());
}

async function job(id: string): Promise<ExportJob> {
  return exportJobSchema.parse(await (await server.call(`/export/jobs/${id}`)).json());
}

function filesOf(id: string): string[] {
  return readdirSync(join(server.dataDir, 'exports')).filter((name) => name.startsWith(id));
}

/** Waits for a state, which the worker reaches by itself. */
async function ended(id: string, state: ExportJob['state']): Promise<ExportJob> {
  return vi.waitFor(
    async () => {
      const current = await job(id);
      expect(current.state).toBe(state);
      return current;
    },
    { timeout: 20_000, interval: 50 },
  );
}

test('a large export is queued, made, mailed, and can be downloaded by its owner alone', async () => {
  const queued = await queue('format=csv');
  expect(queued).toMatchObject({ status: 'queued', rows: 500, deliverTo: 'anna@example.com' });
  expect(queued.message).toContain('sent to your email: anna@example.com');
  const sent = await ended(queued.jobId, 'sent');
  expect(sent).toMatchObject({ rows: 500, rowsRequested: 500, error: null, receipt: { words: 'all tickets' } });

  const response = await server.call(`/export/jobs/${queued.jobId}/file`);
  const file = Buffer.from(await response.arrayBuffer());
  expect(file.length).toBe(sent.bytes);
  const { createHash } = await import('node:crypto');
  expect(createHash('sha256').update(file).digest('hex')).toBe(sent.sha256);

  const [name] = readdirSync(join(server.dataDir, 'outbox')).filter((each) => each.includes(queued.jobId));
  const mail = readFileSync(join(server.dataDir, 'outbox', name ?? ''), 'utf8');
  expect(mail).toContain('To: anna@example.com');
  expect(mail).toContain(`Message-ID: <export-${queued.jobId}@127.0.0.1>`);
  expect(mail.replaceAll('=\r\n', '')).toContain(`/reporting?job=`);
  expect(mail).toContain('Content-Disposition: attachment');

  const other = await server.tokenFor('eve@example.com', ['reportTickets', 'exportData']);
  for (const path of [`/export/jobs/${queued.jobId}`, `/export/jobs/${queued.jobId}/file`]) {
    expect((await server.call(path, { token: other })).status).toBe(404);
  }
  const theirs = jobListSchema.parse(await (await server.call('/export/jobs', { token: other })).json());
  expect(theirs.jobs).toEqual([]);
});

test('a page of the result is always made at once', async () => {
  expect((await server.call(`${EXPORT}?format=csv&limit=50`)).status).toBe(200);
});

test('the same request twice is one job; a cancelled one leaves no file and can be tried again', async () => {
  await server.backend.exports.stop();
  try {
    const [first, second] = [await queue('format=json'), await queue('format=json')];
    expect(second.jobId).toBe(first.jobId);
    const cancelled = await server.call(`/export/jobs/${first.jobId}`, { method: 'DELETE' });
    expect(exportJobSchema.parse(await cancelled.json()).state).toBe('cancelled');
    expect((await server.call(`/export/jobs/${first.jobId}`, { method: 'DELETE' })).status).toBe(409);
    expect(filesOf(first.jobId)).toEqual([]);
    const retried = await server.call(`/export/jobs/${first.jobId}/retry`, { method: 'POST' });
    expect(exportJobSchema.parse(await retried.json()).state).toBe('queued');
    // What a process left queued is taken up by the next one.
    const { ExportService } = await import('./exportService');
    server.backend.exports = await ExportService.start(server.backend);
    await ended(first.jobId, 'sent');
  } finally {
    const { ExportService } = await import('./exportService');
    await server.backend.exports.stop();
    server.backend.exports = await ExportService.start(server.backend);
  }
});

test('a cancel that comes when the export has ended leaves its file', async () => {
  const { jobId } = await queue('format=csv&columns=id,closedAt');
  await ended(jobId, 'sent');
  const late = await server.call(`/export/jobs/${jobId}`, { method: 'DELETE' });
  expect(late.status).toBe(409);
  expect((await server.call(`/export/jobs/${jobId}/file`)).status).toBe(200);
  expect(await job(jobId)).toMatchObject({ hasFile: true, fileDeletedAt: null });
});

test('the file of an export that is under way is not deleted but cancelled', async () => {
  const { jobId } = await queue('format=csv&columns=id,dueBy');
  await ended(jobId, 'sent');
  const path = `/export/jobs/${jobId}/file`;
  await server.backend.state.query(
    "UPDATE export_jobs SET state = 'mailing', lease = gen_random_uuid(), leased_until = now() + interval '1 hour' WHERE id = $1",
    [jobId],
  );
  expect((await server.call(path, { method: 'DELETE' })).status).toBe(409);
  expect((await server.call(path)).status).toBe(200);
  expect((await server.call(`/export/jobs/${jobId}`, { method: 'DELETE' })).status).toBe(200);
  expect(filesOf(jobId)).toEqual([]);
});

test('a reload, another tab, the moment of a view: the same words are the same job; a moment in the past is another', async () => {
  await server.backend.exports.stop();
  try {
    const moment = (ago: number) => wallTimeIn('UTC', new Date(Date.now() - ago * 1000));
    const asked =
      'format=csv&filters[0][key]=createdAt&filters[0][comparator]=>%3D&filters[0][value]=now-9000d&offset=1';
    const of = async (asOf: string) => (await queue(`${asked}&asOf=${asOf}`)).jobId;
    const first = await of(moment(0));
    expect(await of(moment(HOUR_SECONDS))).toBe(first);
    expect((await queue(asked)).jobId).toBe(first);
    expect(await of('2026-01-02 03:04:05')).not.toBe(first);
    expect(await of('2026-01-02 03:04:05')).not.toBe(await of('2025-01-02 03:04:05'));
    expect((await job(first)).query).toContain('asOf=');
  } finally {
    const { ExportService } = await import('./exportService');
    server.backend.exports = await ExportService.start(server.backend);
  }
});

test('a right that is withdrawn before the file is made fails the job in words', async () => {
  await server.backend.exports.stop();
  const { jobId } = await queue('format=csv&columns=id,email');
  server.backend.config.privacyLevel = 'pseudonymized';
  try {
    const { ExportService } = await import('./exportService');
    server.backend.exports = await ExportService.start(server.backend);
    expect((await ended(jobId, 'failed')).error).toContain('not available');
    expect(filesOf(jobId)).toEqual([]);
  } finally {
    server.backend.config.privacyLevel = 'full';
  }
});

test('a finished file is no longer given to somebody who may not see its columns any more', async () => {
  const { jobId } = await queue('format=csv&orderByField=createdAt');
  await ended(jobId, 'sent');
  server.backend.config.privacyLevel = 'none';
  try {
    expect((await server.call(`/export/jobs/${jobId}/file`)).status).toBe(403);
  } finally {
    server.backend.config.privacyLevel = 'full';
  }
});
