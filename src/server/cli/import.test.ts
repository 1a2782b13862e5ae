import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { lockDataDir } from '../process/dataDirLock';

/** The command as it is built and run: the thread that reads files cannot be started from TypeScript. */

const ROOT = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'ticketlens-command-'));
const dataDir = join(folder, 'data');
/** Within the project, so that packages are found. */
const built = join(ROOT, 'dist', `test-import-${process.pid}`);

beforeAll(async () => {
  await build({
    root: ROOT,
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'error',
    build: { ssr: true, outDir: built },
  });
});
beforeEach(() => rmSync(dataDir, { recursive: true, force: true }));
afterAll(() => {
  rmSync(built, { recursive: true, force: true });
  rmSync(folder, { recursive: true });
});

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, [join(built, 'import.js'), ...args], {
    cwd: folder,
    env: { ...process.env, DATA_DIR: dataDir, REPORTING_TIMEZONE: 'Europe/Berlin' },
  });
}

async function run(...args: string[]) {
  const child = start(...args);
  let out = '';
  let error = '';
  child.stdout?.on('data', (chunk) => {
    out += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    error += String(chunk);
  });
  const [code] = await once(child, 'close');
  return { code, out, error };
}

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const CSV = 'id,createdAt,mood\n1,2024-05-12 09:00:00,good\n2,2024-05-12T09:00:00Z,bad\n3,12/05/2024,none\n';

test('says what was read, stored, replaced, rejected and left out', async () => {
  const first = await run(file('a.csv', CSV), file('b.json', '[{"id":9,"createdAt":"2024-05-12 09:00:00"}]'));
  expect(first).toMatchObject({ code: 0, error: '' });
  expect(first.out).toContain('read 4, stored 3, replaced 0, rejected 1, in ');
  expect(first.out).toContain('times with T or an offset, brought to wall time: 1\n');
  expect(first.out).toContain('columns left out, since they are not documented: mood\n');
  const [, rejectPath = ''] = /rejected rows, each with its line and reason: (.*)\n/.exec(first.out) ?? [];
  expect(JSON.parse(readFileSync(rejectPath, 'utf8'))).toMatchObject({ line: 4, raw: '3,12/05/2024,none' });
  expect((await run(file('a.csv', CSV))).out).toContain('read 3, stored 2, replaced 2, rejected 1');
  expect((await run('--replace', file('a.csv', CSV))).out).toContain('read 3, stored 2, replaced 0, rejected 1');
});

test('a file that is broken as a whole, none, and an unknown option end with 1 and a line that says why; help is no failure', async () => {
  const broken = file('broken.csv', 'createdAt\n');
  const refused = await run(broken);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.error).toContain(`${broken}: the header has no id`);
  expect(await run()).toMatchObject({ code: 1, error: expect.stringContaining('No file is named. Usage:') });
  expect(await run('--merge', broken)).toMatchObject({
    code: 1,
    error: expect.stringMatching(/^Unknown option '--merge'\. Usage:\nnpm run import -- FILE/),
  });
  for (const help of ['--help', '-h']) {
    expect(await run(help)).toMatchObject({
      code: 0,
      error: '',
      out: expect.stringMatching(/^npm run import -- FILE/),
    });
  }
  expect(await run(join(folder, 'none.csv'))).toMatchObject({
    code: 1,
    error: expect.stringContaining('no such file'),
  });
});

test('while another process has the data folder, it refuses with a plain line', async () => {
  mkdirSync(dataDir);
  const lock = lockDataDir(dataDir);
  try {
    const refused = await run(file('a.csv', CSV));
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.error).toMatch(/^.* is in use by another Ticketlens process.*\n$/);
  } finally {
    lock.release();
  }
});

const many = () =>
  `id,createdAt\n${Array.from({ length: 300_000 }, (_, id) => `${id},2024-05-12 09:00:00\n`).join('')}`;

/** Whether an import has begun to load its rows. */
function isLoading(): boolean {
  const tables = join(dataDir, 'tickets', 'metadata', 'ticketlens');
  return existsSync(tables) && readdirSync(tables).some((name) => name.startsWith('import_'));
}

test.each(['SIGKILL', 'SIGINT'] as const)(
  'stopped by %s, it can be run again with the right result',
  async (signal) => {
    await run(file('a.csv', CSV));
    const child = start(file('many.csv', many()));
    await vi.waitUntil(isLoading, { timeout: 20_000, interval: 5 });
    child.kill(signal);
    expect(await once(child, 'close')).toEqual(signal === 'SIGKILL' ? [null, signal] : [1, null]);
    const again = await run(join(folder, 'many.csv'));
    expect(again).toMatchObject({ code: 0, error: '' });
    expect(again.out).toContain('read 300,000, stored 300,000, replaced 2, rejected 0');
    expect(isLoading()).toBe(false);
  },
);

test('a dry run shows the rows of a mapped file as they would be stored, and stores nothing', async () => {
  const path = file('theirs.csv', 'No,Opened,Mood\n1,2024-05-12T09:00:00Z,good\nx,2024-05-12 09:00:00,bad\n');
  const mapping = file('mapping.json', '{"id": "No"}');
  const shown = await run(path, '--mapping', mapping, '--map', 'createdAt=Opened', '--dry-run');
  expect(shown).toMatchObject({ code: 0, error: '' });
  expect(shown.out).toContain('{"id":1,"createdAt":"2024-05-12 11:00:00"}');
  expect(shown.out).toContain('rejected, line 3: id is not a whole number: x');
  expect(existsSync(join(dataDir, 'tickets'))).toBe(false);
  expect(await run(path, '--dry-run')).toMatchObject({ code: 1, out: expect.stringContaining('the header has no id') });
});
