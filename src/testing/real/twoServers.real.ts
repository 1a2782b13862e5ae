import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { addressOf, end, SECRET } from '../../../e2e/serverProcess';
import { TEST_BUILD } from '../../../vite.config';
import { linkMadeSchema } from '../../contract/query/links';
import {
  type ExportJob,
  exportJobSchema,
  jobListSchema,
  queuedResponseSchema,
} from '../../contract/responses/exportResponses';
import { MAX_VIEWS, viewListSchema } from '../../contract/responses/savedViews';
import { createTokens } from '../../server/access/tokens';
import { readConfig } from '../../server/config/config';
import { clickhouseEnvironment } from '../clickhouse/environment';
import { type StandIn, startStandIn } from '../clickhouse/standIn';
import { type PostgresCluster, startPostgres } from '../postgresCluster';
import { messageIdIn, type SmtpBehaviour, startSmtpServer, type TestSmtpServer } from '../smtpServer';
import { randomTickets } from '../ticketFactory';

/**
 * Two server processes share one PostgreSQL, one folder of finished files, and the tickets on what stands in for a
 * ClickHouse server. Needs an installed PostgreSQL, which `npm run test:real` sees to.
 */

const SERVER = resolve(TEST_BUILD, 'main.js');
const TICKETS = 20_000;
const EXPORT = '/api/mind/export/reporting_tickets';
let postgres: PostgresCluster;
let standIn: StandIn;
/** Each server has its own mail server, which shows which one mailed. */
let smtps: TestSmtpServer[];
let folder: string;
let token: string;
const servers: { child: ChildProcess; url: string }[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ticketlens-two-'));
  [postgres, ...smtps] = await Promise.all([startPostgres(), startSmtpServer(), startSmtpServer()]);
  standIn = await startStandIn(join(folder, 'clickhouse'));
  const tickets = join(folder, 'tickets.ndjson');
  writeFileSync(
    tickets,
    randomTickets(11, TICKETS)
      .map((ticket) => JSON.stringify(ticket))
      .join('\n'),
  );
  const tokens = createTokens(new TextEncoder().encode(SECRET), readConfig({}).tokens);
  const user = { id: 'anna', email: 'anna@example.com', name: 'Anna', permissions: ['reportTickets', 'exportData'] };
  token = await tokens.issue(user, 'api', 600);
  await importTickets('a', tickets);
  // At once: the first one makes the tables, and the other waits.
  servers.push(...(await Promise.all([start('a'), start('b')])));
}, 120_000);

afterAll(async () => {
  for (const { child } of servers) await end(child, 'SIGTERM');
  await Promise.all(smtps.map((smtp) => smtp.close()));
  await standIn.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

function environment(name: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DATA_DIR: join(folder, name),
    PORT: '0',
    JWT_SECRET: SECRET,
    ...clickhouseEnvironment(standIn),
    DATABASE_URL: postgres.url,
    EXPORT_DIR: join(folder, 'exports'),
    SMTP_URL: smtps[name === 'a' ? 0 : 1]?.url,
    EXPORT_SYNC_ROWS_TEXT: '10',
  };
}

async function importTickets(name: string, path: string): Promise<void> {
  const child = spawn(process.execPath, [SERVER.replace('main.js', 'import.js'), path], { env: environment(name) });
  expect((await once(child, 'exit'))[0]).toBe(0);
}

async function start(name: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [SERVER], { env: environment(name), stdio: ['ignore', 'pipe', 'inherit'] });
  return { child, url: await addressOf(child) };
}

function serverAt(index: number): { child: ChildProcess; url: string } {
  const server = servers[index % servers.length];
  if (server === undefined) throw new Error('no server runs');
  return server;
}

function call(index: number, path: string, method = 'GET', body?: unknown): Promise<Response> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return fetch(serverAt(index).url + path, { method, headers: { Authorization: `Bearer ${token}` }, ...sent });
}

function behave(behaviour: SmtpBehaviour): void {
  for (const smtp of smtps) smtp.behaviour = behaviour;
}

/** Ids of all mails since the last call. */
function mailed(): (string | undefined)[] {
  return smtps.flatMap(({ mails }) => mails.splice(0).map(messageIdIn)).sort();
}

async function queue(index: number, query: string): Promise<string> {
  return queuedResponseSchema.parse(await (await call(index, `${EXPORT}?format=csv&${query}`)).json()).jobId;
}

async function jobOf(index: number, id: string): Promise<ExportJob> {
  return exportJobSchema.parse(await (await call(index, `/api/mind/export/jobs/${id}`)).json());
}

async function untilSent(index: number, id: string): Promise<ExportJob> {
  const check = async () => {
    const job = await jobOf(index, id);
    expect(job.state).toBe('sent');
    return job;
  };
  return vi.waitFor(check, { timeout: 60_000, interval: 100 });
}

test('jobs that are asked of both are each done once, and every file can be had from either', async () => {
  const wanted = Array.from({ length: 16 }, (_, index) => queue(index, `offset=${index}&columns=id,topic,createdAt`));
  const ids = await Promise.all(wanted);
  const sent = await Promise.all(ids.map((id, index) => untilSent(index + 1, id)));
  expect(new Set(ids).size).toBe(ids.length);
  expect(mailed()).toEqual(ids.map((id) => `<export-${id}@127.0.0.1>`).sort());
  // Each try has a file name of its own: no file was made twice.
  expect(readdirSync(join(folder, 'exports')).filter((name) => name.endsWith('.csv'))).toHaveLength(ids.length);
  for (const [index, job] of sent.entries()) {
    expect(job.rows).toBe(job.rowsRequested);
    const file = Buffer.from(await (await call(index + 1, `/api/mind/export/jobs/${job.id}/file`)).arrayBuffer());
    expect(createHash('sha256').update(file).digest('hex')).toBe(job.sha256);
  }
}, 120_000);

