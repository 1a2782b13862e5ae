import { join } from 'node:path';
import { expect } from 'vitest';
import type { StoredColumn } from '../../../contract/columns/columnFacts';
import { STORED_COLUMNS } from '../../../contract/columns/columns';
import { test } from '../../../testing/fixtures';
import { sql, type TicketEngine } from '../../engine/engine';
import { parsedRows } from '../../imports/read/parsedRows';
import { storeRun } from '../../sync/storeRun';
import { openTickets } from './openTickets';
import { createTableText, TABLE } from './ticketTable';

/** A mirror's run clones the table of tickets, which only works between tables of the very same form. */

const LATER = ['subTopic', 'dueBy', 'rawData'];
const OLDER = {
  columns: Object.fromEntries(Object.entries<StoredColumn>(STORED_COLUMNS).filter(([id]) => !LATER.includes(id))),
  migrations: [],
};

async function form(engine: TicketEngine, table: string): Promise<unknown> {
  const [made] = await engine.query(sql(`SHOW CREATE TABLE ${table}`));
  // The engine writes an emptied comment, but not one that never was.
  return JSON.parse(
    JSON.stringify(made)
      .replaceAll(table, 'TABLE')
      .replace(/(\\n| )COMMENT ''/, ''),
  );
}

test('skip indexes come with an upgrade, and a mirror then brings in a few changes without a copy', async ({
  engine,
  file,
  folder,
}) => {
  await engine.command(sql(`DROP TABLE ${TABLE} SYNC`));
  await engine.command(sql(createTableText(TABLE, '', OLDER)));
  const ids = [1, 2, 3];
  const line = (id: number, more: object) => JSON.stringify({ id, createdAt: '2024-01-01 00:00:00', ...more });
  await engine.insert(TABLE, Buffer.from(ids.map((id) => line(id, { topic: 'Billing' })).join('\n')));
  await openTickets(engine, { onUpgrade: () => undefined });
  const fresh = 'fresh';
  await engine.command(sql(createTableText(fresh)));
  expect(await form(engine, TABLE)).toEqual(await form(engine, fresh));
  const options = {
    timeZone: 'UTC',
    whole: false,
    received: 1,
    atLeast: 0,
    rejectPath: join(folder, 'rejects.ndjson'),
    missing: [],
    read: parsedRows,
  };
  const path = file(`${line(2, { dueBy: '2024-02-01 00:00:00' })}\n`, 'pages.ndjson');
  expect(await storeRun(engine, path, options)).toEqual({ changed: 1, rejected: 0 });
  expect(await engine.query(sql(`SELECT id, topic, dueBy FROM ${TABLE} ORDER BY id`))).toEqual([
    { id: 1, topic: 'Billing', dueBy: null },
    { id: 2, topic: null, dueBy: '2024-02-01 00:00:00' },
    { id: 3, topic: 'Billing', dueBy: null },
  ]);
});
