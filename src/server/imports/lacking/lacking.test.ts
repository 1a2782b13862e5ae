import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { test as base } from '../../../testing/fixtures';
import { sql } from '../../engine/engine';
import { openTickets } from '../../tickets/schema/openTickets';
import { TABLE } from '../../tickets/schema/ticketTable';
import { dryRunFiles } from '../dryRun/dryRunFiles';
import { formatSummary } from '../formatSummary';
import { importTickets } from '../importTickets';
import { parsedRows } from '../read/parsedRows';

/** Files that do not have all columns. */

const test = base
  .extend('importAll', ({ engine, file, folder }) => (texts: readonly string[], replace = false) => {
    const sources = texts.map((text, index) => ({ name: `file ${index}`, path: file(text, `file${index}`) }));
    const rejectPath = join(folder, 'rejects.ndjson');
    return importTickets(engine, sources, { timeZone: 'UTC', replace, rejectPath, read: parsedRows });
  })
  .extend('stored', ({ engine }) => async (columns: string) => {
    const rows = await engine.query(sql(`SELECT id, ${columns} FROM ${TABLE} ORDER BY id`));
    return rows as Record<string, unknown>[];
  });

test.beforeEach(async ({ engine }) => {
  await engine.command(sql(`DROP TABLE ${TABLE} SYNC`));
  await openTickets(engine);
});

const AT = '2024-05-12 09:00:00';

describe('a column that a file does not have', () => {
  const FULL = `id,createdAt,email,rawData,topic,modifiedAt\n1,${AT},a@example.com,{},old,2024-05-13 00:00:00\n2,${AT},b@example.com,,old,2024-05-13 00:00:00\n`;

  test('keeps its values in tickets that exist, an empty cell does not', async ({ importAll, stored }) => {
    await importAll([FULL]);
    const later = `id,createdAt,topic,modifiedAt\n1,${AT},,2024-05-14 00:00:00\n3,${AT},new,2024-05-14 00:00:00\n`;
    expect(await importAll([later])).toMatchObject({ stored: 2, replaced: 1, outdated: 0 });
    expect(await stored('email, rawData, topic')).toEqual([
      { id: 1, email: 'a@example.com', rawData: '{}', topic: null },
      { id: 2, email: 'b@example.com', rawData: null, topic: 'old' },
      { id: 3, email: null, rawData: null, topic: 'new' },
    ]);
  });

  test('as long as the row is not older than the ticket; without modifiedAt it is as new', async ({
    importAll,
    stored,
  }) => {
    await importAll([FULL]);
    const older = `id,createdAt,topic,modifiedAt\n1,${AT},older,2024-05-12 00:00:00\n`;
    expect(await importAll([older])).toMatchObject({ stored: 0, outdated: 1 });
    expect(await importAll([`id,createdAt,topic\n1,${AT},undated\n`])).toMatchObject({ stored: 1, replaced: 1 });
    expect((await stored('email, topic, toString(modifiedAt) AS modified'))[0]).toEqual({
      id: 1,
      email: 'a@example.com',
      topic: 'undated',
      modified: '2024-05-13 00:00:00',
    });
  });

  test('is looked at file by file', async ({ importAll, stored }) => {
    await importAll([FULL]);
    const json = JSON.stringify([{ id: 2, createdAt: AT, email: 'c@example.com', modifiedAt: '2024-05-15 00:00:00' }]);
    await importAll([`id,createdAt,topic,modifiedAt\n1,${AT},csv,2024-05-15 00:00:00\n`, json]);
    expect(await stored('email, topic')).toEqual([
      { id: 1, email: 'a@example.com', topic: 'csv' },
      { id: 2, email: 'c@example.com', topic: 'old' },
    ]);
  });

  test('is empty once everything is replaced', async ({ importAll, stored }) => {
    await importAll([FULL]);
    await importAll([`id,createdAt\n1,${AT}\n`], true);
    expect(await stored('email')).toEqual([{ id: 1, email: null }]);
  });
});

test('what a file lacks and how it was read is told as its preview tells it', async ({ engine, file, folder }) => {
  const row = { id: 1, created_at: '2024-05-12T09:00:00Z', due_at: null, status: 'Hold', via: 'web', email: 'nobody' };
  const sources = [{ name: 'theirs', path: file(JSON.stringify([row])) }];
  const wording = { suggest: true } as const;
  const preview = await dryRunFiles({ sources, timeZone: 'UTC', mapping: undefined, wording });
  const options = {
    timeZone: 'UTC',
    replace: false,
    rejectPath: join(folder, 'rejects.csv'),
    read: parsedRows,
    wording,
  };
  const summary = await importTickets(engine, sources, { ...options, mapping: preview.suggested });
  expect(summary).toMatchObject({ derived: [], lacking: ['closedAt'] });
  expect(preview).toMatchObject({ derived: [], lacking: ['closedAt'] });
  expect(summary.notes).toEqual(expect.arrayContaining(preview.notes));
  expect(summary.notes).toContain('words in their usual meaning: channel: web -> portal; status: Hold -> pending');
  const lines = formatSummary(summary, '', 1);
  expect(lines).toContain('nothing is mapped to Closed: no ticket counts as closed');
  expect(lines).toContain('times without a zone are those of UTC (REPORTING_TIMEZONE)');
});

describe('time to close and lateness', () => {
  const SECONDS = 'secondsToClose AS close, secondsClosedAfterSLA AS late';

  test('are worked out from the times of a file that lacks them', async ({ importAll, stored }) => {
    const rows = [
      `1,${AT},2024-05-12 10:00:00,2024-05-12 09:30:00`,
      `2,${AT},,2024-05-12 09:30:00`,
      `3,${AT},2024-05-12 08:59:59,`,
    ];
    const summary = await importAll([`id,createdAt,closedAt,dueBy\n${rows.join('\n')}\n`]);
    expect(summary.derived).toEqual(['secondsToClose', 'secondsClosedAfterSLA']);
    expect(await stored(SECONDS)).toEqual([
      { id: 1, close: 3600, late: 1800 },
      { id: 2, close: null, late: null },
      { id: 3, close: -1, late: null },
    ]);
  });

  test('are stored as they were sent by a file that has them, empty cells too', async ({ importAll, stored }) => {
    const summary = await importAll([
      `id,createdAt,closedAt,dueBy,secondsToClose,secondsClosedAfterSLA\n1,${AT},2024-05-12 10:00:00,${AT},7,\n`,
    ]);
    expect(summary.derived).toEqual([]);
    expect(await stored(SECONDS)).toEqual([{ id: 1, close: 7, late: null }]);
  });

  test('are worked out from what is kept of a ticket as well', async ({ importAll, stored }) => {
    await importAll([`id,createdAt,dueBy,secondsClosedAfterSLA\n1,${AT},${AT},\n2,${AT},${AT},5\n`]);
    await importAll([`id,createdAt,closedAt\n1,${AT},2024-05-12 09:00:10\n`]);
    expect(await stored(SECONDS)).toEqual([
      { id: 1, close: 10, late: 10 },
      { id: 2, close: null, late: 5 },
    ]);
    // Without any of the times nothing is.
    const summary = await importAll([`id,createdAt,topic\n1,${AT},x\n`]);
    expect(summary.derived).toEqual([]);
    expect(await stored(SECONDS)).toEqual([
      { id: 1, close: 10, late: 10 },
      { id: 2, close: null, late: 5 },
    ]);
  });
});
