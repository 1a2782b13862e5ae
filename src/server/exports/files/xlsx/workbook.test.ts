import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { expect } from 'vitest';
import type { ColumnId } from '../../../../contract/columns/columns';
import type { FileHeaders } from '../../../../contract/columns/fileHeaders';
import { test as base } from '../../../../testing/fixtures';
import { LineSource } from './lineSource';
import { writeWorkbook } from './workbook';

/** Read back with another library, which knows nothing of how the files are made. */

const ABOUT = {
  words: 'Channel is chat',
  asOf: '2026-11-23 14:05:00',
  timeZone: 'Europe/Berlin',
  email: 'anna@example.com',
  link: 'https://desk.example.com/reporting?asOf=2026-11-23%2014:05:00&columns=id,topic',
  hiddenColumns: 2,
  part: undefined,
};

async function* lines(rows: readonly (readonly (string | number | null)[])[]): AsyncGenerator<Uint8Array> {
  // One empty chunk, and one row in each other: edges of chunks are edges of rows and nothing else.
  yield new Uint8Array();
  for (const row of rows) yield Buffer.from(`${JSON.stringify(row)}\n`);
}

const test = base.extend(
  'write',
  ({ folder }) =>
    async (
      columns: ColumnId[],
      rows: (string | number | null)[][],
      limits?: { rows: number; bytes: number },
      headers: FileHeaders = 'names',
    ) => {
      const path = join(folder, 'tickets.xlsx');
      const written = await writeWorkbook(
        { path, columns, headers, about: ABOUT },
        new LineSource(lines(rows)),
        limits,
      );
      const book = await readXlsx(readFileSync(path), { readStyles: true });
      return { written, book, cells: book.sheets[0]?.rows.slice(1) };
    },
);

test('numbers are numbers, times are dates of the same wall time, enums are text, null is an empty cell', async ({
  write,
}) => {
  const { written, book, cells } = await write(
    ['id', 'channel', 'secondsToClose', 'createdAt', 'closedAt'],
    [
      [4_711_000_000, 'walkIn', -3600, '2024-03-31 02:30:00', '2299-12-31 23:59:59'],
      [0, null, 0, '1900-03-01 00:00:01', null],
    ],
  );
  expect(written).toBe(2);
  expect(book.sheets.map(({ name }) => name)).toEqual(['Tickets', 'About']);
  expect(cells?.[0]).toEqual([
    4_711_000_000,
    'walkIn',
    -3600,
    new Date('2024-03-31T02:30:00Z'),
    new Date('2299-12-31T23:59:59Z'),
  ]);
  expect(cells?.[1]?.slice(0, 4)).toEqual([0, null, 0, new Date('1900-03-01T00:00:01Z')]);
  expect(cells?.[1]?.[4] ?? null).toBeNull();
});

test('what a number or a date of Excel would change stays text', async ({ write }) => {
  const { cells } = await write(
    ['id', 'secondsToClose', 'createdAt'],
    [[999_999_999_999_999, -(2 ** 53 - 1), '1900-02-28 12:00:00']],
  );
  expect(cells).toEqual([[999_999_999_999_999, '-9007199254740991', '1900-02-28 12:00:00']]);
});

test('the header is frozen, has a filter row over all rows, and columns have widths', async ({ write }) => {
  const { book } = await write(
    ['id', 'createdAt'],
    [
      [1, '2024-01-01 00:00:00'],
      [2, '2024-01-01 00:00:00'],
    ],
  );
  const [sheet] = book.sheets;
  expect(sheet?.rows[0]).toEqual(['id', 'createdAt']);
  expect(sheet?.freezePane).toMatchObject({ rows: 1 });
  expect(sheet?.autoFilter).toMatchObject({ range: 'A1:B3' });
});

