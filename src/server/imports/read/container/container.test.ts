import { gzipSync } from 'node:zlib';
import { describe, expect } from 'vitest';
import { test as base } from '../../../../testing/fixtures';
import { makeWorkbook } from '../../../../testing/makeWorkbook';
import { makeZip } from '../../../../testing/makeZip';
import { dryRun } from '../../dryRun/dryRun';

const test = base.extend(
  'preview',
  ({ file }) =>
    (content: Buffer) =>
      dryRun({ name: 'their.zip', path: file(content) }, { timeZone: 'UTC', mapping: {} }),
);

const CSV = 'id;createdAt\n1;2024-05-12 09:00:00\n';
const READ = { problem: null, read: 1, rejected: 0, tickets: [{ id: 1 }] };

describe('a zip file', () => {
  test.for([true, false])('with one file is read, packed: %s', async (compress, { preview }) => {
    const beside = { '__MACOSX/._a.csv': 'x', 'folder/.DS_Store': 'x' };
    const run = await preview(await makeZip({ 'folder/a.csv': CSV, ...beside }, compress));
    expect(run).toMatchObject({ ...READ, recognised: [{ packing: 'zip', format: 'csv', separator: 'semicolon' }] });
  });

  test('with several files, or none, is refused by their names', async ({ preview }) => {
    const several = await preview(await makeZip({ 'a.csv': CSV, 'b.csv': CSV }));
    expect(several.problem).toBe(
      'their.zip: the zip file holds 2 files (a.csv, b.csv); unpack it and send the one with the tickets',
    );
    expect((await preview(await makeZip({}))).problem).toBe('their.zip: the zip file holds no file');
  });

  test('that is cut off or damaged is refused', async ({ preview }) => {
    const whole = await makeZip({ 'a.csv': CSV }, false);
    expect((await preview(whole.subarray(0, -30))).problem).toBe('their.zip: the zip file is damaged or cut off');
    const damaged = Buffer.from(whole);
    damaged.write('9', damaged.indexOf('2024'));
    expect((await preview(damaged)).problem).toBe('their.zip: the zip file is damaged or cut off');
  });

  test('that unpacks to many times its size is refused', async ({ preview }) => {
    const bomb = await makeZip({ 'a.csv': Buffer.alloc(40_000_000, '\n') });
    expect(bomb.length).toBeLessThan(100_000);
    expect((await preview(bomb)).problem).toBe(
      'their.zip: unpacks to more than 200 times its size, which tickets never do',
    );
  });

  test('of another office program is refused by its name', async ({ preview }) => {
    expect((await preview(await makeZip({ mimetype: 'x', 'content.xml': 'x' }))).problem).toContain(
      'OpenDocument is not read; save it as .xlsx or csv',
    );
    expect((await preview(await makeZip({ 'xl/workbook.bin': 'x' }))).problem).toContain('a binary workbook');
    const within = await makeZip({ 'a.xlsx': await makeWorkbook({ sheets: { A: '' } }) });
    expect((await preview(within)).problem).toContain(
      'the file within it is packed again, or a workbook; unpack it once',
    );
  });
});

test('a gzip file within a gzip file is refused', async ({ preview }) => {
  expect((await preview(gzipSync(gzipSync(CSV)))).problem).toBe(
    'their.zip: the file within it is packed again, or a workbook; unpack it once',
  );
});

test.for<[format: string, content: string]>([
  ['PDF', '%PDF-1.7\n1 0 obj'],
  ['Parquet', 'PAR1\u0015\u0004'],
  ['HTML', '\ufeff<html xmlns:o="urn:schemas-microsoft-com:office:office"><table><tr><td>id</td></tr></table>'],
  ['HTML', '\n<!DOCTYPE html><p>Please sign in</p>'],
  ['XML', '<?xml version="1.0"?><tickets><ticket><id>1</id></ticket></tickets>'],
])('%s is refused by its name', async ([format, content], { preview }) => {
  expect((await preview(Buffer.from(content))).problem).toBe(
    `their.zip: ${format} is not read; save it as .xlsx or csv`,
  );
});

test('a picture is no text in some encoding', async ({ preview }) => {
  const picture = Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), pseudoRandom(3000)]);
  expect((await preview(picture)).problem).toBe('their.zip: not a file of text, or damaged');
});

function pseudoRandom(length: number): Buffer {
  let state = 1;
  return Buffer.from(
    Array.from({ length }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return (state >> 16) & 255;
    }),
  );
}
