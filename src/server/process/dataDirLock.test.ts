import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { LockOrder } from '../../testing/lockProcess';
import { lockDataDir, lockHolder } from './dataDirLock';
import { readServerAddress, writeServerAddress } from './serverAddress';

const ROOT = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'ticketlens-lock-'));
/** Within the project, so that packages are found. */
const built = join(ROOT, 'dist', `test-lock-${process.pid}`);
/** Of a process that never was: pids end far below. */
const GONE = '2147483646 1';
const children: ChildProcess[] = [];

let made = 0;
function dataDir(): string {
  made += 1;
  return join(folder, String(made));
}

function locked(holder: string): string {
  const path = dataDir();
  mkdirSync(path);
  writeFileSync(join(path, 'lock'), holder);
  return path;
}

beforeAll(async () => {
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: built,
      target: 'node20',
      copyPublicDir: false,
      rolldownOptions: { input: { lock: join(ROOT, 'src', 'testing', 'lockProcess.ts') } },
    },
  });
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
});
afterAll(() => {
  rmSync(built, { recursive: true });
  rmSync(folder, { recursive: true });
});

test('taken, refused in words, released, and taken again; nothing else is left behind', () => {
  const path = dataDir();
  const lock = lockDataDir(path);
  expect(() => lockDataDir(path)).toThrow(`${path} is in use by another Ticketlens process (pid ${process.pid})`);
  expect(lockHolder(path)).toBe(readFileSync(join(path, 'lock'), 'utf8'));
  lock.release();
  expect(lockHolder(path)).toBeUndefined();
  lockDataDir(path).release();
  expect(readdirSync(path)).toEqual([]);
});

test.each([
  ['of a process that is gone', GONE],
  ['that was never written', ''],
  ['of a pid that is another program’s by now', `${process.pid} 1`],
])('a lock %s is taken over', (_name, holder) => {
  const path = locked(holder);
  lockDataDir(path).release();
  expect(readdirSync(path)).toEqual([]);
});

test('so is one whose successor died while it took it over', () => {
  const path = locked(GONE);
  writeFileSync(join(path, 'lock.next'), GONE);
  lockDataDir(path).release();
  expect(readdirSync(path)).toEqual([]);
});

test.runIf(existsSync('/proc/self/stat'))(
  'a process that was killed and whose end nobody asked for is gone',
  async () => {
    // The shell becomes another program, which knows of no child that it should ask.
    const parent = spawn('sh', ['-c', 'sleep 600 & echo $!; exec sleep 600'], { stdio: ['ignore', 'pipe', 'ignore'] });
    children.push(parent);
    const [pid] = String((await once(parent.stdout, 'data'))[0]).split('\n');
    const path = locked(`${pid} `);
    expect(() => lockDataDir(path)).toThrow(`(pid ${pid})`);
    process.kill(Number(pid), 'SIGKILL');
    await vi.waitUntil(() => readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '), { interval: 5 });
    lockDataDir(path).release();
  },
);

test('of several processes at once, exactly one takes it, whether it is free or a dead one’s', async () => {
  for (let each = 0; each < 4; each += 1) {
    const child = fork(join(built, 'lock.js'));
    children.push(child);
    await once(child, 'message');
  }
  for (let round = 0; round < 100; round += 1) {
    const order: LockOrder = { dataDir: round % 4 === 0 ? dataDir() : locked(GONE), at: Date.now() + 3 };
    const answers = await Promise.all(
      children.map(async (child) => {
        child.send(order);
        return (await once(child, 'message'))[0] as boolean;
      }),
    );
    expect(answers.filter((taken) => taken)).toHaveLength(1);
  }
});

test('an address counts only while the process that wrote it has the folder', () => {
  const path = dataDir();
  const lock = lockDataDir(path);
  expect(readServerAddress(path)).toBeUndefined();
  writeServerAddress(path, { url: 'http://127.0.0.1:1', key: 'k' });
  expect(readServerAddress(path)).toMatchObject({ url: 'http://127.0.0.1:1', key: 'k' });
  lock.release();
  expect(readServerAddress(path)).toBeUndefined();
  writeFileSync(join(path, 'lock'), GONE);
  expect(readServerAddress(path)).toBeUndefined();
});

test.each([
  ['/dev/null', 'it is a file, not a folder'],
  ['/dev/null/data', 'a part of the path is a file, not a folder'],
  ['/proc/ticketlens/data', 'no folder can be made there'],
])('%s is refused in one line that names DATA_DIR', (path, words) => {
  expect(() => lockDataDir(path)).toThrow(new Error(`DATA_DIR: ${path} cannot be used: ${words}`));
});
