import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect } from 'vitest';
import { z } from 'zod';
import { COLUMN_IDS, STORED_COLUMN_IDS, storedColumnOf, type Ticket } from '../../contract/columns/columns';
import { headerOf, sheetHeader } from '../../contract/columns/fileHeaders';
import { SERVER_TEXTS } from '../../contract/languages/serverTexts';
import { spokenIn } from '../../contract/texts/texts';
import { test as base } from '../../testing/fixtures';
import { randomTickets } from '../../testing/ticketFactory';
import { fillDemo } from '../demo/fillDemo';
import { sql, type TicketEngine } from '../engine/engine';
import { makeFile } from '../exports/files/exportFile';
import { openTickets } from '../tickets/schema/openTickets';
import { TABLE } from '../tickets/schema/ticketTable';
import { readStoreFacts } from '../tickets/storeFacts';
import { type ImportOptions, type ImportProgress, importTickets } from './importTickets';
import { parsedRows } from './read/parsedRows';
import { createStaging } from './staging';
import { suggestMapping } from './suggest/suggestMapping';

const test = base
  .extend('importFile', ({ engine, folder }) => (path: string, options: Partial<ImportOptions> = {}) => {
    const rejectPath = join(folder, 'rejects.ndjson');
    const defaults = { timeZone: 'UTC', replace: false, rejectPath, read: parsedRows };
    return importTickets(engine, [{ name: 'file', path }], { ...defaults, ...options });
  })
  .extend(
    'importText',
    ({ file, importFile }) =>
      (content: string | Buffer, options: Partial<ImportOptions> = {}) =>
        importFile(file(content, 'file'), options),
  );

test.beforeEach(async ({ engine }) => {
  await engine.command(sql(`DROP TABLE ${TABLE} SYNC`));
  await openTickets(engine);
});

const storedTickets = (engine: TicketEngine) => engine.query(sql(`SELECT * FROM ${TABLE} ORDER BY id`));
const storedTopics = (engine: TicketEngine) =>
  engine.query(sql(`SELECT id, topic, modifiedAt FROM ${TABLE} ORDER BY id`));
const tables = async (engine: TicketEngine) => (await engine.query(sql('SHOW TABLES'))).length;
const TEXT_COLUMNS = STORED_COLUMN_IDS.filter((id) => storedColumnOf(id).kind === 'text');
const byId = (tickets: readonly Ticket[]) => [...tickets].sort((a, b) => Number(a.id) - Number(b.id));

/** A ticket that was changed at an hour of one day, or never. */
function version(id: number, topic: string, hour: number | null) {
  const modifiedAt = hour === null ? null : `2024-05-12 ${String(hour).padStart(2, '0')}:00:00`;
  return { id, topic, createdAt: '2024-05-01 00:00:00', modifiedAt };
}

const ndjson = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n');

