import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { STORED_COLUMN_IDS } from '../../../contract/columns/columns';
import { errorBodySchema } from '../../../contract/errors';
import { type AuditEntry, auditListSchema } from '../../../contract/responses/auditResponses';
import { preparedResponseSchema } from '../../../contract/responses/exportResponses';
import { uploadSchema } from '../../../contract/responses/importResponses';
import { csvCells } from '../../../testing/csvCells';
import { queueExport, untilJob } from '../../../testing/exportJobs';
import { openTestBackend, type TestBackend } from '../../../testing/testBackend';
import { logger } from '../../log/logger';

/** What of each endpoint stands in the audit, by its own endpoint, on the real stores. */

const EXPORT = '/export/reporting_tickets';
const CHAT = 'filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat';
const TOPIC =
  'filters[0][key]=topic&filters[0][comparator]=in&filters[0][values][]=Billing&filters[0][values][]=Moving';
let server: TestBackend;
let auditor: string;

beforeAll(async () => {
  server = await openTestBackend();
  await server.insert(
    Array.from({ length: 6 }, (_, index) => ({
      id: index + 1,
      createdAt: '2024-01-01 00:00:00',
      channel: 'chat',
      topic: index % 2 === 0 ? 'Billing' : 'Moving',
      email: 'agent@example.com',
    })),
  );
  auditor = await server.tokenFor('works.council@example.com', ['viewAudit']);
});
afterAll(() => server.close());

async function read(query: string, token = auditor) {
  const response = await server.call(`/audit?${query}`, { token });
  expect(response.status, await response.clone().text()).toBe(200);
  return auditListSchema.parse(await response.json());
}

/** Entries of a user whom nobody else is in this file, oldest first. */
async function entriesOf(user: string): Promise<AuditEntry[]> {
  return (await read(`user=${user}&limit=500`)).entries.reverse();
}

let users = 0;
/** Somebody new, who may do everything but read the audit. */
async function somebody(): Promise<{ user: string; token: string }> {
  users += 1;
  const user = `somebody.${users}@example.com`;
  const permissions = ['reportTickets', 'exportData', 'importTickets', 'viewSensitiveDataInExport'];
  return { user, token: await server.tokenFor(user, permissions) };
}

const kinds = (entries: readonly AuditEntry[]) => entries.map(({ kind }) => kind);

describe('reports', () => {
  test('a report that is seen is an entry an hour and query: its columns, rows and level, no page and no moment of today', async () => {
    const { user, token } = await somebody();
    const today = new Date().toISOString().slice(0, 19).replace('T', ' ');
    const preview = (query: string) => server.call(`${EXPORT}/preview?${query}`, { token });
    for (let times = 0; times < 3; times += 1) await preview(`${TOPIC}&limit=2&offset=${times}&asOf=${today}`);
    await preview(`${TOPIC.replace('Moving', 'Other')}&columns=id,email`);
    await preview('asLevel=none');
    const entries = await entriesOf(user);
    expect(entries.map(({ kind, detail, rows, level }) => ({ kind, detail, rows, level }))).toEqual([
      { kind: 'seen', detail: 'rows', rows: 6, level: 'full' },
      { kind: 'seen', detail: 'rows', rows: 3, level: 'full' },
      { kind: 'seen', detail: 'rows', rows: 6, level: 'none' },
    ]);
    expect(entries[0]).toMatchObject({
      userId: `secret:${user}`,
      userEmail: user,
      query: 'filters[0][key]=topic&filters[0][comparator]=in&filters[0][count]=2',
      columns: [...STORED_COLUMN_IDS],
      chosenBy: ['topic'],
    });
    expect(entries[1]?.columns).toEqual(['id', 'email']);
    expect(entries[2]?.columns).not.toContain('email');
  });

  test('figures and values are entries of their own, with the column whose values they show', async () => {
    const { user, token } = await somebody();
    for (const path of [
      '/report/reporting_tickets?groupBy=email',
      '/report/reporting_tickets/values?column=topic&q=Bil',
    ])
      expect((await server.call(path, { token })).status).toBe(200);
    await server.call('/report/reporting_tickets/values?column=topic&q=Bill', { token });
    expect(await entriesOf(user)).toMatchObject([
      { detail: 'figures', columns: ['email'], query: 'groupBy=email', rows: 6 },
      { detail: 'values', columns: ['topic'], query: 'column=topic', rows: null },
    ]);
  });
});

