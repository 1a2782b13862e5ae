import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { streamXlsxRows } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STORED_COLUMN_IDS } from '../../contract/columns/columns';
import { sql, type TicketEngine } from '../../server/engine/engine';
import { importTickets } from '../../server/imports/importTickets';
import { toWebStream } from '../../server/process/webStream';
import { createTableText, TABLE } from '../../server/tickets/schema/ticketTable';
import { openTestEngine, type TestEngine } from '../testEngine';
import { writeBareWorkbook } from './bareWorkbook';
import { makeTickets } from './madeTickets';
import { type Cost, costOf, formatCost } from './watch';

/** Imports a csv with every column, compared with the engine reading the same file without checks, and a workbook. */

const ROWS = 1_000_000;
const GOAL_ROWS_PER_SECOND = 100_000;
/** Ratio of the import's time to the engine's, which reads, sorts and stores the rows once. */
const HELD_RATIO = 5;
const MORE_MEMORY = 600e6;

let path: string;
let store: TestEngine;
let engine: TicketEngine;

beforeAll(async () => {
  store = await openTestEngine();
  engine = store.engine;
  path = join(store.folder, 'tickets.csv');
  await engine.command(sql(makeTickets(ROWS)));
  await engine.writeFile(sql(`SELECT ${STORED_COLUMN_IDS.join(', ')} FROM ${TABLE}`), path, 'csv');
}, 300_000);
afterAll(() => store.close());

interface Held {
  what: string;
  rows: number;
  /** Rows a second. */
  goal: number;
  /** What is compared with. */
  beside: string;
  /** The ratio of the times. */
  most: number;
}

function checkCost(ours: Cost, bare: Cost, { what, rows, goal, beside, most }: Held): void {
  const [mine, theirs] = [ours, bare].map(({ seconds }) => Math.round(rows / seconds));
  const ratio = ours.seconds / bare.seconds;
  console.log(`${what}: ${formatCost(ours)}`);
  console.log(`${mine} rows/s (goal ${goal}), ${beside} ${theirs}, ratio ${ratio.toFixed(2)}`);
  expect(ratio).toBeLessThan(most);
  expect(ours.memory).toBeLessThan(MORE_MEMORY);
}

test('rows a second', async () => {
  const options = { timeZone: 'UTC', replace: true, rejectPath: join(store.folder, 'rejects') };
  const ours = await costOf(async () => {
    const summary = await importTickets(engine, [{ name: 'tickets.csv', path }], options);
    expect(summary).toMatchObject({ stored: ROWS, rejected: 0 });
  });
  const bareTable = 'bare';
  await engine.command(sql(createTableText(bareTable)));
  const text = `INSERT INTO ${bareTable} FROM INFILE '${path}' SETTINGS format_csv_null_representation = '' FORMAT CSVWithNames`;
  const bare = await costOf(() => engine.command(sql(text)));
  checkCost(ours, bare, {
    what: 'import',
    rows: ROWS,
    goal: GOAL_ROWS_PER_SECOND,
    beside: 'engine alone',
    most: HELD_RATIO,
  });
}, 300_000);

/** Of a workbook; another library that reads the same one, without looking at what it reads, is compared with. */
const BOOK_ROWS = 200_000;
const BOOK_GOAL = 20_000;
const BOOK_RATIO = 3;

test('rows of a workbook a second', async () => {
  const book = join(store.folder, 'tickets.xlsx');
  await writeBareWorkbook(engine, BOOK_ROWS, book);
  const bare = await costOf(async () => {
    let read = 0;
    for await (const _ of streamXlsxRows(toWebStream(createReadStream(book)))) read += 1;
    expect(read).toBeGreaterThanOrEqual(BOOK_ROWS);
  });
  const options = { timeZone: 'UTC', replace: true, allowRejects: true, rejectPath: join(store.folder, 'rejects') };
  const ours = await costOf(async () => {
    const summary = await importTickets(engine, [{ name: 'tickets.xlsx', path: book }], options);
    expect(summary).toMatchObject({ stored: BOOK_ROWS, rejected: 0 });
  });
  checkCost(ours, bare, {
    what: 'workbook',
    rows: BOOK_ROWS,
    goal: BOOK_GOAL,
    beside: 'bare library',
    most: BOOK_RATIO,
  });
}, 300_000);