describe('what is imported comes back unchanged', () => {
  const tickets = randomTickets(11, 3000);

  test.for([
    ['a JSON array', () => JSON.stringify(tickets)],
    ['gzipped NDJSON', () => gzipSync(ndjson(tickets))],
  ] as const)('from %s', async ([_, content], { engine, importText }) => {
    const summary = await importText(content());
    expect(summary).toEqual({
      read: 3000,
      stored: 3000,
      replaced: 0,
      rejected: 0,
      rejectedUnlisted: 0,
      firstReject: null,
      outdated: 0,
      convertedTimes: 0,
      leftOut: [],
      demoRemoved: false,
      recognised: [expect.objectContaining({ file: 'file' })],
      rejectGroups: [],
      notes: [expect.stringContaining('without a closing time'), expect.stringContaining('those of UTC')],
      derived: [],
      lacking: [],
    });
    expect(await storedTickets(engine)).toEqual(byId(tickets));
  });

  /** As a workbook can hold it. */
  const plain = (ticket: Ticket): Ticket => ({
    ...ticket,
    ...Object.fromEntries(
      TEXT_COLUMNS.map((id) => [id, String(ticket[id] ?? '').replace(/[^\n -\ud7ff\ue000-\ufffd]/g, '') || null]),
    ),
  });

  test.for([
    ['csv', 'rfc4180', 'names', 'en', tickets],
    ['csv', 'excel', 'labels', 'en', tickets],
    ['csv', 'excel', 'labels', 'de', tickets],
    ['json', 'rfc4180', 'names', 'de', tickets],
    ['ndjson', 'rfc4180', 'labels', 'en', tickets],
    ['xlsx', 'rfc4180', 'names', 'en', tickets.map(plain)],
    ['xlsx', 'rfc4180', 'labels', 'en', tickets.map(plain)],
    ['xlsx', 'rfc4180', 'labels', 'de', tickets.map(plain)],
  ] as const)(
    'through our own %s export (%s, %s, %s)',
    async ([format, csvDialect, headers, language, sent], { engine, folder, importFile, importText }) => {
      await importText(JSON.stringify(sent), { replace: true, allowRejects: true });
      const path = join(folder, `export.${format}`);
      const asOf = { time: '2024-09-15 12:00:00', timeZone: 'UTC', hidesLaterClosings: false };
      const scope = { query: { filters: [] }, visible: COLUMN_IDS, asOf };
      const maker = { email: 'anna@example.com', publicUrl: 'http://127.0.0.1' };
      await makeFile(engine, { scope, format, csvSafe: true, csvDialect, headers, language, maker, offset: 0 }, path);
      const names = spokenIn(SERVER_TEXTS[language], () =>
        STORED_COLUMN_IDS.map((id) => (format === 'xlsx' ? sheetHeader : headerOf)(id, headers)),
      );
      const mapping = suggestMapping(names, STORED_COLUMN_IDS);
      const options = { replace: true, mapping };
      expect(await importFile(path, options)).toMatchObject({ read: 3000, stored: 3000, rejected: 0 });
      expect(await storedTickets(engine)).toEqual(byId(sent));
    },
  );
});

