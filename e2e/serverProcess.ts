import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Settings that make the demo's 100,000 tickets enough for every way in which an export goes. */
export const SECRET = 'a-secret-for-browser-tests-long-enough';
/** As `npm start` does. */
export const THREADS = join(import.meta.dirname, '..', 'src', 'setup', 'threads.cjs');
export const SERVER = join(import.meta.dirname, '..', 'dist', 'server', 'main.js');

/**
 * Starts the built server and leaves its address in TICKETLENS_URL; what it gives back stops it, by its pid. What its
 * first start makes is kept in TICKETLENS_FIRST_START, for servers that tests start.
 */
export default async function startServer(): Promise<() => Promise<void>> {
  const first = mkdtempSync(join(tmpdir(), 'ticketlens-first-'));
  const made = spawnServer(first);
  await addressOf(made);
  await end(made, 'SIGTERM');
  process.env.TICKETLENS_FIRST_START = first;
  const dataDir = dataFolder('ticketlens-e2e-');
  const child = spawnServer(dataDir);
  process.env.TICKETLENS_URL = await addressOf(child);
  process.env.TICKETLENS_DATA_DIR = dataDir;
  return async () => {
    await end(child, 'SIGTERM');
    for (const folder of [dataDir, first]) rmSync(folder, { recursive: true });
  };
}

function spawnServer(dataDir: string): ChildProcess {
  return spawn(process.execPath, ['-r', THREADS, SERVER], {
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
