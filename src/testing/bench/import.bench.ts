import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { streamXlsxRows, writeXlsxStream } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STORED_COLUMN_IDS } from '../../contract/columns/columns';
import { sql, type TicketEngine } from '../../server/engine/engine';
import { LineSource } from '../../server/exports/files/xlsx/lineSource';
import { importTickets } from '../../server/imports/importTickets';
import { toWebStream } from '../../server/process/webStream';
import { createTableText, TABLE } from '../../server/tickets/schema/ticketTable';
import { openTestEngine, type TestEngine } from '../testEngine';
import { makeTickets } from './madeTickets';
import { costOf, formatCost } from './watch';

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
  const ratio = ours.seconds / bare.seconds;
  console.log(`import: ${formatCost(ours)}`);
  console.log(
    `${Math.round(ROWS / ours.seconds)} rows/s (goal ${GOAL_ROWS_PER_SECOND}), engine alone ${Math.round(ROWS / bare.seconds)}, ratio ${ratio.toFixed(2)}`,
  );
  expect(ratio).toBeLessThan(HELD_RATIO);
  expect(ours.memory).toBeLessThan(MORE_MEMORY);
}, 300_000);

/** Of a workbook; another library that reads the same one, without looking at what it reads, is compared with. */
const BOOK_ROWS = 200_000;
const BOOK_GOAL = 20_000;
const BOOK_RATIO = 3;

test('rows of a workbook a second', async () => {
  const book = join(store.folder, 'tickets.xlsx');
  const query = sql(`SELECT ${STORED_COLUMN_IDS.join(', ')} FROM ${TABLE} ORDER BY id LIMIT ${BOOK_ROWS}`);
  const source = new LineSource(engine.stream(query));
  async function* rows(): AsyncGenerator<(string | number | null)[]> {
    while (await source.more()) {
      for (let row = source.take(); row !== undefined; row = source.take()) yield [...row];
    }
  }
  const columns = STORED_COLUMN_IDS.map((header) => ({ header }));
  const written = writeXlsxStream(rows(), { name: 'Tickets', columns });
  await pipeline(Readable.fromWeb(written as ReadableStream), createWriteStream(book));
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
  const ratio = ours.seconds / bare.seconds;
  console.log(`workbook: ${formatCost(ours)}`);
  console.log(
    `${Math.round(BOOK_ROWS / ours.seconds)} rows/s (goal ${BOOK_GOAL}), bare library ${Math.round(BOOK_ROWS / bare.seconds)}, ratio ${ratio.toFixed(2)}`,
  );
  expect(ratio).toBeLessThan(BOOK_RATIO);
  expect(ours.memory).toBeLessThan(MORE_MEMORY);
}, 300_000);
