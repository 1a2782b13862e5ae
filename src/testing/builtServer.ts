import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { vi } from 'vitest';
import { SHORT_LIVED, TEST_BUILD } from '../../vite.config';
import { copyTestState } from './testState';

type Command = 'main' | 'worker' | 'import' | 'token' | 'link' | 'backup' | 'restore' | 'copy';

/** The server and its commands as prepareTests.ts built them, to be run as processes. */
export interface BuiltServer {
  run(name: Command, args: readonly string[], environment: Record<string, string>): ChildProcess;
  /** Runs a command to its end; `text` is its output, errors included. */
  command(
    name: Command,
    args: readonly string[],
    environment: Record<string, string>,
  ): Promise<{ code: number | null; signal: NodeJS.Signals | null; text: string }>;
  /** Runs `work` with the address of a server on a free port, which is stopped afterwards. */
  serve(
    environment: Record<string, string>,
    work: (address: string, child: ChildProcess) => Promise<void>,
  ): Promise<void>;
}

const ROOT = resolve(import.meta.dirname, '../..');
const THREADS = join(ROOT, 'src/setup/threads.cjs');

/**
 * A process whose data folder has no state yet gets a database to begin with, since making one takes seconds each time;
 * `freshState` leaves that to the process. `measured`: it runs as users run it, in benchmarks and under load.
 */
export function builtServer({ freshState = false, measured = false } = {}): BuiltServer {
  const run: BuiltServer['run'] = (name, args, environment) => {
    // What is restored goes into an empty folder.
    const wantsState = !freshState && name !== 'restore';
    if (wantsState && environment.DATA_DIR !== undefined) copyTestState(environment.DATA_DIR);
    // As the scripts of package.json start it, but for what its short life is not worth: optimized WebAssembly (PGlite)
    // alone is half of the processor time of a start.
    const options = measured ? [] : SHORT_LIVED;
    const script = [...options, '-r', THREADS, join(ROOT, TEST_BUILD, `${name}.js`)];
    return spawn(process.execPath, [...script, ...args], {
      env: { LOG_LEVEL: 'warn', ...process.env, ...environment },
    });
  };
  return {
    run,
    async command(...what) {
      const child = run(...what);
      let text = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on('data', (chunk) => {
          text += String(chunk);
        });
      }
      const [code, signal] = await once(child, 'close');
      return { code, signal, text };
    },
    async serve(environment, work) {
      const child = run('main', [], { PORT: '0', ...environment });
      const gone = once(child, 'exit');
      let text = '';
      child.stdout?.on('data', (chunk) => {
        text += String(chunk);
      });
      child.stderr?.pipe(process.stderr);
      try {
        const address = await vi.waitUntil(() => /runs at (http:\S+)\/reporting/.exec(text)?.[1], { timeout: 60_000 });
        await work(address, child);
      } finally {
        child.kill('SIGTERM');
        await gone;
      }
    },
  };
}