describe('replacing what is there', () => {
  const rows = (from: number, count: number, createdAt = '2024-05-12 09:00:00') =>
    Array.from({ length: count }, (_, index) => `${from + index},${createdAt}\n`).join('');
  const csv = (...parts: string[]) => `id,createdAt\n${parts.join('')}`;

  test('is refused when more than half of the rows are rejected, unless it is asked for twice', async ({
    engine,
    importText,
  }) => {
    await importText(csv(rows(1, 4)));
    const half = csv(rows(10, 3), rows(20, 3, 'x'));
    const more = csv(rows(10, 3), rows(20, 4, 'x'));
    await expect(importText(more, { replace: true })).rejects.toMatchObject({
      message: 'Nothing was changed: 4 of 7 rows are rejected',
      doubt: { read: 7, rejected: 4, stored: 4, left: 3 },
    });
    expect((await readStoreFacts(engine)).rows).toBe(4);
    expect(await importText(more, { replace: true, allowRejects: true })).toMatchObject({ stored: 3, rejected: 4 });
    expect(await importText(half, { replace: true })).toMatchObject({ stored: 3, rejected: 3 });
    expect(await importText(more)).toMatchObject({ stored: 3, rejected: 4 });
  });

  test('is refused when less than half of the tickets would be left; the same id twice is one ticket', async ({
    engine,
    importText,
  }) => {
    await importText(csv(rows(1, 10)));
    await expect(importText(csv(rows(1, 4), rows(1, 4)), { replace: true })).rejects.toThrow(
      'Nothing was changed: of 10 tickets 4 would be left',
    );
    expect((await readStoreFacts(engine)).rows).toBe(10);
    expect(await importText(csv(rows(1, 5), rows(1, 5)), { replace: true })).toMatchObject({ stored: 5, outdated: 5 });
    expect(await importText(csv(rows(1, 1)), { replace: true, allowRejects: true })).toMatchObject({ stored: 1 });
  });

  test('tickets of another project that counts alike take the place of none, unless it is asked for twice', async ({
    engine,
    importText,
  }) => {
    const times = z.array(z.object({ id: z.int(), createdAt: z.string() }));
    const dayOf = async () =>
      times.parse(await storedTickets(engine)).map(({ id, createdAt }) => [id, createdAt.slice(0, 16)]);
    await importText(csv(rows(101, 2)), { replace: true, allowRejects: true });
    const other = csv(rows(101, 1, '2024-08-01 10:00:00'), rows(500, 1));
    await expect(importText(other)).rejects.toMatchObject({
      message: expect.stringContaining(
        'Nothing was changed: rows have the ids of a stored ticket of other days, as those of another project would, and would take its place',
      ),
      doubt: { others: 1, stored: 2 },
    });
    expect(await dayOf()).toEqual([
      [101, '2024-05-12 09:00'],
      [102, '2024-05-12 09:00'],
    ]);
    // The zone was a wrong one, or the second is known by now.
    const corrected = csv(rows(101, 1, '2024-05-12 11:00:00'), rows(102, 1, '2024-05-11 23:00:00'));
    expect(await importText(corrected)).toMatchObject({ stored: 2, replaced: 2 });
    expect(await importText(other, { allowRejects: true })).toMatchObject({ stored: 2, replaced: 1 });
    expect((await dayOf())[0]).toEqual([101, '2024-08-01 10:00']);
  });

  test('a row a line of one JSON object is all of its tickets, and never a few of them', async ({
    engine,
    importText,
  }) => {
    await importText(csv(rows(1, 5)));
    const wrapped = `{"data":[\n${[1, 2, 3].map((id) => JSON.stringify(version(id, 'new', 1))).join(',\n')}\n],"total":3}\n`;
    expect(await importText(wrapped, { replace: true })).toMatchObject({ stored: 3, rejected: 0 });
    await expect(importText(wrapped.slice(0, -20), { replace: true })).rejects.toThrow('cut off');
    expect((await readStoreFacts(engine)).rows).toBe(3);
  });

  test('demo tickets may always go', async ({ engine, importText }) => {
    await fillDemo(engine, '2026-11-23 12:00:00', { count: 500 });
    expect(await importText(csv(rows(1, 1)), { replace: true })).toMatchObject({ stored: 1, demoRemoved: true });
  });
});

describe('what only the whole of a file decides', () => {
  test('is read again from its beginning, and stored once', async ({ engine, importText }) => {
    // More than a batch, which is staged already when the first byte is met that is no UTF-8.
    const many = Array.from({ length: 15_000 }, (_, id) => `${id},2024-05-12 09:00:00,${'x'.repeat(1200)}\n`).join('');
    const late = Buffer.concat([
      Buffer.from(`id,createdAt,topic\nx,,\n${many}`),
      Buffer.from('200000,2024-05-12 09:00:00,St\xf6rung\n', 'latin1'),
    ]);
    const told: ImportProgress[] = [];
    const summary = await importText(late, { onProgress: (progress) => told.push(progress) });
    expect(summary).toMatchObject({ read: 15_002, stored: 15_001, rejected: 1, outdated: 0 });
    expect(told.some(({ rows }, index) => rows < (told[index - 1]?.rows ?? 0))).toBe(true);
    expect(await engine.query(sql(`SELECT topic FROM ${TABLE} WHERE id = 200000`))).toEqual([{ topic: 'Störung' }]);
  });
});

