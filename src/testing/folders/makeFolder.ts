import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Ticket } from '../../contract/columns/columns';
import { jobListSchema } from '../../contract/responses/exportResponses';
import { loadSecret } from '../../server/access/secret';
import { entryValues } from '../../server/audit/auditStore';
import { type Backend, openBackend } from '../../server/backend';
import { readConfig } from '../../server/config/config';
import { addJob, type NewJob } from '../../server/exports/jobs/jobStore';
import { createApp } from '../../server/http/app';
import { importTickets } from '../../server/imports/importTickets';
import { parsedRows } from '../../server/imports/read/parsedRows';
import { DisposalStack } from '../../server/process/disposalStack';
import { openState } from '../../server/state/openState';
import { createRowKeys } from '../../server/state/rowKeys';
import { randomTickets } from '../ticketFactory';

/**
 * Makes a data folder of this version, for the tests of later ones: tickets with odd values in every column, a view, a
 * short link, an export that was sent, and one that waits.
 *
 *   node_modules/.bin/vite build --ssr src/testing/folders/makeFolder.ts --outDir dist/make-folder
 *   node dist/make-folder/makeFolder.js NAME
 *
 * writes src/testing/folders/NAME.tar.br, and the tickets as NAME.tickets.json. Once made they are kept: they are what
 * that version wrote.
 */

const OWNER = 'anna@example.com';
const READER = ['reportTickets', 'exportData'];
const QUERY = 'filters[0][key]=channel&filters[0][comparator]=%21%3D&filters[0][value]=chat&filters[0][orEmpty]=1';
/** More rows are queued. */
const SYNC_ROWS = '5';

/** The documented example, and what breaks careless code. */
function tickets(): Ticket[] {
  const [first, ...others] = randomTickets(4711, 20);
  if (first === undefined) throw new Error('no ticket was made');
  const example = {
    ...first,
    id: 4711,
    channel: 'email',
    topic: 'Billing',
    createdAt: '2024-05-12 09:00:00',
    closedAt: '2024-05-13 16:15:00',
    modifiedAt: '2024-05-13 16:15:00',
    dueBy: '2024-05-20 09:00:00',
    secondsToClose: 116_100,
    secondsClosedAfterSLA: -3600,
  };
  return [example, ...others];
}

const [name = ''] = process.argv.slice(2);
if (!/^\w+$/.test(name)) throw new Error('makeFolder.js NAME');
const target = resolve('src/testing/folders', name);
const dataDir = mkdtempSync(join(tmpdir(), 'ticketlens-folder-'));
const config = readConfig({
  DATA_DIR: dataDir,
  JWT_SECRET: 'a-secret-for-tests-that-is-long-enough',
  EXPORT_SYNC_ROWS_TEXT: SYNC_ROWS,
});
await fill();
await addWaiting();
pack();
rmSync(dataDir, { recursive: true });

async function fill(): Promise<void> {
  const disposal = new DisposalStack();
  const backend = await openBackend(config, 'http://127.0.0.1:4173', disposal);
  try {
    const rows = tickets();
    writeFileSync(`${target}.tickets.json`, `${JSON.stringify(rows, null, 2)}\n`);
    const source = { name: 'tickets', path: `${target}.tickets.json` };
    const rejectPath = join(dataDir, 'rejects.ndjson');
    const { stored } = await importTickets(backend.engine, [source], {
      timeZone: config.timeZone,
      replace: true,
      rejectPath,
      read: parsedRows,
    });
    if (stored !== rows.length) throw new Error(`${stored} tickets of ${rows.length} were stored`);
    await addReports(backend);
  } finally {
    await disposal.disposeAsync();
  }
}

async function addReports(backend: Backend): Promise<void> {
  const app = createApp(() => backend, dataDir, config);
  const user = { id: OWNER, email: OWNER, name: OWNER, permissions: READER };
  const token = await backend.sessions.tokens.issue(user, 'api', 600);
  const call = async (path: string, init: RequestInit = {}) => {
    const headers = { Authorization: `Bearer ${token}` };
    const response = await app.request(`http://127.0.0.1:4173/api/mind${path}`, { ...init, headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const post = (path: string, body: object) => call(path, { method: 'POST', body: JSON.stringify(body) });
  await post('/views', { name: 'No chats', query: QUERY, isDefault: true });
  await post('/links', { query: `${QUERY}&groupBy=priority` });
  await call(`/export/reporting_tickets?format=csv&${QUERY}`);
  for (;;) {
    const { jobs } = jobListSchema.parse(await (await call('/export/jobs')).json());
    if (jobs.every(({ state }) => state === 'sent')) return;
    await setTimeout(50);
  }
}

/** While no worker runs, so that it is still waiting in the folder. */
async function addWaiting(): Promise<void> {
  const disposal = new DisposalStack();
  try {
    const job: NewJob = {
      id: randomUUID(),
      user: { id: OWNER, email: OWNER, name: OWNER, permissions: READER },
      level: config.privacyLevel,
      query: `${QUERY}&asOf=2024-06-01 00:00:00&format=json`,
      fingerprint: 'waiting',
      format: 'json',
      rowsRequested: 20,
      bytesExpected: 20_000,
    };
    const secret = loadSecret(config);
    const state = await openState(config, secret, disposal);
    await addJob(state, createRowKeys(secret), job, entryValues([], new Date(), config.auditDays));
  } finally {
    await disposal.disposeAsync();
  }
}

function pack(): void {
  const tar = spawnSync('tar', ['-cf', '-', '-C', dataDir, '--sort=name', '.'], { maxBuffer: 2 ** 30 });
  if (tar.status !== 0) throw new Error(String(tar.stderr));
  const params = {
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: tar.stdout.length,
  };
  const packed = brotliCompressSync(tar.stdout, { params });
  writeFileSync(`${target}.tar.br`, packed);
  console.log(`${target}.tar.br: ${packed.length} bytes of ${tar.stdout.length}`);
}
