import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { errorBodySchema } from '../../../contract/errors';
import { FAST_RETRY_POLICY, jobOf, queueExport, untilJob } from '../../../testing/exportJobs';
import { openTestBackend, READER, type TestBackend } from '../../../testing/testBackend';
import { randomTickets } from '../../../testing/ticketFactory';
import { logger } from '../../log/logger';
import { ExportService } from './exportService';
import { addJob } from './jobStore';

/** What somebody does who can write to the database, or to the folder of finished files, and is no user of the server. */

const FORGED = 'was not asked for here, or was changed since';
const ANNA = 'anna@example.com';
let server: TestBackend;
let offset = 0;

beforeAll(async () => {
  server = await openTestBackend({ EXPORT_SYNC_ROWS_TEXT: '0' });
  await server.insert(randomTickets(3, 60));
});
afterAll(() => server.close());
beforeEach(async () => {
  vi.spyOn(logger, 'error').mockReturnValue(undefined);
  await server.backend.exports.stop();
});
afterEach(() => vi.restoreAllMocks());

async function start(): Promise<void> {
  await server.backend.exports.stop();
  server.backend.exports = await ExportService.start(server.backend, FAST_RETRY_POLICY);
}

async function queued(): Promise<string> {
  offset += 1;
  return (await queueExport(server, `format=csv&columns=id&offset=${offset}`)).jobId;
}

async function sent(): Promise<string> {
  const id = await queued();
  await start();
  await untilJob(server, id, { state: 'sent', hasFile: true });
  return id;
}

async function change(id: string, changes: string, ...values: (string | object)[]): Promise<void> {
  await server.backend.state.query(`UPDATE export_jobs SET ${changes} WHERE id = $1`, [id, ...values]);
}

async function refusal(path: string, method = 'GET') {
  const response = await server.call(path, { method });
  return { status: response.status, message: errorBodySchema.parse(await response.json()).error.message };
}

function mails(): string[] {
  const { outboxFolder } = server.backend;
  return existsSync(outboxFolder) ? readdirSync(outboxFolder) : [];
}

function filesOf(id: string): string[] {
  const { folder } = server.backend.config.exports;
  return readdirSync(folder)
    .filter((name) => name.startsWith(id))
    .map((name) => join(folder, name));
}

function fileOf(id: string): string {
  const [path] = filesOf(id);
  if (path === undefined) throw new Error('the job has no file');
  return path;
}

const EVE = { id: ANNA, email: 'eve@example.com', name: 'Eve', permissions: [...READER, 'viewSensitiveDataInExport'] };

describe('a row', () => {
  const changes: [string, string, ...(string | object)[]][] = [
    ['that goes to another address', 'deliver_to = $2', 'eve@example.com'],
    ['with other permissions', 'caller = $2', EVE],
    ['of another request', 'query = $2', 'asOf=2024-01-01 00:00:00&format=csv'],
    ['at another level', "level = 'none'"],
    ['signed at another time', "signed_at = signed_at + interval '1 second'"],
    ['without a signature', 'signature = NULL'],
    ['with a signature of its own', 'signature = $2', 'A'.repeat(43)],
  ];

  test.each(changes)('%s is not worked on, and says so', async (_what, text, ...values) => {
    const id = await queued();
    await change(id, text, ...values);
    await start();
    await untilJob(server, id, { state: 'failed', error: `This export ${FORGED}`, problem: FORGED, query: null });
    expect(filesOf(id)).toEqual([]);
    expect(mails().filter((name) => name.includes(id))).toEqual([]);
    expect(logger.error).toHaveBeenCalledWith({ job: id }, expect.stringContaining('an export is not worked on'));
    const again = { status: 409, message: `This export ${FORGED}` };
    expect(await refusal(`/export/jobs/${id}/retry`, 'POST')).toEqual(again);
  });

  test('that was added by somebody else is not worked on, whoever it names', async () => {
    const id = await queued();
    const planted = randomUUID();
    // A copy of a row that is signed, under another id.
    await server.backend.state.query(
      `INSERT INTO export_jobs (id, user_id, user_tag, caller, query, fingerprint, format, state, rows_requested, deliver_to,
         requested_at, level, signed_at, signature)
       SELECT $2, user_id, user_tag, caller, query, 'another', format, state, rows_requested, deliver_to, requested_at, level,
         signed_at, signature FROM export_jobs WHERE id = $1`,
      [id, planted],
    );
    await start();
    await untilJob(server, id, { state: 'sent' });
    await untilJob(server, planted, { state: 'failed', problem: FORGED });
    expect(filesOf(planted)).toEqual([]);
  });

  test('that is given to another user after its file was made gives them nothing', async () => {
    const id = await sent();
    const eve = await server.tokenFor('eve@example.com', READER);
    await change(id, 'user_id = $2', 'secret:eve@example.com');
    const response = await server.call(`/export/jobs/${id}/file`, { token: eve });
    expect(response.status).toBe(409);
    expect((await server.call(`/export/jobs/${id}/mail`, { token: eve })).status).toBe(409);
  });

  test('whose mail is to go elsewhere is not mailed', async () => {
    const id = await sent();
    await server.backend.exports.stop();
    const before = mails();
    await change(id, "state = 'mailing', deliver_to = 'eve@example.com'");
    await start();
    await untilJob(server, id, { state: 'failed', problem: FORGED });
    expect(mails()).toEqual(before);
  });
});