test('every number and time of a column fits its width: a spreadsheet shows #### for one that does not', async ({
  write,
}) => {
  const longest: [ColumnId, string | number][] = [
    // Ids of real tickets lie above 2^32; past 15 digits they are text, which is not hidden.
    ['id', 999_999_999_999_999],
    ['incomingMessages', 99_999],
    ['secondsToClose', -999_999_999],
    ['secondsClosedAfterSLA', -999_999_999],
    ['secondsSinceLastCustomerMessage', 999_999_999],
    ['createdAt', '2024-03-31 02:30:00'],
    ['dueBy', '2024-03-31 02:30:00'],
  ];
  const { book } = await write(
    longest.map(([id]) => id),
    [longest.map(([, value]) => value)],
  );
  for (const [index, [id, value]] of longest.entries()) {
    expect(book.sheets[0]?.columns?.[index]?.width, id).toBeGreaterThan(String(value).length);
  }
});

test('under labels seconds are durations, or hours where they are as often negative, and fit their width', async ({
  write,
}) => {
  const columns: ColumnId[] = ['id', 'secondsToClose', 'againstDeadline'];
  const rows = [
    [1, 94_500, -5400],
    [2, 0, 1],
    // Neither is shown by a spreadsheet as what it is.
    [3, -61, -(2 ** 53 - 1)],
    [4, 2_958_465 * 86_400, null],
  ];
  const { book, cells } = await write(columns, rows, undefined, 'labels');
  const [sheet] = book.sheets;
  expect(sheet?.rows[0]).toEqual(['Id', 'Time to close', 'Against deadline (hours)']);
  expect(cells?.map((row) => row.slice(2).map((cell) => cell ?? null))).toEqual([
    [-1.5],
    [1 / 3600],
    ['-2501999792983:36:31'],
    [null],
  ]);
  expect(cells?.map(([, cell]) => secondsOf(cell))).toEqual([94_500, 0, -61, 2_958_465 * 86_400]);
  const style = sheet?.cells?.get('1,1')?.style?.numFmt;
  expect(style).toBe('[h]:mm:ss');
  expect(sheet?.columns?.[1]?.width).toBeGreaterThan('71003160:00:00'.length);
  expect(facts(book.sheets[1]?.rows)['Against deadline (hours)']).toContain('againstDeadline: elapsed hours');
});

test('text that looks like a formula, an entity or an escape stays the text it is', async ({ write }) => {
  const texts = [
    '=1+1',
    '+49 170',
    '-5',
    '@x',
    "'=1",
    '<b>&amp;"',
    '_x0041_',
    ' both ends ',
    'a\nb',
    'one\r\ntwo\rthree',
    '_x000D_',
    '_x000D\r\rx000D_',
    '👩‍🚀',
    '007',
    '1e5',
  ];
  const { cells } = await write(
    ['topic'],
    texts.map((text) => [text]),
  );
  expect(cells?.map(([cell]) => cell)).toEqual(texts);
});

test('what XML cannot hold is left out, and the file says so', async ({ write }) => {
  const { book, cells } = await write(['topic'], [['a\u0000b\u0007c\uFFFE'], ['half \uD83D pair']]);
  expect(cells).toEqual([['abc'], ['half \uFFFD pair']]);
  expect(facts(book.sheets[1]?.rows)['Cleaned texts']).toContain('2: ');
});

test('text past the limit of a cell is cut with a mark, never through a character', async ({ write }) => {
  const whole = 'x'.repeat(32_767);
  const { book, cells } = await write(['rawData'], [[whole], ['😀'.repeat(20_000)], [`y${'😀'.repeat(20_000)}`]]);
  expect(cells?.[0]).toEqual([whole]);
  for (const [cell] of cells?.slice(1) ?? []) {
    expect(String(cell).length).toBeGreaterThan(32_700);
    expect(String(cell).length).toBeLessThanOrEqual(32_767);
    expect(cell).toMatch(/^y?(😀)+ … \[cut here: the whole text has 4000[01] characters\]$/u);
  }
  expect(facts(book.sheets[1]?.rows)['Cut texts']).toContain('2: ');
});

