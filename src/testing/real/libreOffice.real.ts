import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COLUMN_IDS } from '../../contract/columns/columns';
import { type FileRequest, makeFile } from '../../server/exports/files/exportFile';
import { csvCells } from '../csvCells';
import { openTestBackend, type TestBackend } from '../testBackend';
import { randomTickets } from '../ticketFactory';

/**
 * Workbooks as another spreadsheet program reads them: LibreOffice turns each sheet into csv, which is compared
 * with the engine's own, cell by cell.
 */

const ROWS = 20_000;
let server: TestBackend;

beforeAll(async () => {
  server = await openTestBackend();
  await server.insert(randomTickets(11, ROWS));
});
afterAll(() => server.close());

test('LibreOffice reads every cell of a workbook as the engine wrote it', async () => {
  const asOf = { time: '2026-01-02 03:04:05', timeZone: 'UTC', hidesLaterClosings: false };
  const request: Omit<FileRequest, 'format'> = {
    scope: { query: { filters: [] }, visible: COLUMN_IDS, asOf },
    csvSafe: false,
    csvDialect: 'rfc4180',
    headers: 'names',
    language: 'en',
    offset: 0,
    maker: { email: 'anna@example.com', publicUrl: 'https://desk.example.com' },
  };
  const { engine } = server.backend;
  const path = (name: string) => join(server.dataDir, 'check', name);
  await makeFile(engine, { ...request, format: 'csv' }, path('engine.csv'));
  await makeFile(engine, { ...request, format: 'xlsx' }, path('tickets.xlsx'));
  mkdirSync(path('out'));
  // UTF-8, every sheet to a file of its own, cells as they are shown.
  const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
  const profile = `-env:UserInstallation=${pathToFileURL(path('profile')).href}`;
  execFileSync('soffice', [
    profile,
    '--headless',
    '--convert-to',
    filter,
    '--outdir',
    path('out'),
    path('tickets.xlsx'),
  ]);
  expect(readdirSync(path('out')).sort()).toEqual(['tickets-About.csv', 'tickets-Tickets.csv']);
  const read = (name: string) => csvCells(readFileSync(path(name), 'utf8').replaceAll('\r\n', '\n'));
  const [theirs, ours] = [read('out/tickets-Tickets.csv'), read('engine.csv')];
  expect(theirs).toHaveLength(ROWS + 1);
  // Not one big comparison: its message would hold every row.
  for (const [index, row] of ours.entries()) expect(theirs[index], `row ${index}`).toEqual(row);
});