describe('files', () => {
  test('each download is an entry, and making a file is none', async () => {
    const { user, token } = await somebody();
    await server.call(`${EXPORT}?format=csv&columns=id,email&${CHAT}`, { token });
    const prepared = await server.call(`${EXPORT}/prepare?format=json&columns=id&limit=3`, { method: 'POST', token });
    const { url } = preparedResponseSchema.parse(await prepared.json());
    expect(kinds(await entriesOf(user))).toEqual(['downloaded']);
    for (let times = 0; times < 2; times += 1) await server.call(url.replace('/api/mind', ''), { token });
    expect(await entriesOf(user)).toMatchObject([
      { kind: 'downloaded', detail: 'csv', columns: ['id', 'email'], rows: 6, query: expect.stringContaining('=chat') },
      { kind: 'downloaded', detail: 'json', columns: ['id'], rows: 3, query: 'columns=id&limit=3' },
      { kind: 'downloaded', detail: 'json', columns: ['id'], rows: 3 },
    ]);
  });

  test('no byte of a file is given that cannot be recorded', async () => {
    const { user, token } = await somebody();
    const waiting = readdirSync(server.backend.downloadsFolder).length;
    const prepared = await server.call(`${EXPORT}/prepare?format=csv`, { method: 'POST', token });
    const { url } = preparedResponseSchema.parse(await prepared.json());
    const log = vi.spyOn(logger, 'error').mockReturnValue(undefined);
    const { state } = server.backend;
    const { query } = state;
    const away = vi.spyOn(state, 'query').mockImplementation(async (text, values) => {
      if (text.includes('INSERT INTO audit')) throw new Error('away');
      return query.call(state, text, values);
    });
    try {
      for (const path of [url.replace('/api/mind', ''), `${EXPORT}?format=csv`]) {
        const refused = await server.call(path, { token });
        expect(refused.status).toBe(503);
        expect(refused.headers.get('Retry-After')).toBe('5');
        expect(errorBodySchema.parse(await refused.json()).error.message).toContain('cannot be recorded');
      }
      const signedIn = await server.call('/session', { method: 'POST', body: JSON.stringify({ token }), token: '' });
      expect(signedIn.status).toBe(503);
      expect(signedIn.headers.get('Set-Cookie')).toBeNull();
    } finally {
      away.mockRestore();
      log.mockRestore();
    }
    expect(await entriesOf(user)).toEqual([]);
    // What was made for an answer that was not given is gone; the file that waits can be fetched again.
    expect(readdirSync(server.backend.downloadsFolder)).toHaveLength(waiting + 1);
    expect((await server.call(url.replace('/api/mind', ''), { token })).status).toBe(200);
    expect(kinds(await entriesOf(user))).toEqual(['downloaded']);
  });

  test('a queued export is an entry when it is queued, mailed and downloaded, and once for the same request', async () => {
    const { config } = server.backend;
    const before = config.syncRows;
    config.syncRows = { csv: 0, json: 0, ndjson: 0, parquet: 0, xlsx: 0 };
    const jobs = new Set<string>();
    try {
      const { jobId } = await queueExport(server, `format=csv&columns=id,email&${TOPIC}`);
      const again = await queueExport(server, `format=csv&columns=id,email&${TOPIC}`);
      jobs.add(jobId).add(again.jobId);
      await untilJob(server, jobId, { state: 'sent' });
      await server.call(`/export/jobs/${jobId}/file`);
    } finally {
      config.syncRows = before;
    }
    const entries = (await entriesOf('anna')).filter(({ kind }) => kind !== 'seen');
    const of = {
      userId: 'secret:anna@example.com',
      columns: ['id', 'email'],
      chosenBy: ['topic'],
      rows: 6,
      level: 'full',
    };
    const queued = entries.filter(({ kind }) => kind === 'queued');
    expect(queued).toHaveLength(jobs.size);
    expect(entries).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'queued', detail: 'csv', ...of }),
        expect.objectContaining({ kind: 'mailed', detail: 'csv to anna@example.com', address: null, ...of }),
        expect.objectContaining({ kind: 'downloaded', detail: 'csv', ...of }),
      ]),
    );
    for (const { query } of entries) expect(query).not.toContain('Billing');
  });
});