test.for([
  ['rows', { rows: 4, bytes: 1e9 }, 7, [4, 4, 2]],
  ['rows, to the last', { rows: 4, bytes: 1e9 }, 6, [4, 4]],
] as const)('a sheet that is full by %s is followed by another, with the same header', async (given, { write }) => {
  const [_, limits, count, expected] = given;
  const rows = Array.from({ length: count }, (_each, index) => [index]);
  const { written, book } = await write(['id'], rows, limits);
  expect(written).toBe(count);
  const sheets = book.sheets.filter(({ name }) => name !== 'About');
  expect(sheets.map(({ name }) => name)).toEqual(['Tickets', 'Tickets 2', 'Tickets 3'].slice(0, expected.length));
  expect(sheets.map((sheet) => sheet.rows.length)).toEqual(expected);
  expect(sheets.every((sheet) => sheet.rows[0]?.[0] === 'id')).toBe(true);
  expect(sheets.flatMap((sheet) => sheet.rows.slice(1))).toEqual(rows);
});

test('a sheet ends before its part of the zip file grows past what every program reads', async ({ write }) => {
  const rows = Array.from({ length: 600 }, (_, index) => [`${index} ${'z'.repeat(1000)}`]);
  const { book } = await write(['rawData'], rows, { rows: 1_048_576, bytes: 300_000 });
  expect(book.sheets.map(({ name }) => name)).toEqual(['Tickets', 'Tickets 2', 'About']);
  expect(book.sheets.slice(0, 2).flatMap((sheet) => sheet.rows.slice(1))).toEqual(rows);
});

test('without rows there is a header, and the file says that it holds none', async ({ write }) => {
  const { written, book } = await write(['id', 'topic'], []);
  expect(written).toBe(0);
  expect(book.sheets[0]?.rows).toEqual([['id', 'topic']]);
  expect(facts(book.sheets[1]?.rows).Rows).toBe('0');
});

test('the About sheet tells where the file comes from', async ({ write }) => {
  const { book } = await write(['id', 'secondsToClose'], [[1, 2]]);
  expect(facts(book.sheets[1]?.rows)).toMatchObject({
    Filter: 'Channel is chat',
    'As of': expect.stringContaining('2026-11-23 14:05:00'),
    'Time zone': expect.stringContaining('Europe/Berlin'),
    Rows: '1',
    Columns: '2',
    'Hidden by the privacy level': expect.stringContaining('2 columns'),
    'Made by': 'anna@example.com',
    Report: ABOUT.link,
    secondsToClose: 'Time to close, elapsed seconds',
  });
  expect(JSON.stringify([...(book.sheets[1]?.cells?.values() ?? [])])).toContain('https://desk.example.com/reporting');
});

test('a row source that breaks, and a disk that refuses, break the file', async ({ folder }) => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('[1]\n');
    throw new Error('the engine stopped');
  }
  const request = {
    path: join(folder, 'broken.xlsx'),
    columns: ['id'] as ColumnId[],
    headers: 'names' as const,
    about: ABOUT,
  };
  await expect(writeWorkbook(request, new LineSource(broken()))).rejects.toThrow('the engine stopped');
  const nowhere = { ...request, path: join(folder, 'no', 'such', 'folder.xlsx') };
  await expect(writeWorkbook(nowhere, new LineSource(lines([[1]])))).rejects.toThrow('ENOENT');
});

/** Seconds of a duration as a spreadsheet has it: a day of its calendar, days, or text. */
function secondsOf(cell: unknown): number {
  if (cell instanceof Date) {
    // Before the 29 February 1900 that spreadsheets count, this reader gives the calendar's day.
    const seconds = Math.round((cell.getTime() - Date.UTC(1899, 11, 30)) / 1000);
    return seconds < 61 * 86_400 ? seconds - 86_400 : seconds;
  }
  if (typeof cell === 'number') return Math.round(cell * 86_400);
  const [sign, hours, minutes, seconds] = /^(-?)(\d+):(\d+):(\d+)$/.exec(String(cell))?.slice(1) ?? [];
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * (sign === '-' ? -1 : 1);
}

function facts(rows: unknown[][] = []): Record<string, string> {
  return Object.fromEntries(rows.map(([name, fact]) => [String(name), String(fact)]));
}
