import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { test as base } from '../../../testing/fixtures';
import { dryRunInWorker } from '../worker/dryRunInWorker';
import { dryRun } from './dryRun';
import { dryRunFiles } from './dryRunFiles';
import { formatPreview } from './formatPreview';

const test = base.extend('source', ({ file }) => (name: string, content: string | Buffer) => ({
  name,
  path: file(content, name),
}));

const OPTIONS = { timeZone: 'UTC', mapping: {} };
const AT = '2024-05-12 09:00:00';

test.for([
  ['a file of zeros', Buffer.alloc(100), /not a file of text/],
  ['a damaged zip file', Buffer.from('PK\x03\x04...', 'latin1'), /zip file is damaged/],
  ['a cut gzip file', gzipSync('id,createdAt\n').subarray(0, 20), /cut off/],
] as const)('%s is a problem of the file, with nothing shown', async ([name, content, problem], { source }) => {
  const run = await dryRun(source(name, content), OPTIONS);
  expect(run).toMatchObject({
    problem: expect.stringMatching(problem),
    recognised: [],
    names: [],
    read: 0,
    tickets: [],
  });
  expect(formatPreview(name, run).join('\n')).toMatch(/^[^:]+: nothing is stored\ncannot be imported: /);
});

test('a value of megabytes is shown by its beginning, and a name that cannot be mapped not at all', async ({
  source,
}) => {
  const long = '""'.repeat(1_000_000);
  const file = source('long.csv', `id,createdAt,topic,${'n'.repeat(201)}\n1,${AT},"${long}",\n`);
  const run = await dryRun(file, OPTIONS);
  expect(run.tickets).toEqual([{ id: 1, createdAt: AT, topic: `${'"'.repeat(300)}…` }]);
  expect(run.names).toEqual(['id', 'createdAt', 'topic']);
});

test('of several files the first one’s tickets, and the counts, names, rejects and problem of all', async ({
  source,
}) => {
  const sources = [
    source('a.csv', `id,createdAt,Mood\n1,${AT},good\n`),
    source('b.csv', `id,createdAt,Team\n2,${AT},\nx,${AT},\n`),
  ];
  const run = await dryRunFiles({ sources, ...OPTIONS });
  expect(run).toMatchObject({
    read: 3,
    rejected: 1,
    names: ['id', 'createdAt', 'Mood', 'Team'],
    leftOut: ['Mood', 'Team'],
    tickets: [{ id: 1, createdAt: AT }],
    rejects: [{ file: 'b.csv', line: 3 }],
    problem: null,
  });
  const mapped = await dryRunFiles({ sources, timeZone: 'UTC', mapping: { topic: 'Mood' } });
  expect(mapped.problem).toMatch(/^b\.csv: nothing in the file is called "Mood"/);
});

test('the same in a thread of its own, which ends when nobody waits for it any more', async ({ source }) => {
  const sources = [source('c.csv', `id,createdAt\n1,${AT}\n`)];
  expect(await dryRunInWorker({ sources, ...OPTIONS })).toEqual(await dryRunFiles({ sources, ...OPTIONS }));
  const controller = new AbortController();
  const run = dryRunInWorker({ sources, ...OPTIONS }, controller.signal);
  controller.abort();
  await expect(run).rejects.toThrow('aborted');
});

test('a thread that takes too long, or too much memory, is ended and says so', async ({ source }) => {
  const quick = { sources: [source('quick.csv', `id,createdAt\n1,${AT}\n`)], ...OPTIONS };
  await expect(dryRunInWorker(quick, undefined, { heapMb: 256, seconds: 0.001 })).rejects.toThrow(
    'The file takes more than 0.001 seconds to read; split it into smaller ones, or try again when the server is less busy',
  );
  const record = `{"id":1,"createdAt":"${AT}","rawData":[${'{"a":[]},'.repeat(60_000)}0]}\n`;
  const large = { sources: [source('large.ndjson', record.repeat(20))], ...OPTIONS };
  expect((await dryRunInWorker(large)).problem).toBeNull();
  await expect(dryRunInWorker(large, undefined, { heapMb: 16, seconds: 30 })).rejects.toThrow(
    'The file takes more than 16 MB of memory to read; split it into smaller ones',
  );
});