describe('who is let in', () => {
  test('a sign-in and a sign-out are entries with where they came from', async () => {
    const { user, token } = await somebody();
    const headers = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0' };
    const body = JSON.stringify({ token });
    const signedIn = await server.call('/session', { method: 'POST', headers, body, token: '' });
    const cookie = signedIn.headers.get('Set-Cookie')?.split(';')[0] ?? '';
    await server.call('/session', { method: 'DELETE', headers: { ...headers, Cookie: cookie }, token: '' });
    expect(await entriesOf(user)).toMatchObject([
      { kind: 'signedIn', detail: 'by a token', level: 'full', program: 'Firefox 132 on Linux' },
      { kind: 'signedOut', program: 'Firefox 132 on Linux' },
    ]);
  });

  test('a refusal names what was refused, to whom and why, and of a hidden column no value', async () => {
    const { user, token } = await somebody();
    const hidden = 'filters[0][key]=email&filters[0][comparator]=%3D&filters[0][value]=agent@example.com';
    await server.call(`${EXPORT}/preview?${hidden}&asLevel=none`, { token });
    await server.call(`${EXPORT}/preview?${hidden}&asLevel=none`, { token });
    await server.call('/audit', { token });
    expect(await entriesOf(user)).toMatchObject([
      {
        kind: 'refused',
        detail: 'GET /export/reporting_tickets/preview: The column "email" is not available to you',
        query: expect.stringContaining('filters[0][key]=email&filters[0][comparator]=%3D&filters[0][count]=1'),
        chosenBy: ['email'],
        times: 1,
      },
      { kind: 'refused', detail: 'GET /audit: This needs the permission "viewAudit"', times: 1 },
    ]);
  });
});

test('an import is an entry when it begins and when it is done; a view and a link as well', async () => {
  const { user, token } = await somebody();
  const post = (path: string, body: string) => server.call(path, { method: 'POST', token, body });
  const csv = 'id,createdAt\n900001,2024-02-01 00:00:00\n';
  const { id } = uploadSchema.parse(await (await post('/imports?name=their.csv', csv)).json());
  await post(`/imports/${id}/start`, '{"mapping":{}}');
  await vi.waitFor(async () => expect(kinds(await entriesOf(user))).toContain('imported'), { timeout: 20_000 });
  await post('/views', JSON.stringify({ name: 'Secret name', query: TOPIC, isDefault: false }));
  await post('/links', JSON.stringify({ query: TOPIC }));
  const entries = await entriesOf(user);
  expect(entries).toMatchObject([
    { kind: 'importBegun' },
    { kind: 'imported', rows: 1 },
    { kind: 'viewSaved', chosenBy: ['topic'] },
    { kind: 'linkMade', chosenBy: ['topic'] },
  ]);
  expect(JSON.stringify(entries)).not.toMatch(/Secret|Billing|their\.csv/);
});

