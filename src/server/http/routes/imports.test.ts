import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { errorBodySchema } from '../../../contract/errors';
import { importPreviewSchema, uploadListSchema, uploadSchema } from '../../../contract/responses/importResponses';
import { csvCells } from '../../../testing/csvCells';
import { openTestBackend, type TestBackend } from '../../../testing/testBackend';

/** Files of tickets that people send, through the real stores and the real reading thread. */

let server: TestBackend;
let anna: string;
let ben: string;
beforeAll(async () => {
  server = await openTestBackend({ IMPORT_UPLOAD_MB: '1', REPORTING_TIMEZONE: 'Europe/Berlin' });
  anna = await server.tokenFor('anna@example.com', ['importTickets', 'reportTickets']);
  ben = await server.tokenFor('ben@example.com', ['importTickets']);
});
afterAll(() => server.close());

const CSV = 'No,createdAt,email,Mood\n1,2024-05-12T09:00:00Z,a@example.com,good\nx,2024-05-12 09:00:00,,bad\n';
const MAPPED = JSON.stringify({ mapping: { id: 'No' } });

const post = (path: string, body: BodyInit, token = anna, headers = {}) =>
  server.call(path, { method: 'POST', body, token, headers });
const send = async (content: BodyInit, token = anna) =>
  uploadSchema.parse(await (await post('/imports?name=their.csv', content, token)).json());
const files = () => readdirSync(join(server.dataDir, 'uploads'));
const errorOf = async (response: Response) => errorBodySchema.parse(await response.json()).error;

async function ended(id: string, token = anna) {
  return await vi.waitFor(
    async () => {
      const upload = uploadSchema.parse(await (await server.call(`/imports/${id}`, { token })).json());
      expect(upload.state).not.toBe('running');
      return upload;
    },
    { timeout: 25_000, interval: 20 },
  );
}

