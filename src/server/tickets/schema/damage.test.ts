import { cpSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import { test as base } from '../../../testing/fixtures';
import { insertTickets } from '../../../testing/testEngine';
import { openChdb } from '../../engine/chdbEngine';
import { sql, type TicketEngine } from '../../engine/engine';
import { openTickets } from './openTickets';
import { TABLE } from './ticketTable';

/** A folder of tickets with one file damaged: a refusal in words, and nothing is thrown away or begun anew. */

const countSchema = z.object({ n: z.int() });

const test = base
  .extend('tickets', { scope: 'file' }, ({ folder }) => join(folder, 'tickets'))
  /** Does something with the tickets of the folder, as a start opens them. */
  .extend('opened', { scope: 'file' }, ({ tickets }) => async <T>(work: (engine: TicketEngine) => Promise<T>) => {
    const engine = openChdb(tickets);
    try {
      await openTickets(engine);
      return await work(engine);
    } finally {
      await engine.close();
    }
  })
  .extend(
    'count',
    { scope: 'file' },
    ({ opened }) =>
      () =>
        opened(async (engine) => (await engine.row(countSchema, sql(`SELECT count() AS n FROM ${TABLE}`))).n),
  )
  /** A copy of a folder with three tickets in two parts. */
  .extend('copy', { scope: 'file' }, async ({ folder, tickets, opened }) => {
    await opened(async (engine) => {
      await engine.command(sql(`SYSTEM STOP MERGES ${TABLE}`));
      await insertTickets(engine, [ticket(1), ticket(2)]);
      await insertTickets(engine, [ticket(3)]);
    });
    const copy = join(folder, 'copy');
    cpSync(tickets, copy, { recursive: true });
    return copy;
  })
  /** Puts the copy back. */
  .extend('restore', { scope: 'file' }, ({ tickets, copy }) => () => {
    rmSync(tickets, { recursive: true });
    cpSync(copy, tickets, { recursive: true });
  })
  /** The path of a file, by the end of its name. */
  .extend('find', { scope: 'file' }, ({ tickets }) => (end: string) => {
    const found = readdirSync(tickets, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith(end));
    if (found === undefined) throw new Error(`there is no ${end}`);
    return join(tickets, found);
  });

const ticket = (id: number) => ({ id, createdAt: '2024-05-12 09:00:00', topic: 'kept' });

test.beforeEach(({ restore }) => restore());

test.for([
  ['rows that are cut', 'all_2_2_0/data.bin', /a part of the table cannot be read.*broken-on-start_all_2_2_0/],
  [
    'checksums that are cut',
    'all_1_1_0/checksums.txt',
    /a part of the table cannot be read.*broken-on-start_all_1_1_0/,
  ],
  [
    'a table’s description that is gone',
    '/tickets.sql',
    /it has tickets \(.*\) and nothing that describes their table/,
  ],
  ['a database’s description that is gone', '/ticketlens.sql', /it has tickets \(.*\) and nothing that describes/],
] as const)(
  '%s: refused at every start, and whole again with a copy',
  async ([, file, words], { count, find, restore }) => {
    if (file.startsWith('/')) rmSync(find(file));
    else truncateSync(find(file), 3);
    for (const _start of [1, 2]) await expect(count()).rejects.toThrow(words);
    restore();
    expect(await count()).toBe(3);
  },
);

test('a description that makes no sense: refused, and nothing is changed', async ({ count, find, tickets }) => {
  writeFileSync(find('/tickets.sql'), 'nonsense');
  await expect(count()).rejects.toThrow(
    `DATA_DIR: ${tickets}, which holds the tickets, cannot be opened: it is damaged`,
  );
  expect(find('all_2_2_0/data.bin')).toContain('all_2_2_0');
});

test('a merge that a power cut has damaged is done again from what it was made of', async ({ opened, count, find }) => {
  await opened((engine) => engine.command(sql(`OPTIMIZE TABLE ${TABLE} FINAL`)));
  truncateSync(find('all_1_2_1/data.bin'), 3);
  for (const _start of [1, 2]) expect(await count()).toBe(3);
});
