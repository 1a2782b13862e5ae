import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { expect, vi } from 'vitest';
import {
  type ExportJob,
  exportJobSchema,
  jobListSchema,
  preparedResponseSchema,
} from '../../../contract/responses/exportResponses';
import { queueExport, untilJob } from '../../../testing/exportJobs';
import { test as base } from '../../../testing/fixtures';
import { randomTickets } from '../../../testing/ticketFactory';

const EXPORT = '/export/reporting_tickets';
const CHAT = 'filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat';

const test = base.extend('jobs', ({ server }) => async (token?: string): Promise<ExportJob[]> => {
  const response = await server.call('/export/jobs', token === undefined ? {} : { token });
  return jobListSchema.parse(await response.json()).jobs;
});

test.beforeAll(({ server }) => server.insert(randomTickets(4, 60)));

test('every download stands in the list of its owner, with its receipt and without a file', async ({
  server,
  jobs,
}) => {
  const direct = await server.call(`${EXPORT}?format=csv&asOf=2026-01-02 03:04:05&limit=5&columns=id,topic&${CHAT}`);
  const bytes = Buffer.from(await direct.arrayBuffer());
  const prepared = await server.call(`${EXPORT}/prepare?format=json&headers=labels`, { method: 'POST' });
  const { url, rows } = preparedResponseSchema.parse(await prepared.json());
  await expect.poll(jobs).toHaveLength(1);
  expect((await server.call(url.replace('/api/mind', ''))).status).toBe(200);
  await expect.poll(jobs).toHaveLength(2);
  const list = await jobs();
  const csv = list.find(({ format }) => format === 'csv');
  expect(csv).toMatchObject({
    state: 'sent',
    delivery: 'download',
    mailedBy: null,
    hasFile: false,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    receipt: { words: 'Channel is chat, from row 1 of the result on, at most 5 rows', asOf: '2026-01-02 03:04:05' },
  });
  expect(csv?.receipt?.columns).toEqual(['id', 'topic']);
  expect(csv?.query).toContain('asOf=2026-01-02%2003:04:05');
  expect(list.find(({ format }) => format === 'json')).toMatchObject({
    rows,
    query: expect.stringContaining('headers'),
  });
  const stranger = await server.tokenFor('eve@example.com', ['reportTickets', 'exportData']);
  expect(await jobs(stranger)).toEqual([]);
  expect((await server.call(`/export/jobs/${csv?.id}/file`)).status).toBe(404);
});

test('what a download held is told to nobody who may not know it any more', async ({ server, jobs }) => {
  await server.call(`${EXPORT}?format=csv&columns=id,email`);
  const isIt = ({ receipt }: ExportJob) => receipt?.columns.join() === 'id,email';
  await expect.poll(async () => (await jobs()).filter(isIt)).toHaveLength(1);
  const [it] = (await jobs()).filter(isIt);
  server.backend.config.privacyLevel = 'pseudonymized';
  try {
    expect((await jobs()).find(({ id }) => id === it?.id)).toMatchObject({ query: null, receipt: null, rows: null });
  } finally {
    server.backend.config.privacyLevel = 'full';
  }
});

test('an entry goes with its file and its mail, once it has ended, for its owner alone', async ({ server, jobs }) => {
  const { jobId } = await queueExport(server, 'format=csv&delivery=email');
  const job = `/export/jobs/${jobId}`;
  await untilJob(server, jobId, { state: 'sent', hasFile: true });
  expect((await server.call(`${job}/mail`)).status).toBe(200);
  const stranger = await server.tokenFor('eve@example.com', ['reportTickets', 'exportData']);
  expect((await server.call(`${job}/entry`, { method: 'DELETE', token: stranger })).status).toBe(404);
  await server.backend.state.query(
    `UPDATE export_jobs SET state = 'mailing', lease = gen_random_uuid(),
    leased_until = now() + interval '20 s' WHERE id = $1`,
    [jobId],
  );
  expect((await server.call(`${job}/entry`, { method: 'DELETE' })).status).toBe(409);
  await server.backend.state.query(
    `UPDATE export_jobs SET state = 'sent', lease = NULL, leased_until = NULL WHERE id = $1`,
    [jobId],
  );
  expect((await server.call(`${job}/entry`, { method: 'DELETE' })).status).toBe(204);
  for (const path of ['', '/file', '/mail']) expect((await server.call(`${job}${path}`)).status).toBe(404);
  expect((await jobs()).some(({ id }) => id === jobId)).toBe(false);
});

test('news of an export is closed once for its owner, and there again when it is tried again', async ({ server }) => {
  const { jobId } = await queueExport(server, 'format=json&delivery=email');
  const job = await untilJob(server, jobId, { state: 'sent' });
  expect(job.seenAt).toBeNull();
  const see = async () =>
    exportJobSchema.parse(await (await server.call(`/export/jobs/${jobId}/seen`, { method: 'POST' })).json()).seenAt;
  const first = await see();
  expect(first).not.toBeNull();
  expect(await see()).toBe(first);
  await server.backend.state.query(`UPDATE export_jobs SET state = 'failed' WHERE id = $1`, [jobId]);
  await server.call(`/export/jobs/${jobId}/retry`, { method: 'POST' });
  await untilJob(server, jobId, { state: 'sent', seenAt: null });
});

test('however often a file is downloaded, it is read through once for its checksum', async ({ server, jobs }) => {
  const token = await server.tokenFor('often@example.com', ['reportTickets', 'exportData']);
  const prepared = await server.call(`${EXPORT}/prepare?format=csv`, { method: 'POST', token });
  const { url } = preparedResponseSchema.parse(await prepared.json());
  const noted = vi.spyOn(server.backend.prepared, 'noteDownload');
  const bytes = await (await server.call(url.replace('/api/mind', ''), { token })).arrayBuffer();
  await expect.poll(() => jobs(token)).toHaveLength(1);
  const [download, user] = noted.mock.calls[0] ?? [];
  if (download === undefined || user === undefined) throw new Error('nothing was noted');
  // What lies there by its name is not read again.
  writeFileSync(download.path, 'another');
  for (let time = 0; time < 3; time += 1) await server.backend.prepared.noteDownload(download, user);
  await expect.poll(() => jobs(token)).toHaveLength(4);
  const sums = (await jobs(token)).map(({ sha256 }) => sha256);
  expect(new Set(sums)).toEqual(new Set([createHash('sha256').update(Buffer.from(bytes)).digest('hex')]));
});

test('a list holds so much of long queries, newest first', async ({ server, jobs }) => {
  const token = await server.tokenFor('long@example.com', ['reportTickets', 'exportData']);
  const long = (letter: string) =>
    `filters[0][key]=topic&filters[0][comparator]=!%3D&filters[0][value]=${letter.repeat(100_000)}`;
  for (const letter of ['a', 'b', 'c', 'd']) {
    const answer = await server.call(`${EXPORT}?format=csv&limit=1&${long(letter)}`, { token });
    expect(answer.status).toBe(200);
    await answer.arrayBuffer();
  }
  const newest = async () =>
    (await jobs(token)).map(({ query }) =>
      query
        ?.match(/value%5D=(.)|value\]=(.)/)
        ?.slice(1)
        .join(''),
    );
  await expect.poll(newest).toEqual(['d', 'c']);
});
