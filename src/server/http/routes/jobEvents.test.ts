import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { errorBodySchema } from '../../../contract/errors';
import { queueExport } from '../../../testing/exportJobs';
import { openTestBackend, READER, type TestBackend } from '../../../testing/testBackend';
import { randomTickets } from '../../../testing/ticketFactory';

/** Many streams of one user, on the real store; nobody works on their job, so that they stay open. */

const EVENTS = '/export/jobs/events';
/** As many as one user may have. */
const MOST = 8;
let server: TestBackend;
let jobId: string;
const open: ReadableStreamDefaultReader<Uint8Array>[] = [];

beforeAll(async () => {
  server = await openTestBackend({ EXPORT_SYNC_ROWS_TEXT: '0' });
  await server.insert(randomTickets(3, 20));
  await server.backend.exports.stop();
  const { ExportService } = await import('../../exports/jobs/exportService');
  server.backend.exports = await ExportService.start(server.backend);
  await server.backend.state.query(
    "ALTER TABLE export_jobs ALTER COLUMN next_try_at SET DEFAULT now() + interval '1 hour'",
  );
  ({ jobId } = await queueExport(server, 'format=csv&columns=id'));
});
afterAll(() => server.close());
afterEach(async () => {
  for (const reader of open.splice(0)) await reader.cancel();
  vi.restoreAllMocks();
});

/** Opens a stream and reads its first list. */
async function stream(): Promise<ReadableStreamDefaultReader<Uint8Array>> {
  const response = await server.call(EVENTS);
  expect(response.status, 'one that was left gives its place at once').toBe(200);
  const reader = response.body?.getReader();
  if (reader === undefined) throw new Error('no stream');
  open.push(reader);
  await reader.read();
  return reader;
}

test('a user may have so many at once; one more is asked to come later, and can once another has ended', async () => {
  for (let each = 0; each < MOST; each += 1) await stream();
  const refused = await server.call(EVENTS);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
  const { error } = errorBodySchema.parse(await refused.json());
  expect(error).toMatchObject({ code: 'tooManyRequests', allowed: `at most ${MOST} at once` });
  const eve = await server.tokenFor('eve@example.com', READER);
  const hers = await server.call(EVENTS, { token: eve });
  expect(hers.status).toBe(200);
  await hers.body?.cancel();
  for (let each = 0; each < MOST; each += 1) {
    await open.shift()?.cancel();
    await stream();
  }
  expect((await server.call(EVENTS)).status, 'none has given its place twice').toBe(429);
});

/** Reads on until a list says it; a stream repeats its list now and then. */
async function until(reader: ReadableStreamDefaultReader<Uint8Array>, words: string): Promise<string> {
  for (;;) {
    const { value, done } = await reader.read();
    const list = new TextDecoder().decode(value);
    if (list.includes(words)) return list;
    if (done) throw new Error(`the stream has ended without ${words}`);
  }
}

test('a change is read once for all of them, and told to each', async () => {
  const readers: ReadableStreamDefaultReader<Uint8Array>[] = [];
  for (let each = 0; each < MOST; each += 1) readers.push(await stream());
  const { state } = server.backend;
  const told = readers.map((reader) => until(reader, 'not now'));
  const asked = vi.spyOn(state, 'query');
  await state.query("UPDATE export_jobs SET error = 'not now' WHERE id = $1", [jobId]);
  await Promise.all(told);
  const readings = asked.mock.calls.filter(([text]) => text.includes('ORDER BY requested_at DESC, id'));
  // The second one is a repetition, if the machine is slow.
  expect(readings.length).toBeLessThanOrEqual(2);
});

test('a stream ends with the session that it was opened in, and says nothing more', async () => {
  const token = await server.tokenFor('anna@example.com', READER);
  const signedIn = await server.call('/session', { method: 'POST', body: JSON.stringify({ token }), token: '' });
  const [cookie = ''] = signedIn.headers.get('set-cookie')?.split(';') ?? [];
  const own = { token: '', headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' } };
  const response = await server.call(EVENTS, own);
  expect(response.status).toBe(200);
  const reader = response.body?.getReader();
  if (reader === undefined) throw new Error('no stream');
  expect(new TextDecoder().decode((await reader.read()).value)).toContain(jobId);
  expect((await server.call('/session', { method: 'DELETE', ...own })).status).toBe(204);
  await server.backend.state.query("UPDATE export_jobs SET error = 'told too late' WHERE id = $1", [jobId]);
  expect(await reader.read()).toEqual({ done: true, value: undefined });
});

test('who sees less is shown less, although the list is read once for both', async () => {
  const { config, state } = server.backend;
  await state.query('UPDATE export_jobs SET columns = $2 WHERE id = $1', [jobId, ['id', 'email']]);
  const all = await stream();
  config.privacyLevel = 'none';
  const less = await stream();
  config.privacyLevel = 'full';
  // A later one would be taken for a clock that was put back, and the job for due.
  const nextTryAt = new Date(Date.now() + 30 * 60_000);
  const told = [all, less].map((reader) => until(reader, `"nextTryAt":"${nextTryAt.toISOString()}"`));
  await state.query('UPDATE export_jobs SET next_try_at = $2 WHERE id = $1', [jobId, nextTryAt]);
  const [seen, hidden] = await Promise.all(told);
  expect(seen).toContain('columns=id');
  expect(hidden).toContain('"query":null');
  await state.query('UPDATE export_jobs SET columns = NULL WHERE id = $1', [jobId]);
});
