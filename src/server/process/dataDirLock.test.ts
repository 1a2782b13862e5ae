import { type ChildProcess, fork, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { expect, vi } from 'vitest';
import { test as base } from '../../testing/fixtures';
import type { LockOrder } from '../../testing/lockProcess';
import { lockDataDir, lockHolder } from './dataDirLock';
import { readServerAddress, writeServerAddress } from './serverAddress';

const ROOT = resolve(import.meta.dirname, '../../..');
/** Of a process that never was: pids end far below. */
const GONE = '2147483646 1';

const test = base
  /** The path of a data folder that does not exist. */
  .extend(
    'newDataDir',
    ({ folder }) =>
      () =>
        join(folder, randomUUID()),
  )
  /** A data folder with the lock of another process. */
  .extend('locked', ({ newDataDir }) => (holder: string) => {
    const path = newDataDir();
    mkdirSync(path);
    writeFileSync(join(path, 'lock'), holder);
    return path;
  })
  /** Processes that are killed after the test. */
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
  .extend('children', ({}, { onCleanup }) => {
    const children: ChildProcess[] = [];
    onCleanup(async () => {
      for (const child of children) {
        const gone = once(child, 'exit');
        child.kill('SIGKILL');
        await gone;
      }
    });
    return children;
  })
  /** The built script of lockProcess.ts. */
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  .extend('lockScript', { scope: 'file' }, async ({}, { onCleanup }) => {
    // Within the project, so that packages are found.
    const outDir = join(ROOT, 'dist', `test-lock-${process.pid}`);
    onCleanup(() => rmSync(outDir, { recursive: true }));
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'error',
      build: {
        ssr: true,
        outDir,
        target: 'node20',
        copyPublicDir: false,
        rolldownOptions: { input: { lock: join(ROOT, 'src', 'testing', 'lockProcess.ts') } },
      },
    });
    return join(outDir, 'lock.js');
  });

test('taken, refused in words, released, and taken again; nothing else is left behind', ({ newDataDir }) => {
  const path = newDataDir();
  const lock = lockDataDir(path);
  expect(() => lockDataDir(path)).toThrow(`${path} is in use by another Ticketlens process (pid ${process.pid})`);
  expect(lockHolder(path)).toBe(readFileSync(join(path, 'lock'), 'utf8'));
  lock.release();
  expect(lockHolder(path)).toBeUndefined();
  lockDataDir(path).release();
  expect(readdirSync(path)).toEqual([]);
});

// Only root may give a folder to somebody else.
test.runIf(process.geteuid?.() === 0)(
  'root leaves alone what a server of another user keeps there',
  ({ newDataDir }) => {
    const path = newDataDir();
    mkdirSync(path);
    chownSync(path, 4242, 4242);
    lockDataDir(path).release();
    mkdirSync(join(path, 'state'));
    chownSync(join(path, 'state'), 4242, 4242);
    expect(() => lockDataDir(path)).toThrow(/^DATA_DIR: .* is of the user with id 4242, .* run this as that user/);
    expect(readdirSync(path)).toEqual(['state']);
  },
);

test.for([
  ['of a process that is gone', GONE],
  ['that was never written', ''],
  ['of a pid that is another program’s by now', `${process.pid} 1`],
] as const)('a lock %s is taken over', ([_name, holder], { locked }) => {
  const path = locked(holder);
  lockDataDir(path).release();
  expect(readdirSync(path)).toEqual([]);
});

test('so is one whose successor died while it took it over', ({ locked }) => {
  const path = locked(GONE);
  writeFileSync(join(path, 'lock.next'), GONE);
  lockDataDir(path).release();
  expect(readdirSync(path)).toEqual([]);
});

test.runIf(existsSync('/proc/self/stat'))(
  'a process that was killed and whose end nobody asked for is gone',
  async ({ locked, children }) => {
    // The shell becomes another program, which knows of no child that it should ask.
    const parent = spawn('sh', ['-c', 'sleep 600 & echo $!; exec sleep 600'], { stdio: ['ignore', 'pipe', 'ignore'] });
    children.push(parent);
    const [pid] = String((await once(parent.stdout, 'data'))[0]).split('\n');
    // Until then it is the shell, which does ask.
    await vi.waitUntil(() => readFileSync(`/proc/${parent.pid}/comm`, 'utf8') === 'sleep\n', { interval: 5 });
    const path = locked(`${pid} `);
    expect(() => lockDataDir(path)).toThrow(`(pid ${pid})`);
    process.kill(Number(pid), 'SIGKILL');
    await vi.waitUntil(() => readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '), { interval: 5 });
    lockDataDir(path).release();
  },
);

test('of several processes at once, exactly one takes it, whether it is free or a dead one’s', async ({
  newDataDir,
  locked,
  children,
  lockScript,
}) => {
  for (let each = 0; each < 4; each += 1) {
    const child = fork(lockScript);
    children.push(child);
    await once(child, 'message');
  }
  for (let round = 0; round < 100; round += 1) {
    const order: LockOrder = { dataDir: round % 4 === 0 ? newDataDir() : locked(GONE), at: Date.now() + 3 };
    const answers = await Promise.all(
      children.map(async (child) => {
        child.send(order);
        return (await once(child, 'message'))[0] as boolean;
      }),
    );
    expect(answers.filter((taken) => taken)).toHaveLength(1);
  }
});

test('an address counts only while the process that wrote it has the folder', ({ newDataDir }) => {
  const path = newDataDir();
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