describe('an id that exists', () => {
  test('is replaced by the newer row; null is oldest, and of equals the later one stays', async ({
    engine,
    importText,
  }) => {
    const old = [1, 2, 3, 4, 5].map((id) => version(id, 'old', id === 4 || id === 5 ? null : 10));
    await importText(ndjson([...old, version(9, 'untouched', 1)]));
    const rows = [
      version(1, 'newer', 11),
      version(2, 'older', 9),
      version(3, 'equal', 10),
      version(4, 'both null', null),
      version(5, 'dated', 1),
      version(6, 'added', null),
    ];
    expect(await importText(ndjson(rows))).toMatchObject({ read: 6, stored: 5, replaced: 4, outdated: 1 });
    expect(await storedTopics(engine)).toEqual([
      { id: 1, topic: 'newer', modifiedAt: '2024-05-12 11:00:00' },
      { id: 2, topic: 'old', modifiedAt: '2024-05-12 10:00:00' },
      { id: 3, topic: 'equal', modifiedAt: '2024-05-12 10:00:00' },
      { id: 4, topic: 'both null', modifiedAt: null },
      { id: 5, topic: 'dated', modifiedAt: '2024-05-12 01:00:00' },
      { id: 6, topic: 'added', modifiedAt: null },
      { id: 9, topic: 'untouched', modifiedAt: '2024-05-12 01:00:00' },
    ]);
  });

  test('within one file as well', async ({ engine, importText }) => {
    const rows = [
      version(1, 'first', 10),
      version(2, 'null first', null),
      version(1, 'newest', 12),
      version(2, 'null later', null),
      version(1, 'oldest', 1),
    ];
    expect(await importText(ndjson(rows))).toMatchObject({ read: 5, stored: 2, replaced: 0, outdated: 3 });
    expect((await storedTopics(engine)).map((row) => (row as { topic: string }).topic)).toEqual([
      'newest',
      'null later',
    ]);
  });

  test('the years at either end of the calendar keep their order', async ({ engine, importText }) => {
    const at = (topic: string, modifiedAt: string | null) => ({ ...version(1, topic, null), modifiedAt });
    const rows = [at('last', '2299-12-31 23:59:59'), at('first', '1900-01-01 00:00:00'), at('never', null)];
    await importText(ndjson(rows));
    expect(await storedTopics(engine)).toMatchObject([{ topic: 'last' }]);
    await importText(ndjson(rows.slice(1)), { replace: true });
    expect(await storedTopics(engine)).toMatchObject([{ topic: 'first' }]);
  });
});

