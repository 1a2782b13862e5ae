import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STORED_COLUMN_IDS } from '../../contract/columns/columns';
import { sql, type TicketEngine } from '../../server/engine/engine';
import { importTickets } from '../../server/imports/importTickets';
import { createTableText, TABLE } from '../../server/tickets/schema/ticketTable';
import { openTestEngine, type TestEngine } from '../testEngine';
import { makeTickets } from './madeTickets';
import { costOf, formatCost } from './watch';

/** Imports a csv with every column, compared with the engine reading the same file without checks. */

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