describe('reading it', () => {
  test('takes viewAudit, and is itself an entry', async () => {
    const own = 'reader.of.audit@example.com';
    const token = await server.tokenFor(own, ['viewAudit']);
    await read('kind=downloaded&user=nobody', token);
    await read('kind=downloaded&user=nobody&before=5', token);
    await server.call('/audit?format=csv&user=nobody', { token });
    expect(await entriesOf(own)).toMatchObject([
      { kind: 'auditSeen', query: 'user=nobody&kind=downloaded' },
      { kind: 'auditDownloaded', query: 'user=nobody' },
    ]);
    const without = await server.tokenFor('x@example.com', ['reportTickets', 'exportData', 'importTickets']);
    expect((await server.call('/audit', { token: without })).status).toBe(403);
  });

  test('who exported agents’ names in October: one question', async () => {
    const at = (
      userId: string,
      kind: AuditEntry['kind'],
      time: string,
      columns: string[],
      chosenBy: string[] = [],
    ) => ({
      ...{ kind, userId, userEmail: null, level: 'full' as const, address: null, program: null },
      ...{ at: new Date(time), columns, chosenBy },
    });
    const entries = [
      at('oct.first', 'downloaded', '2025-09-30T22:00:00Z', ['id', 'email']),
      at('oct.mailed', 'mailed', '2025-10-31T22:59:59Z', ['id', 'rawData']),
      at('oct.chosen', 'downloaded', '2025-10-15T12:00:00Z', ['id'], ['email']),
      at('oct.no.names', 'downloaded', '2025-10-15T12:00:00Z', ['id', 'topic'], ['topic']),
      at('oct.only.seen', 'seen', '2025-10-15T12:00:00Z', ['id', 'email']),
      at('oct.before', 'downloaded', '2025-09-30T21:59:59Z', ['id', 'email']),
      at('oct.after', 'downloaded', '2025-10-31T23:00:00Z', ['id', 'email']),
    ];
    for (const entry of entries) await server.backend.audit.record(entry);
    server.backend.config.timeZone = 'Europe/Berlin';
    try {
      const question = 'kind=downloaded,mailed&column=email,rawData&from=2025-10-01&to=2025-10-31';
      const { entries: found } = await read(question);
      expect(found.map(({ userId }) => userId)).toEqual(['oct.mailed', 'oct.chosen', 'oct.first']);
      const csv = await server.call(`/audit?format=csv&${question}`, { token: auditor });
      const [header = [], ...rows] = csvCells(await csv.text());
      expect(rows.map((row) => row[header.indexOf('userId')])).toEqual(['oct.mailed', 'oct.chosen', 'oct.first']);
      expect(rows.map((row) => row[header.indexOf('time')])).toEqual([
        '2025-10-31 23:59:59',
        '2025-10-15 14:00:00',
        '2025-10-01 00:00:00',
      ]);
      const german = await server.call(`/audit?format=csv&headers=labels&language=de&${question}`, { token: auditor });
      expect(german.headers.get('Content-Disposition')).toBe('attachment; filename="protokoll.csv"');
      const [labels, ...labelled] = csvCells(await german.text());
      expect(labels?.slice(0, 5)).toEqual(['Id', 'Zeitpunkt', 'Zeitpunkt (UTC)', 'Vorgang', 'Benutzer-Id']);
      expect(labelled.map((row) => row[3])).toEqual(['Per E-Mail erhalten', 'Heruntergeladen', 'Heruntergeladen']);
    } finally {
      server.backend.config.timeZone = 'UTC';
    }
  });

  test('pages follow each other without a gap, and the file holds them all', async () => {
    const many = Array.from({ length: 1203 }, (_, index) => `paged.${index}`);
    const { state, audit } = server.backend;
    await state.query(
      "INSERT INTO audit (at, kind, user_id, times, kept_until) SELECT now(), 'seen', 'paged.' || n, 1, now() + interval '1 day' FROM generate_series(0, 1202) AS n ORDER BY n",
    );
    const pages: string[] = [];
    let before = '';
    for (let next: number | null = 0; next !== null; before = `&before=${next}`) {
      const page = await read(`user=paged.&limit=500${before}`);
      pages.push(...page.entries.map(({ userId }) => userId ?? ''));
      next = page.next;
    }
    expect(pages).toEqual(many.toReversed());
    const whole = csvCells(await (await server.call('/audit?format=csv&user=paged.', { token: auditor })).text());
    expect(whole.slice(1).map(([, , , , user]) => user)).toEqual(many.toReversed());
    const some = await (await server.call('/audit?format=csv&user=paged.&limit=3', { token: auditor })).text();
    expect(csvCells(some)).toHaveLength(4);
    // A file that breaks off is no whole file with fewer entries.
    const readPage = audit.read.bind(audit);
    const reading = vi.spyOn(audit, 'read');
    reading.mockImplementationOnce(readPage).mockRejectedValueOnce(new Error('away'));
    const broken = await server.call('/audit?format=csv&user=paged.', { token: auditor });
    await expect(broken.text()).rejects.toThrow('away');
    reading.mockRestore();
  });

  test('a name that a spreadsheet would run is text in the file', async () => {
    await server.backend.audit.record({
      ...{ kind: 'seen', userId: '=HYPERLINK("x")', userEmail: null, level: null, address: null, program: null },
    });
    const file = await (await server.call('/audit?format=csv&user=HYPERLINK', { token: auditor })).text();
    expect(file).toContain(`"'=HYPERLINK(""x"")"`);
    await server.backend.audit.record({
      ...{ kind: 'seen', userId: 'anna;=1+1', userEmail: null, level: null, address: null, program: null },
    });
    const other = await (await server.call('/audit?format=csv&user=anna;', { token: auditor })).text();
    expect(other).toContain(`"anna;'=1+1"`);
  });

  test.for([
    ['kind=nothing', 'kind'],
    ['kind=', 'kind'],
    ['column=agent', 'column'],
    ['from=2025-02-30', 'from'],
    ['to=now', 'to'],
    ['limit=501', 'limit'],
    ['before=0', 'before'],
    ['format=xlsx', 'format'],
    ['page=2', 'page'],
  ] as const)('%s is refused, naming %s', async ([query, parameter]) => {
    const response = await server.call(`/audit?${query}`, { token: auditor });
    expect(response.status).toBe(400);
    const text = await response.text();
    expect(errorBodySchema.parse(JSON.parse(text)).error.parameter).toBe(parameter);
    expect(text).not.toContain('rawData');
  });
});

test('nothing of it lies outside of the store', () => {
  expect(existsSync(join(server.dataDir, 'audit'))).toBe(false);
});
