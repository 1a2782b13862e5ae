import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { BAD_SETTINGS } from '../../server/config/configError';
import { MIGRATIONS } from '../../server/state/migrations';
import { builtServer } from '../builtServer';
import { clickhouseEnvironment } from '../clickhouse/environment';
import { type StandIn, startStandIn } from '../clickhouse/standIn';
import { type PostgresCluster, startPostgres } from '../postgresCluster';
import { type Ending, SECRET, type ServerProcess, startServer } from '../serverProcess';
import { messageIdIn, startSmtpServer, type TestSmtpServer } from '../smtpServer';
import { randomTickets } from '../ticketFactory';

/** Servers and a worker on one PostgreSQL, one folder of finished files, and what stands in for a ClickHouse server. */

const built = builtServer();
const TICKETS = 5000;
let postgres: PostgresCluster;
let standIn: StandIn;
let smtp: TestSmtpServer;
let folder: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ticketlens-several-'));
  [postgres, smtp, standIn] = await Promise.all([
    startPostgres(),
    startSmtpServer(),
    startStandIn(join(folder, 'clickhouse')),
  ]);
  const tickets = join(folder, 'tickets.ndjson');
  const lines = randomTickets(11, TICKETS).map((ticket) => JSON.stringify(ticket));
  writeFileSync(tickets, lines.join('\n'));
  const { code, text } = await built.command('import', [tickets], { DATA_DIR: dataDir('import'), ...onServer() });
  expect({ code, text }).toMatchObject({ code: 0 });
}, 120_000);

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  }
}, 60_000);

afterAll(async () => {
  await smtp.close();
  await standIn.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

const dataDir = (name: string) => join(folder, name);

/** Another database for each test. */
function shared(name: string, database: string): Record<string, string> {
  return {
    DATA_DIR: dataDir(`${database}-${name}`),
    JWT_SECRET: SECRET,
    DATABASE_URL: postgres.url.replace(/postgres$/, database),
    EXPORT_DIR: dataDir(`${database}-exports`),
    SMTP_URL: smtp.url,
    PUBLIC_URL: 'https://reports.example.com',
    EXPORT_SYNC_ROWS_TEXT: '10',
  };
}

const onServer = () => clickhouseEnvironment(standIn);

async function query(database: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: postgres.url.replace(/postgres$/, database) });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const makeDatabase = (name: string) => query('postgres', `CREATE DATABASE ${name}`);

async function server(environment: Record<string, string>): Promise<ServerProcess> {
  const started = await startServer(built, environment);
  children.push(started.child);
  return started;
}

/** Resolves once it works on the queue. */
async function worker(environment: Record<string, string>): Promise<ChildProcess> {
  const child = built.run('worker', [], environment);
  children.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      text += String(chunk);
    });
  }
  await vi.waitUntil(() => child.exitCode !== null || text.includes('works on the queue'), { timeout: 60_000 });
  expect({ code: child.exitCode, text }).toMatchObject({ code: null });
  return child;
}

/** Starts a process that refuses to. */
function refusal(name: 'main' | 'worker', environment: Record<string, string>): Promise<Ending> {
  return built.command(name, [], { PORT: '0', ...environment });
}

test('without CLICKHOUSE_URL a second server on one PostgreSQL does not start, until the first is gone', async () => {
  await makeDatabase('lone');
  const first = await server(shared('a', 'lone'));
  for (const second of [shared('b', 'lone'), { ...shared('b', 'lone'), ...onServer() }]) {
    const { code, text } = await refusal('main', second);
    expect({ code, text }).toEqual({ code: 1, text: expect.stringMatching(/^DATABASE_URL: .*CLICKHOUSE_URL/m) });
  }
  // Once the connection that held its place is back the place is its own again.
  await query('lone', `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'`);
  expect((await refusal('main', shared('b', 'lone'))).code).toBe(1);
  expect((await first.call('/profile')).status).toBe(200);
  await first.end('SIGKILL');
  const second = await server(shared('b', 'lone'));
  expect((await second.call('/profile')).status).toBe(200);
}, 180_000);