describe('an import is one step', () => {
  test('a broken file changes nothing and leaves nothing behind', async ({ engine, importText }) => {
    await importText(ndjson([version(1, 'old', 1)]));
    const whole = gzipSync(ndjson(randomTickets(5, 5000)));
    const cut = whole.subarray(0, whole.length / 2);
    await expect(importText(cut, { replace: true })).rejects.toThrow('cut off');
    expect(await storedTopics(engine)).toMatchObject([{ id: 1, topic: 'old' }]);
    expect(await tables(engine)).toBe(1);
  });

  test('a file of which no row is understood changes nothing and says why', async ({ engine, importText }) => {
    await importText(ndjson([version(1, 'old', 1)]));
    await expect(importText('id,createdAt\nx,y\n', { replace: true })).rejects.toThrow(
      'nothing was changed. The first was file, line 2: id is not a whole number: x',
    );
    expect(await storedTopics(engine)).toMatchObject([{ id: 1, topic: 'old' }]);
  });

  test('a header alone neither empties the store nor takes the demo tickets away', async ({ engine, importText }) => {
    await fillDemo(engine, '2026-11-23 12:00:00', { count: 500 });
    const { rows } = await readStoreFacts(engine);
    for (const nothing of ['id,createdAt\n', '[]']) {
      await expect(importText(nothing, { replace: true })).rejects.toThrow('There are no rows, so nothing was changed');
    }
    expect(await readStoreFacts(engine)).toMatchObject({ demo: true, rows });
  });

  test('rejected rows do not keep the others out', async ({ importText }) => {
    const summary = await importText('id,createdAt\nx,y\n5,2024-05-12 09:00:00\n');
    expect(summary).toMatchObject({ read: 2, stored: 1, rejected: 1, outdated: 0 });
  });

  test('whoever reads meanwhile sees the old tickets or the new, each id once', async ({ engine, importText }) => {
    const rows = (topic: string) => Array.from({ length: 60_000 }, (_, id) => version(id, topic, 10));
    await importText(ndjson(rows('old')));
    let running = true;
    const importing = importText(ndjson(rows('new'))).finally(() => {
      running = false;
    });
    const seen = new Set<string>();
    const question = sql(`SELECT count() AS n, uniqExact(id) AS ids, groupUniqArray(topic) AS topics FROM ${TABLE}`);
    while (running) seen.add(JSON.stringify(await engine.query(question)));
    await importing;
    seen.add(JSON.stringify(await engine.query(question)));
    expect([...seen]).toEqual(
      ['old', 'new'].map((topic) => JSON.stringify([{ n: 60_000, ids: 60_000, topics: [topic] }])),
    );
  });

  test('two at once would undo each other, so the second is refused', async ({ importText }) => {
    const first = importText(ndjson([version(1, 'one', 1)]));
    await expect(importText(ndjson([version(2, 'two', 1)]))).rejects.toThrow('Another import is running');
    expect(await first).toMatchObject({ stored: 1 });
  });

  test('aborting leaves everything as it was', async ({ engine, importText }) => {
    await importText(ndjson([version(1, 'old', 1)]));
    const controller = new AbortController();
    const onProgress = () => controller.abort(new Error('stopped'));
    const options = { replace: true, onProgress, signal: controller.signal };
    await expect(importText(ndjson([version(1, 'new', 2)]), options)).rejects.toThrow('stopped');
    expect(await storedTopics(engine)).toMatchObject([{ topic: 'old' }]);
    expect(await tables(engine)).toBe(1);
  });

  test('what a killed import leaves behind is dropped at the next start', async ({ engine }) => {
    const { staged } = await createStaging(engine);
    await engine.insert(staged, Buffer.from(JSON.stringify({ ...version(1, 'half', 1), sequence: 1 })));
    expect(await tables(engine)).toBe(2);
    await openTickets(engine);
    expect(await tables(engine)).toBe(1);
    expect(await storedTickets(engine)).toEqual([]);
  });
});

describe('demo tickets', () => {
  test('make way for real ones, and only then', async ({ engine, importText }) => {
    await fillDemo(engine, '2026-11-23 12:00:00', { count: 500 });
    expect(await readStoreFacts(engine)).toMatchObject({ demo: true });
    const cells = 'id,createdAt\n1,2024-05-12 09:00:00\n';
    await expect(importText(`${cells}"`)).rejects.toThrow('never closed');
    expect(await readStoreFacts(engine)).toMatchObject({ demo: true });
    expect(await importText(cells)).toMatchObject({ stored: 1, replaced: 0, demoRemoved: true });
    expect(await readStoreFacts(engine)).toMatchObject({ demo: false, rows: 1 });
    expect(await importText(cells.replace('1,', '2,'))).toMatchObject({ stored: 1, demoRemoved: false });
    expect(await readStoreFacts(engine)).toMatchObject({ demo: false, rows: 2 });
  });
});

describe('progress', () => {
  test('is told after each batch and counts up, and then that it is being stored', async ({ importText }) => {
    const told: ImportProgress[] = [];
    // Batches are of so many bytes.
    const tickets = randomTickets(2, 6000).map((ticket) => ({ ...ticket, rawData: 'x'.repeat(4000) }));
    await importText(ndjson(tickets), { onProgress: (progress) => told.push(progress) });
    const rows = told.map((progress) => progress.rows);
    expect(told.map(({ phase }) => phase)).toEqual([...rows.slice(1).map(() => 'reading'), 'storing']);
    expect(rows.length).toBeGreaterThan(1);
    expect(rows).toEqual([...rows].sort((a, b) => a - b));
    expect(rows.at(-1)).toBe(6000);
  });
});