test('sent, previewed, imported, and its rejects read; only then are there tickets', async () => {
  const { id, bytes } = await send(gzipSync(CSV));
  expect(bytes).toBe(gzipSync(CSV).length);
  const plain = importPreviewSchema.parse(await (await post(`/imports/${id}/preview`, '{"mapping":{}}')).json());
  expect(plain).toMatchObject({
    problem: expect.stringContaining('has no id'),
    names: ['No', 'createdAt', 'email', 'Mood'],
  });
  const refused = await post(`/imports/${id}/start`, '{"mapping":{}}');
  expect(refused.status).toBe(400);
  const mapped = importPreviewSchema.parse(await (await post(`/imports/${id}/preview`, MAPPED)).json());
  expect(mapped).toMatchObject({ problem: null, read: 2, rejected: 1, convertedTimes: 1, leftOut: ['Mood'] });
  expect(mapped.tickets).toEqual([{ id: 1, createdAt: '2024-05-12 11:00:00', email: 'a@example.com' }]);
  const count = async () =>
    (await (await server.call('/export/reporting_tickets/preview', { token: anna })).json()) as { total: number };
  expect((await count()).total).toBe(0);

  expect((await post(`/imports/${id}/start`, MAPPED)).status).toBe(202);
  const done = await ended(id);
  expect(done).toMatchObject({ state: 'done', reason: null, summary: { read: 2, stored: 1, rejected: 1 } });
  expect((await count()).total).toBe(1);
  const rejects = await server.call(`/imports/${id}/rejects`, { token: anna });
  expect(rejects.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(rejects.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(csvCells(await rejects.text())).toEqual([
    ['file', 'line', 'reasons', 'row'],
    ['their.csv', '3', expect.stringMatching(/^id /), 'x,2024-05-12 09:00:00,,bad'],
  ]);
  expect(files()).toEqual([`${id}.rejects`]);
  expect((await post(`/imports/${id}/start`, MAPPED)).status).toBe(409);
  expect((await server.call(`/imports/${id}`, { method: 'DELETE', token: anna })).status).toBe(204);
  expect(files()).toEqual([]);
});

test('a third preview at once is refused, and told when to ask again', async () => {
  const { id } = await send(CSV);
  const answers = await Promise.all([1, 2, 3].map(() => post(`/imports/${id}/preview`, MAPPED)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429]);
  const refused = answers.find(({ status }) => status === 429);
  expect(refused?.headers.get('Retry-After')).toBe('2');
  expect((await post(`/imports/${id}/preview`, MAPPED)).status).toBe(200);
});

test('nobody else sees, starts, reads or removes an upload', async () => {
  const { id } = await send(CSV);
  expect(uploadListSchema.parse(await (await server.call('/imports', { token: ben })).json()).uploads).toEqual([]);
  for (const [method, path] of [
    ['GET', ''],
    ['GET', '/rejects'],
    ['POST', '/preview'],
    ['POST', '/start'],
    ['DELETE', ''],
  ] as const) {
    const body = method === 'POST' ? { body: MAPPED } : {};
    const answer = await server.call(`/imports/${id}${path}`, { method, token: ben, ...body });
    expect(answer.status, `${method} ${path}`).toBe(404);
  }
  const own = uploadListSchema.parse(await (await server.call('/imports', { token: anna })).json());
  expect(own).toMatchObject({ maxBytes: 1_000_000, uploads: [{ id, state: 'uploaded' }] });
});

test('a newer file takes the place of an older one', async () => {
  const first = await send(CSV);
  const second = await send(CSV);
  expect((await server.call(`/imports/${first.id}`, { token: anna })).status).toBe(404);
  expect(files()).toEqual([second.id]);
});

test('without the permission, or from another site, nothing is taken', async () => {
  const reader = await server.tokenFor('carl@example.com', ['reportTickets', 'exportData']);
  const before = files();
  expect((await post('/imports?name=a', CSV, reader)).status).toBe(403);
  expect((await post('/imports?name=a', CSV, anna, { Origin: 'https://evil.example' })).status).toBe(403);
  expect(files()).toEqual(before);
});

test('what is too large, empty or nameless is refused, and leaves nothing', async () => {
  const before = files();
  const large = new Uint8Array(1_000_001).fill(65);
  const told = await post('/imports?name=a', large, anna, { 'Content-Length': String(large.length) });
  expect(told.status).toBe(413);
  expect((await errorOf(told)).allowed).toMatch(/at most 1 MB/);
  // A length that is not told is counted.
  expect((await post('/imports?name=a', large)).status).toBe(413);
  expect((await post('/imports?name=a', '')).status).toBe(400);
  expect(await errorOf(await post('/imports', CSV))).toMatchObject({ parameter: 'name' });
  expect(files()).toEqual(before);
});

test('a file that is no text is previewed as one that cannot be imported, and says why', async () => {
  const { id } = await send(Buffer.alloc(40));
  const answer = await post(`/imports/${id}/preview`, '{"mapping":{}}');
  expect(answer.status).toBe(200);
  expect(importPreviewSchema.parse(await answer.json())).toMatchObject({
    problem: expect.stringMatching(/not a file of text/),
    names: [],
    tickets: [],
  });
  expect((await errorOf(await post(`/imports/${id}/start`, '{"mapping":{}}'))).message).toMatch(/not a file of text/);
});

test('several files are previewed together, and may replace the tickets that are there', async () => {
  const { id } = await send('id,createdAt\n701,2024-05-12 09:00:00\n');
  const add = (content: string) => post(`/imports/${id}/files?name=more.csv`, content);
  expect(uploadSchema.parse(await (await add('id,createdAt\nx,\n')).json()).fileNames).toEqual([
    'their.csv',
    'more.csv',
  ]);
  const preview = importPreviewSchema.parse(await (await post(`/imports/${id}/preview`, '{"mapping":{}}')).json());
  expect(preview).toMatchObject({ read: 2, rejected: 1, rejects: [{ file: 'more.csv', line: 2 }] });
  expect(preview.stored.tickets).toBeGreaterThan(0);
  expect((await post(`/imports/${id}/start`, '{"mapping":{},"replace":true}')).status).toBe(202);
  expect(await ended(id)).toMatchObject({ state: 'done', progress: { phase: 'storing', rows: 2 } });
  const next = await send(CSV);
  const after = importPreviewSchema.parse(await (await post(`/imports/${next.id}/preview`, MAPPED)).json());
  expect(after.stored).toEqual({ tickets: 1, demo: false });
});

test('a file that is removed while one more is on its way leaves nothing', async () => {
  const { id } = await send(CSV);
  const more = new TransformStream<Uint8Array, Uint8Array>();
  const writer = more.writable.getWriter();
  const init = { method: 'POST', token: anna, body: more.readable, duplex: 'half' };
  const adding = server.call(`/imports/${id}/files?name=more.csv`, init);
  await writer.write(Buffer.from(CSV));
  await vi.waitUntil(() => files().includes(`${id}.1`));
  expect((await server.call(`/imports/${id}`, { method: 'DELETE', token: anna })).status).toBe(204);
  await writer.close();
  expect((await adding).status).toBe(404);
  expect(files()).toEqual([]);
});

test('a column that the caller may not see is neither mapped nor shown', async () => {
  server.backend.config.privacyLevel = 'none';
  try {
    const { id } = await send(CSV);
    const hidden = await post(`/imports/${id}/preview`, '{"mapping":{"rawData":"Mood"}}');
    expect(hidden.status).toBe(403);
    const mapped = importPreviewSchema.parse(await (await post(`/imports/${id}/preview`, MAPPED)).json());
    expect(mapped.columns).not.toContain('email');
    expect(mapped.tickets).toEqual([{ id: 1, createdAt: '2024-05-12 11:00:00' }]);
    const unknown = await errorOf(await post(`/imports/${id}/preview`, '{"mapping":{"mood":"Mood"}}'));
    expect(unknown).toMatchObject({ code: 'badRequest', parameter: 'mapping' });
    expect(JSON.stringify(unknown)).not.toContain('rawData');
    const twice = await errorOf(await post(`/imports/${id}/preview`, '{"mapping":{"id":"No","t.id":"Mood"}}'));
    expect(twice).toMatchObject({ code: 'badRequest', parameter: 'mapping' });
    for (const step of ['preview', 'start']) {
      expect((await post(`/imports/${id}/${step}`, ' '.repeat(100_000))).status).toBe(413);
    }
  } finally {
    server.backend.config.privacyLevel = 'full';
  }
});

test('a column that is hidden is stored all the same, unless it is left out for good', async () => {
  const stored = async (dialect: object) => {
    const { id } = await send(CSV);
    const body = JSON.stringify({ mapping: { id: 'No' }, dialect, replace: true, allowRejects: true });
    expect((await post(`/imports/${id}/start`, body)).status).toBe(202);
    await ended(id);
    const shown = await server.call('/export/reporting_tickets/preview', { token: anna });
    return (await shown.json()) as { data: { email: string | null }[] };
  };
  expect((await stored({})).data).toMatchObject([{ email: 'a@example.com' }]);
  expect((await stored({ leaveOut: ['email'] })).data).toMatchObject([{ email: null }]);
});

test('a file that breaks off changes nothing, says why, and may be replaced by a whole one', async () => {
  const rows = Array.from(
    { length: 20_000 },
    (_, index) => `${index + 10},2024-05-12 09:00:00,topic ${Math.sin(index)}`,
  );
  const whole = gzipSync(`id,createdAt,topic\n${rows.join('\n')}\n`);
  const cut = await send(whole.subarray(0, whole.length - 20));
  await post(`/imports/${cut.id}/start`, '{"mapping":{}}');
  expect(await ended(cut.id)).toMatchObject({
    state: 'failed',
    reason: 'their.csv: the gzip file is cut off; copy it, or export it, once more',
    summary: null,
  });
  const again = await send(whole);
  await post(`/imports/${again.id}/start`, '{"mapping":{}}');
  expect(await ended(again.id)).toMatchObject({ state: 'done', summary: { read: 20_000, stored: 20_000 } });
});