test('beside others no process starts whose tickets are in another database', async () => {
  await makeDatabase('places');
  const first = await server({ ...shared('a', 'places'), ...onServer() });
  const elsewhere = { ...shared('b', 'places'), ...onServer(), CLICKHOUSE_DATABASE: 'elsewhere' };
  const { code, text } = await refusal('main', elsewhere);
  expect({ code, text }).toEqual({ code: 1, text: expect.stringMatching(/^CLICKHOUSE_URL, CLICKHOUSE_DATABASE: /m) });
  // What others change meanwhile would be copied in part.
  const copied = await built.command('copy', ['--from', onServer().CLICKHOUSE_URL ?? ''], {
    ...elsewhere,
    DATA_DIR: dataDir('copied'),
    EXPORT_DIR: dataDir('copied-exports'),
  });
  expect(copied).toMatchObject({ code: 1, text: expect.stringMatching(/^DATABASE_URL: Ticketlens processes work/m) });
  await first.end('SIGKILL');
  // It may have moved.
  const second = await server(elsewhere);
  expect((await second.call('/profile')).status).toBe(200);
}, 180_000);

const versionSchema = z.array(z.object({ version: z.int() }));

test('servers and a worker that start at once on an empty PostgreSQL make its tables once', async () => {
  await makeDatabase('fresh');
  const [a, b] = await Promise.all([
    server({ ...shared('a', 'fresh'), ...onServer() }),
    server({ ...shared('b', 'fresh'), ...onServer() }),
    worker({ ...shared('worker', 'fresh'), ...onServer() }),
  ]);
  const versions = versionSchema.parse(await query('fresh', 'SELECT version FROM schema_version ORDER BY version'));
  expect(versions.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  const reports = await Promise.all(
    [a, b].map((each) => each.call('/report/reporting_tickets?asOf=2026-01-01 00:00:00')),
  );
  const [one, other] = await Promise.all(reports.map((response) => response.text()));
  expect(one).toContain(`"total":${TICKETS}`);
  expect(other).toBe(one);
}, 180_000);

test('a worker without HTTP makes and mails what a server accepted before it was killed, into their one folder', async () => {
  await makeDatabase('queued');
  smtp.mails.splice(0);
  const settings = (name: string) => ({ ...shared(name, 'queued'), ...onServer() });
  const accepting = await server(settings('a'));
  const ids = await Promise.all([0, 1, 2, 3].map((offset) => accepting.queue(`format=xlsx&offset=${offset}`)));
  await accepting.end('SIGKILL');
  const child = await worker(settings('worker'));
  expect(listeningSockets(child)).toEqual([]);
  await vi.waitFor(() => expect(new Set(smtp.mails.map(messageIdIn)).size).toBe(ids.length), { timeout: 120_000 });
  const second = await server(settings('b'));
  for (const id of ids) {
    const job = await second.untilJob(id, { state: 'sent' });
    const file = Buffer.from(await (await second.call(`/export/jobs/${id}/file`)).arrayBuffer());
    expect(createHash('sha256').update(file).digest('hex')).toBe(job.sha256);
  }
  const names = readdirSync(dataDir('queued-exports')).filter((name) => name.endsWith('.xlsx'));
  expect(names).toHaveLength(ids.length);
  expect(smtp.mails.map(messageIdIn).sort()).toEqual(ids.map((id) => `<export-${id}@reports.example.com>`).sort());
}, 240_000);

test('a worker names each setting that it needs', async () => {
  const { code, text } = await refusal('worker', { DATA_DIR: dataDir('alone') });
  expect(code).toBe(BAD_SETTINGS);
  for (const name of ['DATABASE_URL', 'CLICKHOUSE_URL', 'PUBLIC_URL'])
    expect(text).toMatch(new RegExp(`^${name}: `, 'm'));
}, 60_000);

/** Sockets of TCP that a process listens on, by inode. */
function listeningSockets({ pid }: ChildProcess): string[] {
  const listening = ['tcp', 'tcp6'].flatMap((kind) => {
    const lines = readFileSync(`/proc/net/${kind}`, 'utf8').trim().split('\n').slice(1);
    return lines.map((line) => line.trim().split(/\s+/)).filter((fields) => fields[3] === '0A');
  });
  const inodes = new Set(listening.map((fields) => `socket:[${fields[9]}]`));
  const own = readdirSync(`/proc/${pid}/fd`).map((fd) => linkOf(`/proc/${pid}/fd/${fd}`));
  return own.filter((link) => inodes.has(link));
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
