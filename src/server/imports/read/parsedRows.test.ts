import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect } from 'vitest';
import { csvCells } from '../../../testing/csvCells';
import { test as base } from '../../../testing/fixtures';
import { stagedTickets } from '../../../testing/stagedTickets';
import { parsedRows, type ReadCounts } from './parsedRows';
import { MAX_LISTED } from './rejectFile';

/** Reads files to the end; `sent` are the tickets that the engine would get. */
const test = base.extend('readFiles', ({ file, folder }) => async (...contents: (string | Buffer)[]) => {
  const sources = contents.map((content, index) => ({ name: `file ${index + 1}`, path: file(content) }));
  const rejectPath = join(folder, 'rejects', `${randomUUID()}.csv`);
  let text = '';
  let counts: ReadCounts | undefined;
  for await (const rows of parsedRows({ sources, timeZone: 'UTC', rejectPath })) {
    text += new TextDecoder().decode(rows.lines);
    counts = rows.counts;
  }
  return { sent: stagedTickets(text), counts, rejectPath };
});

const rejectsIn = (path: string) => {
  const [names, ...rows] = csvCells(readFileSync(path, 'utf8'));
  expect(names).toEqual(['file', 'line', 'reasons', 'row']);
  return rows.map(([file, line, reason, raw]) => ({ file, line: Number(line), reason, raw }));
};

const HEADER = 'id,createdAt,topic';
const CSV = `${HEADER}\r\n1,2024-05-12 09:00:00,"Billing, ""x"""\r\n2,2024-05-12 10:00:00,\r\n`;
const SENT = [
  { sequence: 1, id: 1, createdAt: '2024-05-12 09:00:00', topic: 'Billing, "x"' },
  { sequence: 2, id: 2, createdAt: '2024-05-12 10:00:00' },
];
const OBJECTS = [
  { id: 1, createdAt: '2024-05-12 09:00:00', topic: 'Billing, "x"' },
  { id: 2, createdAt: '2024-05-12 10:00:00', topic: null },
];
const NDJSON = OBJECTS.map((object) => JSON.stringify(object)).join('\n');

describe('files that are understood', () => {
  test.for<[string, string | Buffer]>([
    ['csv', CSV],
    [
      'csv with the columns in another order',
      `topic,createdAt,id\n"Billing, ""x""",2024-05-12 09:00:00,1\n,2024-05-12 10:00:00,2`,
    ],
    [
      'csv with semicolons',
      CSV.replace('Billing, ', 'Billing; ')
        .replaceAll(/,(?! )/g, ';')
        .replace('Billing; ', 'Billing, '),
    ],
    ['csv in UTF-16', Buffer.from(`\uFEFF${CSV}`, 'utf16le')],
    ['csv in UTF-16 without a mark', Buffer.from(CSV, 'utf16le')],
    ['gzipped csv', gzipSync(CSV)],
    ['csv with a byte order mark', `\uFEFF${CSV}`],
    ['gzipped csv with a byte order mark', gzipSync(`\uFEFF${CSV}`)],
    ['a JSON array', JSON.stringify(OBJECTS)],
    ['a JSON array on many lines', JSON.stringify(OBJECTS, null, 2)],
    ['a gzipped JSON array', gzipSync(` \n${JSON.stringify(OBJECTS)}\n`)],
    ['NDJSON', NDJSON],
    ['NDJSON with blank lines and a byte order mark', `\uFEFF${NDJSON.replace('\n', '\r\n\n')}\n\n`],
  ])('%s', async ([_, content], { readFiles }) => {
    const { sent, counts, rejectPath } = await readFiles(content);
    expect(sent).toEqual(SENT);
    expect(counts).toMatchObject({ rows: 2, rejected: 0, leftOut: [], firstReject: null });
    expect(existsSync(rejectPath)).toBe(false);
  });

  test('several files are one import, in their order; progress ends at all bytes', async ({ readFiles }) => {
    const { sent, counts } = await readFiles(CSV, '[]', NDJSON);
    expect(sent.map(({ id, sequence }) => [id, sequence])).toEqual([
      [1, 1],
      [2, 2],
      [1, 3],
      [2, 4],
    ]);
    expect(counts?.bytes).toBe(counts?.totalBytes);
    expect(counts?.bytes).toBe(CSV.length + 2 + NDJSON.length);
  });

  test('a header without rows and an empty array hold nothing', async ({ readFiles }) => {
    expect((await readFiles(HEADER, '[ ]')).counts).toMatchObject({ rows: 0, rejected: 0 });
  });

  test('unknown columns are left out and named', async ({ readFiles }) => {
    const csv = 'id,spamStatus,createdAt,,agentId\n1,x,2024-05-12 09:00:00,y,5\n';
    const json = JSON.stringify({ ...OBJECTS[1], toString: 1, __proto__: null });
    const { sent, counts } = await readFiles(csv, json);
    expect(sent[0]).toEqual({ sequence: 1, id: 1, createdAt: '2024-05-12 09:00:00' });
    expect(counts?.leftOut).toEqual(['agentId', 'spamStatus', 'toString']);
  });

  test('computed columns, as our own files may have them, are left out and named like unknown ones', async ({
    readFiles,
  }) => {
    const csv = 'id,createdAt,slaState,againstDeadline\n1,2024-05-12 09:00:00,met,-60\n';
    const { sent, counts } = await readFiles(csv);
    expect(sent[0]).toEqual({ sequence: 1, id: 1, createdAt: '2024-05-12 09:00:00' });
    expect(counts).toMatchObject({ rejected: 0, leftOut: ['againstDeadline', 'slaState'] });
  });

  test('text is the same however the bytes are cut, also within characters', async ({ readFiles }) => {
    const topic = '支払い督促 👩‍🚀 ü"\n,'.repeat(10_000);
    const rows = Array.from({ length: 12 }, (_, id) => ({ id, createdAt: '2024-05-12 09:00:00', topic }));
    const csv = `${HEADER}\n${rows.map((row) => `${row.id},${row.createdAt},"${topic.replaceAll('"', '""')}"`).join('\n')}`;
    for (const content of [csv, JSON.stringify(rows), rows.map((row) => JSON.stringify(row)).join('\n')]) {
      const { sent } = await readFiles(content);
      expect(sent.map((row) => row.topic === topic)).toEqual(rows.map(() => true));
    }
  });
});

