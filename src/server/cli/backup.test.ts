import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { API_BASE } from '../../contract/endpoints/endpoint';
import { auditListSchema } from '../../contract/responses/auditResponses';
import { type ExportJob, jobListSchema } from '../../contract/responses/exportResponses';
import { clickhouseEnvironment } from '../../testing/clickhouse/environment';
import { startStandIn } from '../../testing/clickhouse/standIn';
import { commandHere } from '../../testing/commandHere';
import { test as base } from '../../testing/fixtures';
import { SECRET, type ServerProcess, startServer } from '../../testing/serverProcess';
import { randomTickets } from '../../testing/ticketFactory';
import { createTokens } from '../access/tokens';
import { readConfig } from '../config/config';
import { backupCommand } from './backupCommand';
import { copyCommand } from './copyCommand';
import { importCommand } from './importCommand';
import { restoreCommand } from './restoreCommand';

const TICKETS = 3000;
const AS_OF = 'asOf=2026-01-01 00:00:00';
const REPORT = `/report/reporting_tickets?${AS_OF}&groupBy=topic&bucket=week`;
const CSV = `/export/reporting_tickets?format=csv&${AS_OF}`;
const MINUTES = 300_000;

/** What everybody sees of a server. */
interface Seen {
  report: string;
  csv: string;
  views: string;
  jobs: ExportJob[];
  mappings: string;
  file: string;
}

/** A server with tickets, a mailed export, a view, a link and an audit, what was seen of it, and a back-up made meanwhile. */
const test = base
  .extend('tickets', { scope: 'file' }, ({ file }) => {
    const hard = {
      id: 9_007_199_254_740_000,
      topic: "tab\tline\nback\\slash 'quote' \u{1f600} \\N",
      rawData: '{"a":"\\n\\u0041"}',
    };
    const all = [...randomTickets(7, TICKETS), { ...randomTickets(8, 1)[0], ...hard }];
    return file(all.map((ticket) => JSON.stringify(ticket)).join('\n'), 'tickets.ndjson');
  })
  .extend('original', { scope: 'file' }, async ({ built, folder, tickets }) => {
    const environment = { DATA_DIR: join(folder, 'original'), EXPORT_SYNC_ROWS_XLSX: '10' };
    expect(await commandHere(importCommand, [tickets], environment)).toMatchObject({ code: 0 });
    const server = await startServer(built, environment);
    const id = await server.queue(`format=xlsx&${AS_OF}`);
    await server.untilJob(id, { state: 'sent' });
    const query = 'filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat';
    const body = JSON.stringify({ name: 'Chats', query, isDefault: true });
    expect((await server.call('/views', { method: 'POST', body })).status).toBe(201);
    const seen = await seenOf(server, id);
    const audit = await auditOf(server);
    const backup = join(folder, 'backup');
    // Which is not empty.
    const refused = await built.command('backup', [folder], { ...environment, JWT_SECRET: SECRET });
    const made = await built.command('backup', [backup], { ...environment, JWT_SECRET: SECRET });
    const { text } = await server.end('SIGTERM');
    return { environment, id, seen, audit, backup, refused, made, text };
  })
  .extend('restore', ({ dataDir }) => (from: string) => {
    mkdirSync(dataDir, { recursive: true });
    return commandHere(restoreCommand, [from], { DATA_DIR: dataDir }, { freshState: true });
  });

async function seenOf(server: ServerProcess, id: string): Promise<Seen> {
  const text = async (path: string) => {
    const response = await server.call(path);
    expect({ path, status: response.status }).toEqual({ path, status: 200 });
    return response.text();
  };
  return {
    report: await text(REPORT),
    csv: await text(CSV),
    views: await text('/views'),
    jobs: jobListSchema.parse(JSON.parse(await text('/export/jobs'))).jobs,
    mappings: await text('/mappings'),
    file: Buffer.from(await (await server.call(`/export/jobs/${id}/file`)).arrayBuffer()).toString('base64'),
  };
}

async function auditOf({ address }: ServerProcess) {
  const tokens = createTokens(new TextEncoder().encode(SECRET), readConfig({}).tokens);
  const user = { id: 'works', email: 'works@example.com', name: 'works', permissions: ['viewAudit'] };
  const headers = { Authorization: `Bearer ${await tokens.issue(user, 'api', 60)}` };
  const response = await fetch(`${address}${API_BASE}/audit?limit=500`, { headers });
  return auditListSchema.parse(await response.json()).entries;
}

