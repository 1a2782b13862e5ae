import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { expect } from 'vitest';
import { COLUMN_IDS, STORED_COLUMN_IDS, type StoredColumnId, type Ticket } from '../../../contract/columns/columns';
import { formatWallTime } from '../../../contract/time/wallTime';
import { csvCells } from '../../../testing/csvCells';
import { test as base } from '../../../testing/fixtures';
import { randomTickets } from '../../../testing/ticketFactory';
import { zipParts } from '../../../testing/zipParts';
import { sql, type TicketEngine } from '../../engine/engine';
import { type FileRequest, makeFile } from './exportFile';

const EXPORT = '/export/reporting_tickets';
const TICKETS = randomTickets(5, 900);

const test = base.extend('download', ({ server }) => async (query: string): Promise<Buffer> => {
  const response = await server.call(`${EXPORT}?${query}`);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
});

test.beforeAll(({ server }) => server.insert(TICKETS));

test('a workbook holds exactly the rows and values of the json file', async ({ download }) => {
  const tickets = JSON.parse((await download('format=json')).toString('utf8')) as Ticket[];
  const book = await readXlsx(await download('format=xlsx'));
  const [header = [], ...rows] = book.sheets[0]?.rows ?? [];
  expect(header).toEqual(STORED_COLUMN_IDS);
  expect(rows).toHaveLength(900);
  expect(rows.map((row) => header.map((_, index) => plain(row[index])))).toEqual(
    tickets.map((ticket) => STORED_COLUMN_IDS.map((id) => inExcel(ticket[id]))),
  );
});

/** A date's wall time, whatever the machine's zone. */
function plain(cell: unknown): unknown {
  return cell instanceof Date ? formatWallTime(Math.round(cell.getTime() / 1000)) : (cell ?? null);
}

/** What Excel's 15 digits leave of a value; everything else is equal. */
function inExcel(value: Ticket[StoredColumnId]): Ticket[StoredColumnId] {
  return typeof value === 'number' && Math.abs(value) >= 1e15 ? String(value) : value;
}

test('hidden columns are nowhere in a workbook, whatever part of it is read', async ({ server, download }) => {
  const sensitive = ['rawData', 'Raw data', 'Agent', 'ana@example.com', 'ben@example.com'];
  const all = Object.values(zipParts(await download('format=xlsx'))).join('\n');
  for (const text of [...sensitive, '>email<']) expect(all).toContain(text);
  server.backend.config.privacyLevel = 'pseudonymized';
  try {
    const file = await download('format=xlsx');
    const parts = zipParts(file);
    expect(Object.keys(parts)).toContain('xl/worksheets/sheet2.xml');
    for (const text of sensitive) expect(Object.values(parts).join('\n')).not.toContain(text);
    // A channel is called email as well, but no header is.
    const book = await readXlsx(file);
    expect(book.sheets[0]?.rows[0]).toEqual(STORED_COLUMN_IDS.slice(0, -2));
    expect(book.sheets[1]?.rows.flat()).not.toContain('email');
  } finally {
    server.backend.config.privacyLevel = 'full';
  }
});

test('a workbook is opened with the link and the filter that it was made with', async ({ download }) => {
  const query = 'filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat&columns=id,channel';
  const book = await readXlsx(await download(`format=xlsx&asOf=2026-01-02 03:04:05&offset=2&${query}`));
  const about = Object.fromEntries((book.sheets[1]?.rows ?? []) as [string, string][]);
  expect(about.Filter).toBe('Channel is chat');
  expect(about['Made by']).toBe('anna@example.com');
  expect(about.Report).toBe(`http://127.0.0.1:4173/reporting?${query}&asOf=2026-01-02%2003:04:05`);
  expect(about.Part).toContain('from row 3');
});

test('csv for Excel has a byte order mark and semicolons, and the same cells', async ({ download }) => {
  const columns = 'columns=id,topic,allTags,createdAt';
  const [standard, excel] = [
    await download(`format=csv&${columns}`),
    await download(`format=csv&csvDialect=excel&${columns}`),
  ];
  expect(excel.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  const rows = csvCells(excel.toString('utf8', 3), ';');
  expect(rows).toHaveLength(901);
  expect(rows).toEqual(csvCells(standard.toString('utf8')));
});

test('a dialect that is none is refused by name', async ({ server }) => {
  const response = await server.call(`${EXPORT}?format=csv&csvDialect=tsv`);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { parameter: 'csvDialect', allowed: ['rfc4180', 'excel'] } });
});

test('a workbook that is not finished leaves nothing: cancelled, or broken off by the engine', async ({ server }) => {
  const asOf = { time: '2024-09-15 12:00:00', timeZone: 'UTC', hidesLaterClosings: false };
  const request: FileRequest = {
    scope: { query: { filters: [] }, visible: COLUMN_IDS, asOf },
    format: 'xlsx',
    csvSafe: true,
    csvDialect: 'rfc4180',
    headers: 'names',
    language: 'en',
    offset: 0,
    maker: { email: 'anna@example.com', publicUrl: 'https://desk.example.com' },
  };
  const path = join(server.dataDir, 'broken', 'tickets.xlsx');
  const { engine } = server.backend;
  const cancel = new AbortController();
  // The engine's real rows, cancelled after the first chunk, or with a row that throws.
  const cancelling = spiedStream(engine, async function* (chunks) {
    for await (const chunk of chunks) {
      yield chunk;
      cancel.abort(new Error('cancelled'));
    }
  });
  await expect(makeFile(cancelling, request, path, cancel.signal)).rejects.toThrow('cancelled');
  const breaking = spiedStream(engine, () =>
    engine.stream(sql('SELECT number, throwIf(number = 50000) FROM numbers(100000)')),
  );
  await expect(makeFile(breaking, request, path)).rejects.toThrow('throwIf');
  expect(readdirSync(join(server.dataDir, 'broken'))).toEqual([]);
  // Neither kept a Session.
  await makeFile(engine, request, path);
  expect(readdirSync(join(server.dataDir, 'broken'))).toEqual(['tickets.xlsx']);
});

function spiedStream(
  engine: TicketEngine,
  change: (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>,
): TicketEngine {
  return new Proxy(engine, {
    get(target, name) {
      if (name === 'stream')
        return (...parameters: Parameters<TicketEngine['stream']>) => change(engine.stream(...parameters));
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