test('the same request at both is one job; cancelled at one, whoever listens at the other is told', async () => {
  behave('hang');
  const [first, second] = await Promise.all([queue(0, 'columns=id,status'), queue(1, 'columns=id,status')]);
  expect(second).toBe(first);
  const stream = call(1, '/api/mind/export/jobs/events').then((response) => response.text());
  await vi.waitFor(async () => expect((await jobOf(0, first)).hasFile).toBe(true), { timeout: 20_000 });
  expect((await call(0, `/api/mind/export/jobs/${first}`, 'DELETE')).status).toBe(200);
  const last = [...(await stream).matchAll(/^data: (.*)$/gm)].at(-1)?.[1] ?? '';
  const told = jobListSchema.parse(JSON.parse(last)).jobs.find(({ id }) => id === first);
  expect(told).toMatchObject({ state: 'cancelled', hasFile: false });
  expect(readdirSync(join(folder, 'exports')).filter((name) => name.startsWith(first))).toEqual([]);
}, 60_000);

const AT_ONCE = 60;

test('a short link that one makes opens at the other; views hold their limit although both add them', async () => {
  const query = 'filters[0][key]=id&filters[0][comparator]=%3C&filters[0][value]=100';
  const made = await Promise.all([0, 1, 0, 1].map((index) => call(index, '/api/mind/links', 'POST', { query })));
  const ids = new Set(await Promise.all(made.map(async (response) => linkMadeSchema.parse(await response.json()).id)));
  expect(ids.size).toBe(1);
  const [id] = ids;
  const full = await call(0, `${EXPORT}/preview?${query}`);
  expect(await (await call(1, `${EXPORT}/preview?link=${id}`)).text()).toBe(await full.text());

  const statuses: number[] = [];
  // As many at once as one user may ask of each.
  for (let first = 0; first < MAX_VIEWS + 4; first += AT_ONCE) {
    const adding = Array.from({ length: Math.min(AT_ONCE, MAX_VIEWS + 4 - first) }, (_, index) =>
      call(first + index, '/api/mind/views', 'POST', { name: `View ${first + index}`, query, isDefault: true }),
    );
    statuses.push(...(await Promise.all(adding)).map(({ status }) => status));
  }
  expect(statuses.filter((status) => status === 201)).toHaveLength(MAX_VIEWS);
  expect(statuses.filter((status) => status === 409)).toHaveLength(4);
  const { views } = viewListSchema.parse(await (await call(1, '/api/mind/views')).json());
  expect(views.filter(({ isDefault }) => isDefault)).toHaveLength(1);
}, 60_000);

test('a session that one ends, and a token that a command revokes, are refused by the other', async () => {
  const session = '/api/mind/session';
  const begun = await fetch(serverAt(0).url + session, { method: 'POST', body: JSON.stringify({ token }) });
  const headers = { Cookie: begun.headers.get('Set-Cookie')?.split(';')[0] ?? '' };
  const statusAt = async (index: number) =>
    (await fetch(`${serverAt(index).url}/api/mind/profile`, { headers })).status;
  expect(await Promise.all([0, 1].map(statusAt))).toEqual([200, 200]);
  await fetch(serverAt(0).url + session, { method: 'DELETE', headers });
  expect(await statusAt(0)).toBe(401);
  await vi.waitFor(async () => expect(await statusAt(1)).toBe(401), { timeout: 5000, interval: 20 });

  const command = async (...args: string[]) => {
    const child = spawn(process.execPath, [SERVER.replace('main.js', 'token.js'), ...args], { env: environment('a') });
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += String(chunk);
    });
    expect((await once(child, 'close'))[0]).toBe(0);
    return text.trim();
  };
  const issued = await command('--email', 'ben@example.com');
  const byToken = async (index: number) => {
    const response = await fetch(`${serverAt(index).url}/api/mind/profile`, {
      headers: { Authorization: `Bearer ${issued}` },
    });
    return response.status;
  };
  expect(await Promise.all([0, 1].map(byToken))).toEqual([200, 200]);
  await command('--revoke', (await command('--list')).split('  ')[0] ?? '');
  expect(await byToken(0)).toBe(401);
  await vi.waitFor(async () => expect(await byToken(1)).toBe(401), { timeout: 5000, interval: 20 });
}, 60_000);

test('a server with a folder of finished files of its own does not start, and says which setting is wrong', async () => {
  const own = { ...environment('c'), EXPORT_DIR: join(folder, 'c', 'exports') };
  const child = spawn(process.execPath, [SERVER], { env: own, stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  child.stderr?.on('data', (chunk) => {
    words += String(chunk);
  });
  expect((await once(child, 'close'))[0]).toBe(1);
  expect(words).toMatch(/^EXPORT_DIR: .* is not the folder that the other servers on this DATABASE_URL use/m);
}, 60_000);

test('the job of a process that is killed is done by the other, once', async () => {
  behave('hang');
  const before = smtps.map(({ connections }) => connections);
  const busy = () => smtps.findIndex(({ connections }, index) => connections > (before[index] ?? 0));
  const id = await queue(0, 'columns=id,priority');
  await vi.waitFor(() => expect(busy()).not.toBe(-1), { timeout: 20_000, interval: 20 });
  const holder = busy();
  await end(serverAt(holder).child, 'SIGKILL');
  servers.splice(holder, 1);
  behave('accept');
  await untilSent(0, id);
  expect(mailed()).toEqual([`<export-${id}@127.0.0.1>`]);
}, 90_000);
