import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect } from 'vitest';
import { test as base } from '../../../testing/fixtures';
import { dryRun } from '../dryRun/dryRun';
import { type ParsedRows, parsedRows } from './parsedRows';

/** Files that are small and take much, or are made to. */

const test = base
  .extend(
    'preview',
    ({ file }) =>
      (content: string | Buffer) =>
        dryRun({ name: 'their file', path: file(content) }, { timeZone: 'UTC', mapping: {} }),
  )
  .extend('read', ({ file, folder }) => async (content: string | Buffer, unpackedBytes?: number) => {
    const sources = [{ name: 'their file', path: file(content) }];
    const limit = unpackedBytes === undefined ? {} : { unpackedBytes };
    let last: ParsedRows | undefined;
    const rejectPath = join(folder, 'rejects.ndjson');
    for await (const rows of parsedRows({ sources, timeZone: 'UTC', rejectPath, ...limit })) last = rows;
    return last?.counts;
  });

const AT = '2024-05-12 09:00:00';
const MEGABYTES = 1_000_000;

describe('text without rows', () => {
  test('a gzip file of blank lines is refused after a moment, also by an import', async ({ preview, read }) => {
    const packed = gzipSync(Buffer.alloc(40 * MEGABYTES, '\n'));
    expect(packed.length).toBeLessThan(MEGABYTES / 20);
    const refused = 'their file: unpacks to more than 200 times its size, which tickets never do';
    expect(await preview(packed)).toMatchObject({ problem: refused, read: 0 });
    await expect(read(packed)).rejects.toThrow(refused);
  });

  test('a preview gives up on text of any ratio, an import reads it', async ({ preview, read }) => {
    const late = `[${' '.repeat(33 * MEGABYTES)}{"id":1,"createdAt":"${AT}"}]`;
    expect((await preview(late)).problem).toBe('their file: there is no row within the first 32 MB of its text');
    expect(await read(late)).toMatchObject({ rows: 1, rejected: 0 });
  });

  test('a preview of rows of megabytes ends with those that it has', async ({ preview }) => {
    const row = `{"id":1,"createdAt":"${AT}","topic":"${'x'.repeat(12 * MEGABYTES)}"}\n`;
    expect(await preview(row.repeat(4))).toMatchObject({ problem: null, read: 2 });
  });
});

test('what gzip files unpack to is bounded by a setting, plain text is not', async ({ read }) => {
  const csv = `id,createdAt\n${Array.from({ length: 1000 }, (_, id) => `${id},${AT}\n`).join('')}`;
  await expect(read(gzipSync(csv), 20_000)).rejects.toThrow(
    'their file: unpacked, the files have more than 0 MB (IMPORT_UNPACKED_MB)',
  );
  expect(await read(gzipSync(csv), 30_000)).toMatchObject({ rows: 1000 });
  expect(await read(csv, 20_000)).toMatchObject({ rows: 1000 });
});

describe('columns of csv', () => {
  const header = (names: number) =>
    ['id', 'createdAt', ...Array.from({ length: names - 2 }, (_, at) => `c${at}`)].join();

  test('2,000 are read, more are refused by their number', async ({ preview, read }) => {
    const row = `1,${AT}${','.repeat(1998)}`;
    expect(await preview(`${header(2000)}\n${row}\n`)).toMatchObject({ problem: null, read: 1, rejected: 0 });
    const problem = 'their file: the header has 2,001 names; at most 2,000 are read';
    expect(await preview(`${header(2001)}\n${row},\n`)).toMatchObject({ problem });
    await expect(read(`${header(2001)}\n${row},\n`)).rejects.toThrow(problem);
  });

  test('fifteen million of them take no memory', async ({ preview }) => {
    const { problem } = await preview(`id,createdAt${','.repeat(15 * MEGABYTES)}\n`);
    expect(problem).toBe('their file: the header has 15,000,002 names; at most 2,000 are read');
  });

  test('long names are refused as a whole', async ({ preview }) => {
    const { problem } = await preview(`id,createdAt,${'n'.repeat(MEGABYTES)}\n1,${AT},\n`);
    expect(problem).toBe('their file: the header is longer than 1,000,000 characters');
  });

  test('a row of millions of cells is rejected by their number, and the next one is read', async ({ preview }) => {
    const run = await preview(`id,createdAt\n1,${AT}${','.repeat(3 * MEGABYTES)}\n2,${AT},"x"y\n3,${AT}\n`);
    expect(run).toMatchObject({ read: 3, rejected: 2, tickets: [{ id: 3 }] });
    expect(run.rejects[0]).toMatchObject({ line: 2, reason: '3000002 cells instead of 2' });
  });
});

describe('records of JSON', () => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  const record = (rest: string) => `{"id":1,"createdAt":"${AT}",${rest}}`;
  const forms = [
    ['an array', (text: string) => `[${text},\n${record('"topic":"next"')}]`],
    ['NDJSON', (text: string) => `${text}\n${record('"topic":"next"')}\n`],
  ] as const;

  test.for(
    forms.flatMap(([form, write]) => ['rawData', 'topic', 'theirs'].map((column) => [form, column, write] as const)),
  )('in %s a %s 200,000 levels deep is a reject with its line', async ([_, column, write], { preview }) => {
    const run = await preview(write(record(`"${column}":${nested(200_000)}`)));
    expect(run).toMatchObject({ problem: null, read: 2, rejected: 1, tickets: [{ topic: 'next' }] });
    expect(run.rejects).toMatchObject([{ line: 1, reason: 'is nested deeper than 200 levels' }]);
  });

  test('200 levels are read, the record itself being one', async ({ preview }) => {
    const [, write] = forms[1];
    expect(await preview(write(record(`"rawData":${nested(199)}`)))).toMatchObject({ read: 2, rejected: 0 });
    expect(await preview(write(record(`"rawData":${nested(200)}`)))).toMatchObject({ rejected: 1 });
  });

  test('too many values are rejected unread, brackets within text are none', async ({ preview }) => {
    const [, write] = forms[0];
    const many = await preview(write(record(`"rawData":[${'[],'.repeat(200_000)}0]`)));
    expect(many.rejects).toMatchObject([{ line: 1, reason: 'has more than 200,000 values' }]);
    const text = JSON.stringify('[{,"\\'.repeat(100_000));
    expect(await preview(write(record(`"rawData":${text}`)))).toMatchObject({ read: 2, rejected: 0 });
  });

  test('too many names are a reject', async ({ preview }) => {
    const [, write] = forms[0];
    const names = Array.from({ length: 1999 }, (_, at) => `"n${at}":0`).join();
    const run = await preview(write(record(names)));
    expect(run.rejects).toMatchObject([{ line: 1, reason: 'has 2,001 names, at most 2,000 are read' }]);
    expect(run.names).toEqual(['id', 'createdAt', 'topic']);
  });
});