test.each([
  ['reportTickets', ['exportData']],
  ['exportData', ['reportTickets']],
])('a job of somebody without %s is not made', async (missing, permissions) => {
  const id = randomUUID();
  const { state, keys, audit } = server.backend;
  const caller = { id: ANNA, email: ANNA, name: ANNA, permissions };
  const asked = { query: 'columns=id&asOf=2024-06-01 00:00:00&format=csv', fingerprint: id, format: 'csv' } as const;
  const job = { id, user: caller, level: 'full', ...asked, rowsRequested: 1, bytesExpected: 1 } as const;
  await addJob(state, keys, job, audit.values([]));
  await start();
  await untilJob(server, id, { state: 'failed', error: `This needs the permission "${missing}"` });
  expect(filesOf(id)).toEqual([]);
});

test('a job is never made at a more open level than it was asked for at', async () => {
  const { config } = server.backend;
  config.privacyLevel = 'pseudonymized';
  const id = (await queueExport(server, 'format=csv')).jobId;
  config.privacyLevel = 'full';
  await start();
  const job = await untilJob(server, id, { state: 'sent' });
  expect(job.receipt?.columns).not.toContain('email');
  expect(job.receipt?.hiddenColumns).toBe(2);
});

describe('a file name', () => {
  test.each([
    ['of another job', (other: string) => other],
    ['outside of the folder', () => '../secret'],
    ['of a part', (_other: string, own: string) => `${own}.part`],
    ['of another format', (_other: string, own: string) => own.replace('.csv', '.json')],
  ])('%s is none: nothing is given, and nothing is removed', async (_what, nameFor) => {
    const [other, id] = [await sent(), await sent()];
    const { folder } = server.backend.config.exports;
    const name = nameFor(fileOf(other).slice(folder.length + 1), fileOf(id).slice(folder.length + 1));
    await change(id, 'file_name = $2', name);
    writeFileSync(join(server.dataDir, 'secret'), 'a key');
    expect(await refusal(`/export/jobs/${id}/file`)).toMatchObject({ status: 404 });
    expect(await jobOf(server, id)).toMatchObject({ hasFile: false });
    await server.call(`/export/jobs/${id}`, { method: 'DELETE' });
    expect(existsSync(fileOf(other))).toBe(true);
    expect(existsSync(join(server.dataDir, 'secret'))).toBe(true);
  });
});

describe('a finished file', () => {
  test('with a link in its place is not there, and the link is not followed', async () => {
    const id = await sent();
    const path = fileOf(id);
    renameSync(path, join(server.dataDir, 'moved.csv'));
    symlinkSync(join(server.dataDir, 'moved.csv'), path);
    expect(await refusal(`/export/jobs/${id}/file`)).toMatchObject({ status: 404 });
  });

  test.each([
    ['of another size', (text: string) => `${text}1\r\n`],
    ['of the same size', (text: string) => text.replace(/\d\r\n$/, 'x\r\n')],
  ])('%s in its place is given to nobody: not a byte of it', async (_what, changed) => {
    const id = await sent();
    const path = fileOf(id);
    writeFileSync(path, changed(readFileSync(path, 'utf8')));
    const words = expect.stringContaining('is not the one that was made');
    expect(await refusal(`/export/jobs/${id}/file`)).toEqual({ status: 409, message: words });
    // Nor is it mailed.
    await server.backend.exports.stop();
    await change(id, "state = 'mailing'");
    await start();
    await untilJob(server, id, { state: 'failed', error: words, hasFile: false });
  });
});

test('a NOTIFY that nobody’s change sent stops no work', async () => {
  const { engine, state } = server.backend;
  const { writeFile } = engine;
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  // Each caller's share of it is a view of its own.
  vi.spyOn(engine, 'forCaller').mockReturnValue(engine);
  const writes = vi.spyOn(engine, 'writeFile').mockImplementation(async (...args) => {
    await gate;
    return writeFile.apply(engine, args);
  });
  const id = await queued();
  await start();
  await untilJob(server, id, { state: 'running' });
  const told = vi.spyOn(state, 'query');
  await state.query(`SELECT pg_notify('export_jobs', $1)`, [`${id} cancelled x`]);
  // It has looked whose the job is, and goes on.
  await vi.waitFor(() => expect(told.mock.calls.some(([text]) => text.startsWith('SELECT lease'))).toBe(true));
  open();
  await untilJob(server, id, { state: 'sent' });
  expect(writes).toHaveBeenCalledTimes(1);
});
