import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { addressOf, SECRET, SERVER } from '../../../e2e/serverProcess';
import { type ExportJob, exportJobSchema, queuedResponseSchema } from '../../contract/responses/exportResponses';
import { createTokens } from '../../server/access/tokens';
import { readConfig } from '../../server/config/config';
import { type PostgresCluster, startPostgres } from '../postgresCluster';
import { messageIdIn, startSmtpServer, type TestSmtpServer } from '../smtpServer';

/**
 * A PostgreSQL that is cut off while the server works on an export: the server lives on, and the export is sent once
 * PostgreSQL is back. On the demo's tickets, whose workbook takes seconds.
 */

let postgres: PostgresCluster;
let smtp: TestSmtpServer;
let folder: string;
let child: ChildProcess;
let url: string;
let token: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ticketlens-away-'));
  [postgres, smtp] = await Promise.all([startPostgres(), startSmtpServer()]);
  const settings = { DATA_DIR: folder, PORT: '0', JWT_SECRET: SECRET, DATABASE_URL: postgres.url, SMTP_URL: smtp.url };
  const env = { ...process.env, ...settings, EXPORT_SYNC_ROWS_TEXT: '10' };
  // Errors of the lost connection are expected.
  child = spawn(process.execPath, [SERVER], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  url = await addressOf(child);
  const tokens = createTokens(new TextEncoder().encode(SECRET), readConfig({}).tokens);
  const user = { id: 'anna', email: 'anna@example.com', name: 'Anna', permissions: ['reportTickets', 'exportData'] };
  token = await tokens.issue(user, 'api', 600);
}, 120_000);

afterAll(async () => {
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  if (child.exitCode === null) await gone;
  await smtp.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

function call(path: string): Promise<Response> {
  return fetch(`${url}/api/mind/export${path}`, { headers: { Authorization: `Bearer ${token}` } });
}

async function queue(query: string): Promise<string> {
  return queuedResponseSchema.parse(await (await call(`/reporting_tickets?${query}`)).json()).jobId;
}

function until(id: string, wanted: Partial<ExportJob>): Promise<void> {
  const check = async () => {
    const job = exportJobSchema.parse(await (await call(`/jobs/${id}`)).json());
    expect(job).toMatchObject(wanted);
  };
  return vi.waitFor(check, { timeout: 90_000, interval: 100 });
}

function files(id: string): string[] {
  return readdirSync(join(folder, 'exports')).filter((name) => name.startsWith(id));
}

test('cut off while a file is written: the file is made by another try, once', async () => {
  const id = await queue('format=xlsx&columns=id,topic,createdAt,closedAt');
  await vi.waitFor(() => expect(files(id)).toEqual([expect.stringMatching(/\.part$/)]), {
    timeout: 20_000,
    interval: 5,
  });
  await postgres.cut();
  const refused = await call('/jobs');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
  // The try ends while the store is away.
  await vi.waitFor(() => expect(files(id)).toEqual([expect.stringMatching(/\.xlsx$/)]), { timeout: 60_000 });
  await postgres.restart();
  await until(id, { state: 'sent' });
  expect(child.exitCode).toBeNull();
  expect(smtp.mails.splice(0).map(messageIdIn)).toEqual([`<export-${id}@127.0.0.1>`]);
}, 180_000);

test('cut off while a mail is on its way: it is not sent again', async () => {
  smtp.behaviour = 'hang';
  const { connections } = smtp;
  const id = await queue('format=csv&columns=id,topic');
  await vi.waitFor(() => expect(smtp.connections).toBeGreaterThan(connections), { timeout: 20_000 });
  await postgres.cut();
  smtp.resume();
  await vi.waitFor(() => expect(smtp.mails).toHaveLength(1), { timeout: 20_000 });
  await postgres.restart();
  await until(id, { state: 'sent' });
  expect(child.exitCode).toBeNull();
  expect(smtp.mails).toHaveLength(1);
}, 180_000);
