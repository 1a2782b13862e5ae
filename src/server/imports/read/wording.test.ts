import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Wording } from '../../../contract/columns/columnMapping';
import { test as base } from '../../../testing/fixtures';
import { stagedTickets } from '../../../testing/stagedTickets';
import { dryRunFiles } from '../dryRun/dryRunFiles';
import { parsedRows } from './parsedRows';

/** What a file's own words in columns of words become. */

const AT = '2024-05-12 09:00:00';
const rowsOf = (words: readonly string[]) => words.map((word, at) => `${at + 1},${AT},${word}\n`).join('');

const test = base
  .extend('preview', ({ file }) => (content: string, wording: Wording, isWhole = true) => {
    const sources = [{ name: 'theirs.csv', path: file(content) }];
    return dryRunFiles({ sources, timeZone: 'UTC', mapping: {}, wording, isWhole });
  })
  .extend('priorities', ({ file, folder }) => async (words: readonly string[], wording: Wording) => {
    const sources = [{ name: 'theirs.csv', path: file(`id,createdAt,priority\n${rowsOf(words)}`) }];
    const stored: unknown[] = [];
    const options = { sources, timeZone: 'UTC', rejectPath: join(folder, 'rejects'), wording };
    for await (const { lines } of parsedRows(options)) stored.push(...stagedTickets(Buffer.from(lines).toString()));
    return stored.map((ticket) => (ticket as { priority?: string }).priority ?? null);
  });

describe('what is stored', () => {
  test('the meaning that was said, whatever the case; our own names without a word', async ({ priorities }) => {
    const wording = { values: { priority: { P1: 'urgent', keine: null } } } as const;
    expect(await priorities([' p1', 'Keine', 'LOW', 'P2'], wording)).toEqual(['urgent', null, 'low']);
  });

  test('what is said of one of our own names goes before it', async ({ priorities }) => {
    expect(await priorities(['high', 'low'], { values: { priority: { High: 'urgent' } } })).toEqual(['urgent', 'low']);
  });

  test('unknown values reject their row, or are empty', async ({ priorities }) => {
    expect(await priorities(['low', 'Wow'], {})).toEqual(['low']);
    expect(await priorities(['low', 'Wow'], { unknownValues: 'empty' })).toEqual(['low', null]);
  });

  test('usual meanings only when they are wanted', async ({ priorities }) => {
    expect(await priorities(['P1', 'Hoch', '3 normal'], { suggest: true })).toEqual(['urgent', 'high', 'medium']);
    expect(await priorities(['P1', 'low'], {})).toEqual(['low']);
  });

  test('what stands for no value is empty where usual meanings are wanted', async ({ priorities }) => {
    expect(await priorities(['-', 'None', 'low'], { suggest: true })).toEqual([null, null, 'low']);
    expect(await priorities(['-', 'low'], {})).toEqual(['low']);
    expect(await priorities(['-'], { suggest: true, values: { priority: { '-': 'low' } } })).toEqual(['low']);
  });
});

describe('a preview of the whole file', () => {
  test('lists the words with their counts and meanings, and the rest as a number', async ({ preview }) => {
    const words = [...Array<string>(1500).fill('low'), 'P1', 'Hoch', 'hoch', 'Wow', ''];
    const run = await preview(`id,createdAt,priority\n${rowsOf(words)}`, {
      suggest: true,
      values: { priority: { p1: null } },
    });
    expect(run).toMatchObject({ read: 1505, rejected: 1, isWhole: true });
    expect(run.values).toEqual([
      {
        column: 'priority',
        others: 0,
        values: [
          { value: 'low', count: 1500, meaning: 'low', from: 'own' },
          { value: 'Hoch', count: 2, meaning: 'high', from: 'suggested' },
          { value: 'P1', count: 1, meaning: null, from: 'said' },
          { value: 'Wow', count: 1, meaning: null, from: 'unknown' },
        ],
      },
    ]);
    const first = await preview(`id,createdAt,priority\n${rowsOf(words)}`, {}, false);
    expect(first).toMatchObject({ read: 1000, isWhole: false });
    const many = Array.from({ length: 150 }, (_, at) => `word ${at}`);
    const [bounded] = (await preview(`id,createdAt,priority\n${rowsOf(many)}`, {})).values;
    expect(bounded?.values).toHaveLength(100);
    expect(bounded?.others).toBe(50);
  });

  test('groups rejects by reason with three examples and what would mend them', async ({ preview }) => {
    const rows = ['1', 'x', 'y', 'z', 'w'].map((id) => `${id},${AT},P9,more\n`).join('');
    const run = await preview(`id,createdAt,status,topic\n${rows}6,,open\n`, {});
    expect(run.rejectGroups.map(({ column, count }) => [column, count])).toEqual([
      ['status', 5],
      ['id', 4],
      [null, 1],
    ]);
    expect(run.rejectGroups[1]).toMatchObject({
      what: 'is not a whole number',
      first: { line: 3, value: 'x' },
      examples: [{ line: 3 }, { line: 4 }, { line: 5 }],
      mend: 'Map a column of whole numbers to "Id", mend these cells',
    });
    expect(run.rejectGroups[0]?.mend).toMatch(/^Say what these values mean/);
    expect(run.rejectGroups[2]?.mend).toMatch(/^Say which separator/);
    expect(run.lacking).toEqual(['closedAt', 'dueBy']);
  });
});
