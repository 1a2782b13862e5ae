import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FullConfig } from '@playwright/test';
import { setup as makeFilesInMemory } from '../src/testing/filesInMemory';
import { askForLargePages } from '../src/testing/largePages';
import { copyTestState } from '../src/testing/testState';

/** Settings that make the demo's 100,000 tickets enough for every way in which an export goes. */
export const SECRET = 'a-secret-for-browser-tests-long-enough';
const ROOT = join(import.meta.dirname, '..');
export const SERVER = join(ROOT, 'dist', 'server', 'main.js');
/** Starts the built server as `npm start` does, but without optimized WebAssembly: that is half of a start. */
export const START = ['--liftoff-only', '-r', join(ROOT, 'src', 'setup', 'threads.cjs'), SERVER];

/**
 * Starts a built server for each of the processes that run tests, since tests change what is stored; what it gives back
 * stops them, by their pids. What a first start makes is kept in TICKETLENS_FIRST_START, for servers that tests start.
 */
export default async function startServers({ workers }: FullConfig): Promise<() => Promise<void>> {
  askForLargePages();
  const removeFolder = makeFilesInMemory();
  const first = mkdtempSync(join(tmpdir(), 'ticketlens-first-'));
  // Making a database takes longer than filling the store with the demo.
  copyTestState(first, 'empty');
  const made = spawnServer(first);
  await addressOf(made);
  await end(made, 'SIGTERM');
  process.env.TICKETLENS_FIRST_START = first;
  const stops = await Promise.all(Array.from({ length: workers }, (_, index) => startServer(index)));
  return async () => {
    for (const stop of stops) await stop();
    rmSync(first, { recursive: true });
    removeFolder();
  };
}

async function startServer(index: number): Promise<() => Promise<void>> {
  const dataDir = dataFolder('ticketlens-e2e-');
  const child = spawnServer(dataDir);
  process.env[urlVariable(index)] = await addressOf(child);
  return async () => {
    await end(child, 'SIGTERM');
    rmSync(dataDir, { recursive: true });
  };
}

/** The environment variable that holds the address of the server of the process that runs tests, by its number. */
export const urlVariable = (index: number | string = process.env.TEST_PARALLEL_INDEX ?? '0') =>
  `TICKETLENS_URL_${index}`;

function spawnServer(dataDir: string): ChildProcess {
  return spawn(process.execPath, START, {
    env: {
      LOG_LEVEL: 'warn',
      ...process.env,
      DATA_DIR: dataDir,
      PORT: '0',
      JWT_SECRET: SECRET,
      EXPORT_SYNC_ROWS_TEXT: '50000',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/**
 * A new data folder as the first start leaves it, without the ten seconds that it takes.
 * @param stores which of them; without `tickets` the first start fills the store.
 */
export function dataFolder(prefix: string, stores: readonly ('state' | 'tickets')[] = ['state', 'tickets']): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  const first = process.env.TICKETLENS_FIRST_START ?? '';
  for (const store of stores) cpSync(join(first, store), join(folder, store), { recursive: true });
  return folder;
}

/** The address that the server prints once it is ready. */
export async function addressOf(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the server has no output');
  let text = '';
  for await (const chunk of child.stdout) {
    text += chunk;
    const match = /runs at (http:\S+)\/reporting/.exec(text);
    if (match?.[1] !== undefined) return match[1];
  }
  throw new Error(`the server ended before it was ready:\n${text}`);
}

/** Ends a process, unless it is gone already, and waits until it is. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}