describe('rows that are not understood', () => {
  test('are listed with file, line, reason and what they were', async ({ readFiles }) => {
    const csv = `${HEADER}\n1,2024-05-12 09:00:00,"two\nlines"\nx,2024-05-12 09:00:00,a\n\n2,12/05/2024,b\n3,2024-05-12 09:00:00\n4,"2024"-05-12,c\n`;
    const json = '[\n{"id":5},\n{"id":6 "createdAt":1}]';
    const { sent, counts, rejectPath } = await readFiles(csv, json, `${NDJSON}\n{"id":7\n[1]`);
    expect(sent.map(({ id }) => id)).toEqual([1, 1, 2]);
    expect(counts).toMatchObject({ rows: 11, rejected: 8, rejectedUnlisted: 0 });
    expect(counts?.firstReject).toBe('file 1, line 4: id is not a whole number: x');
    expect(rejectsIn(rejectPath)).toEqual([
      { file: 'file 1', line: 4, reason: 'id is not a whole number: x', raw: 'x,2024-05-12 09:00:00,a' },
      { file: 'file 1', line: 6, reason: expect.stringContaining('createdAt is not a time'), raw: '2,12/05/2024,b' },
      { file: 'file 1', line: 7, reason: '2 cells instead of 3', raw: '3,2024-05-12 09:00:00' },
      { file: 'file 1', line: 8, reason: 'text after a closing quote', raw: '4,"2024"-05-12,c' },
      { file: 'file 2', line: 2, reason: 'createdAt is missing', raw: '{"id":5}' },
      { file: 'file 2', line: 3, reason: 'not a JSON object', raw: '{"id":6 "createdAt":1}' },
      { file: 'file 3', line: 3, reason: 'not a JSON object', raw: '{"id":7' },
      { file: 'file 3', line: 4, reason: 'not a JSON object', raw: '[1]' },
    ]);
    // It holds what tickets hold.
    expect(statSync(rejectPath).mode & 0o077).toBe(0);
  });

  test('are listed with all that is wrong with them, and run as no formula', async ({ readFiles }) => {
    const { rejectPath } = await readFiles('id,createdAt,topic\n=1,yesterday,"a, b"\n');
    expect(rejectsIn(rejectPath)).toEqual([
      {
        file: 'file 1',
        line: 2,
        reason: 'id is not a whole number: =1; createdAt is not a time as YYYY-MM-DD HH:mm:ss: yesterday',
        raw: '\'=1,yesterday,"a, b"',
      },
    ]);
  });

  test('are listed with their negative numbers as they were sent', async ({ readFiles }) => {
    const row = '1;yesterday;-60;=1+2;-1+A1';
    const { rejectPath } = await readFiles(`id;createdAt;secondsClosedAfterSLA;topic;subTopic\n${row}\n`);
    expect(rejectsIn(rejectPath)[0]?.raw).toBe("1;yesterday;-60;'=1+2;'-1+A1");
  });

  test('beyond the list they are only counted', async ({ readFiles }) => {
    const { counts, rejectPath } = await readFiles(`${HEADER}\n${'x,y,z\n'.repeat(MAX_LISTED + 5)}`);
    expect(counts).toMatchObject({ rejected: MAX_LISTED + 5, rejectedUnlisted: 5 });
    expect(rejectsIn(rejectPath)).toHaveLength(MAX_LISTED);
  });
});

