import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { expect } from 'vitest';
import { COLUMN_IDS, type ColumnId, columnOf } from '../../../contract/columns/columns';
import { type FileHeaders, headerOf, secondsForm, sheetHeader } from '../../../contract/columns/fileHeaders';
import { formatWallTime } from '../../../contract/time/wallTime';
import { csvCells } from '../../../testing/csvCells';
import { test as base } from '../../../testing/fixtures';
import { readParquet } from '../../../testing/readParquet';
import { openTestBackend } from '../../../testing/testBackend';
import { randomTickets } from '../../../testing/ticketFactory';

/** Files of one report in every format, each as a reader of its own has it, cell by cell. */

const ROWS = 250;

const test = base
  /** With working hours and subjects, so that every column can be asked for. */
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
  .extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await openTestBackend({ REPORTING_WORKING_HOURS: 'Mo-Fr 08:00-18:00', SUBJECT_PATH: 'subject' });
    onCleanup(() => server.close());
    return server;
  })
  .extend('download', ({ server }) => async (format: string, query: string): Promise<Buffer> => {
    const response = await server.call(`/export/reporting_tickets?format=${format}&${query}`);
    expect(response.status).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  });

test.beforeAll(({ server }) => server.insert(randomTickets(21, ROWS)));

const report = fc.record({
  // With one that is never empty: the reader of workbooks leaves out empty rows at the end.
  columns: fc.shuffledSubarray([...COLUMN_IDS]).map((ids) => (ids.includes('id') ? ids : [...ids, 'id' as const])),
  headers: fc.constantFrom<FileHeaders>('names', 'labels'),
  order: fc.constantFrom(...COLUMN_IDS),
});

test('every format holds the same cells under the same headers', { timeout: 120_000 }, async ({ download }) => {
  const agrees = fc.asyncProperty(report, async ({ columns, headers, order }) => {
    const query = `asOf=2024-09-15 12:00:00&csvSafe=0&headers=${headers}&columns=${columns.join(',')}&orderByField=${order}`;
    const names = columns.map((id) => headerOf(id, headers));
    const objects = (rows: Record<string, unknown>[]) => {
      if (rows[0] !== undefined) expect(Object.keys(rows[0])).toEqual(names);
      return rows.map((row) => Object.values(row));
    };
    const parse = (text: string): Record<string, unknown>[] => JSON.parse(text);
    const cells = objects(parse((await download('json', query)).toString()));
    expect(cells).toHaveLength(ROWS);
    const lines = (await download('ndjson', query)).toString().trimEnd().split('\n');
    expect(objects(parse(`[${lines.join()}]`))).toEqual(cells);
    expect(objects((await readParquet(await download('parquet', query))).rows)).toEqual(cells);
    const [head, ...records] = csvCells((await download('csv', query)).toString());
    expect(head).toEqual(names);
    expect(records).toEqual(cells.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))));
    const [sheet] = (await readXlsx(await download('xlsx', query))).sheets;
    const [sheetHead, ...rows] = sheet?.rows ?? [];
    expect(sheetHead).toEqual(columns.map((id) => sheetHeader(id, headers)));
    expect(rows.map((row) => columns.map((id, at) => fromSheet(id, row[at], headers)))).toEqual(cells);
  });
  await fc.assert(agrees, { numRuns: 5, endOnFailure: true });
});

/** A cell of a sheet as the API has it. */
function fromSheet(id: ColumnId, cell: unknown, headers: FileHeaders): unknown {
  const form = headers === 'labels' ? secondsForm(id) : null;
  if (form !== null && cell !== null && cell !== undefined) return secondsOf(form, cell);
  if (cell instanceof Date) return formatWallTime(Math.round(cell.getTime() / 1000));
  const isText = typeof cell === 'string' && columnOf(id).kind === 'integer';
  return isText ? Number(cell) : (cell ?? null);
}

function secondsOf(form: 'duration' | 'hours', cell: unknown): number {
  if (cell instanceof Date) {
    // Before the 29 February 1900 that spreadsheets count, this reader gives the calendar's day.
    const seconds = Math.round((cell.getTime() - Date.UTC(1899, 11, 30)) / 1000);
    return seconds < 61 * 86_400 ? seconds - 86_400 : seconds;
  }
  if (typeof cell === 'number') return Math.round(cell * (form === 'hours' ? 3600 : 86_400));
  const [sign, hours, minutes, seconds] = /^(-?)(\d+):(\d+):(\d+)$/.exec(String(cell))?.slice(1) ?? [];
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * (sign === '-' ? -1 : 1);
}