test('a back-up of a server that runs, restored into an empty folder, gives every figure, job, view, file and entry', {
  timeout: MINUTES,
}, async ({ built, dataDir, original }) => {
  expect(original.made).toMatchObject({ code: 0, text: expect.stringContaining('3,001 tickets') });
  mkdirSync(dataDir);
  // As a process of its own, as the back-up was.
  expect(await built.command('restore', [original.backup], { DATA_DIR: dataDir })).toMatchObject({
    code: 0,
    text: expect.stringContaining('3,001 tickets'),
  });
  const server = await startServer(built, { ...original.environment, DATA_DIR: dataDir });
  const seen = await seenOf(server, original.id);
  const entries = await auditOf(server);
  await server.end('SIGTERM');
  // The download of now stands in the list as well.
  expect(seen).toEqual({ ...original.seen, jobs: expect.arrayContaining(original.seen.jobs) });
  const newest = original.audit[0]?.id ?? 0;
  expect(entries.filter(({ id }) => id <= newest)).toEqual(original.audit);
  expect(original.refused).toMatchObject({ code: 1, text: expect.stringContaining('is not empty') });
  expect(entries.filter(({ kind }) => kind === 'backedUp')).toMatchObject([{ userId: 'secret:npm run backup' }]);
  expect(entries.map(({ kind }) => kind)).toContain('restored');
  expect(readFileSync(join(dataDir, 'secret'), 'utf8')).toBe(
    readFileSync(join(original.environment.DATA_DIR, 'secret'), 'utf8'),
  );
});

test('half a back-up and a damaged one are refused in words, and change nothing', { timeout: MINUTES }, async ({
  dataDir,
  folder,
  original,
  restore,
}) => {
  const nothing = join(folder, 'nothing');
  mkdirSync(nothing);
  expect(await restore(nothing)).toMatchObject({ code: 1, text: expect.stringContaining('is no whole back-up') });
  const file = join(original.backup, 'tickets.tsv.gz');
  const whole = readFileSync(file);
  const damaged = Buffer.from(whole);
  damaged[damaged.length >> 1] = 255 - (damaged[damaged.length >> 1] ?? 0);
  writeFileSync(file, damaged);
  expect((await restore(original.backup)).text).toMatch(/tickets.tsv.gz is not as it was written. Nothing was changed/);
  rmSync(file);
  expect((await restore(original.backup)).text).toMatch(/tickets.tsv.gz is missing. Nothing was changed/);
  writeFileSync(file, whole);
  expect(readdirSync(dataDir)).toEqual([]);
});

test('folders that hold something are refused, by back-ups and restores', { timeout: MINUTES }, async ({
  dataDir,
  original,
  restore,
}) => {
  const { environment, backup } = original;
  const backUp = (...args: string[]) => commandHere(backupCommand, args, environment);
  expect((await backUp(backup)).text).toContain('is not empty');
  const inside = join(environment.DATA_DIR, 'backups');
  expect((await backUp(inside)).text).toContain('which a back-up is to outlive');
  expect((await backUp()).text).toContain('Usage');
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, 'notes.txt'), 'mine');
  expect(await restore(backup)).toMatchObject({ code: 1, text: expect.stringContaining('is not empty') });
  expect(readFileSync(join(dataDir, 'notes.txt'), 'utf8')).toBe('mine');
});

test('after a restore that was killed nothing starts on the folder, until another one is whole', {
  timeout: MINUTES,
}, async ({ built, dataDir, original, restore }) => {
  mkdirSync(join(dataDir, 'state'), { recursive: true });
  writeFileSync(join(dataDir, 'state', 'half'), '');
  writeFileSync(join(dataDir, 'restore-unfinished'), '');
  const refused = { code: 1, text: expect.stringContaining('a restore into') };
  expect(await built.command('main', [], { DATA_DIR: dataDir, PORT: '0' })).toMatchObject(refused);
  expect(await restore(original.backup)).toMatchObject({ code: 0 });
  expect(existsSync(join(dataDir, 'restore-unfinished'))).toBe(false);
});

test('tickets copied to a ClickHouse server and back are the same, and a copy replaces nothing', {
  timeout: MINUTES,
}, async ({ built, dataDir, file, folder, original, onTestFinished }) => {
  const standIn = await startStandIn(join(folder, 'clickhouse'));
  onTestFinished(() => standIn.stop());
  const { CLICKHOUSE_URL = '', ...users } = clickhouseEnvironment(standIn);
  const copy = (args: string[], DATA_DIR: string) => commandHere(copyCommand, args, { ...users, DATA_DIR });
  const to = ['--to', CLICKHOUSE_URL];
  const there = await built.command('copy', to, { ...users, DATA_DIR: original.environment.DATA_DIR });
  expect(there).toMatchObject({ code: 0, text: expect.stringContaining('copied 3,001 tickets; all are the same') });
  // Once more: they are there.
  expect((await copy(to, original.environment.DATA_DIR)).text).toBe(there.text);
  const back = await copy(['--from', CLICKHOUSE_URL], dataDir);
  expect(back.text).toBe(there.text);
  const server = await startServer(built, { DATA_DIR: dataDir });
  const report = await (await server.call(REPORT)).text();
  const csv = await (await server.call(CSV)).text();
  expect((await auditOf(server)).map(({ kind }) => kind)).toContain('copied');
  await server.end('SIGTERM');
  expect({ report, csv }).toEqual({ report: original.seen.report, csv: original.seen.csv });
  const other = join(folder, 'other');
  const few = file(JSON.stringify(randomTickets(9, 1)[0]));
  expect(await commandHere(importCommand, [few], { DATA_DIR: other })).toMatchObject({ code: 0 });
  expect((await copy(to, other)).text).toContain('3,001 tickets already');
  expect((await copy([], other)).text).toContain('Usage');
  expect((await copy(['--to', 'ftp://x'], other)).text).toMatch(/^CLICKHOUSE_URL: must be/);
});