describe('files that are broken as a whole are refused with a reason', () => {
  const long = 'x'.repeat(17 * 1024 * 1024);
  const cases: [string, string | Buffer, string][] = [
    ['empty', '', 'the file is empty'],
    ['cut-off gzip', gzipSync(CSV.repeat(50)).subarray(0, 60), 'the gzip file is cut off'],
    ['damaged gzip', Buffer.concat([gzipSync(CSV).subarray(0, 20), Buffer.alloc(40, 7)]), 'the gzip file is damaged'],
    ['a damaged zip file', Buffer.from('PK\x03\x04 and so on'), 'the zip file is damaged or cut off'],
    ['an old Excel file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'an old Excel file'],
    ['no text', Buffer.alloc(40), 'not a file of text'],
    ['half a character of UTF-16', Buffer.from(`\uFEFF${CSV}`, 'utf16le').subarray(0, -1), 'ends within a character'],
    ['no id', 'createdAt,topic\n', 'the header has no id; map the name that it has for it: createdAt, topic'],
    ['no createdAt', 'id,topic\n', 'the header has no createdAt'],
    ['a column twice', 'id,createdAt,id\n', 'the header names id twice'],
    ['mixed separators', `${CSV}3;2024-05-12 09:00:00;a\n`, 'the header has commas, and line 4 semicolons'],
    ['a quote that stays open', `${CSV}3,"2024-05-12 09:00:00,a\n4,b,c\n`, 'begins on line 4 is never closed'],
    ['a long line', `${HEADER}\n1,2024-05-12 09:00:00,${long}\n`, 'line 2 begins a record of more than 16 MB'],
    ['a long record', `${HEADER}\n1,"${'x\n'.repeat(9 * 1024 * 1024)}`, 'line 2 begins a record of more than 16 MB'],
    ['a long JSON record', `[{"id":"${long}"}]`, 'begins on line 1 is longer than 16 MB'],
    ['a cut-off array', '[{"id":1}', 'the array is not closed'],
    ['a cut-off object', '[{"id":1}, {"id', 'ends within the record that begins on line 1'],
    ['text in an array', '[\n"x"]', 'line 2 is not JSON as expected: an object should come here'],
    ['a missing comma', '[{"id":1}\n{"id":2}]', 'line 2 is not JSON as expected: a comma'],
    ['two arrays', '[{"id":1}][]', 'nothing after the end of the array'],
    ['no csv at all', 'Dear team,\n', 'the header has no id'],
    ['no names', '\n ;;\n', 'the file is empty'],
  ];
  test.for(cases)('%s', async ([_, content, message], { readFiles }) => {
    await expect(readFiles(content)).rejects.toThrow(message);
    await expect(readFiles(CSV, content)).rejects.toThrow('file 2: ');
  });

  test('a missing file and a folder', async ({ folder }) => {
    const read = (path: string) =>
      parsedRows({ sources: [{ name: 'this', path }], timeZone: 'UTC', rejectPath: join(folder, 'r') }).next();
    await expect(read(join(folder, 'none'))).rejects.toThrow('this: no such file');
    await expect(read(folder)).rejects.toThrow('this: a folder');
  });
});
