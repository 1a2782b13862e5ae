import { rmSync } from 'node:fs';
import { build } from 'vite';
import { BUNDLED, TEST_WORKERS, WORKERS } from '../../vite.config';
import { openPglite } from '../server/state/pgliteStore';
import { TEST_STATE } from './testState';

/** Runs once, before all tests. */
export async function setup(): Promise<void> {
  await Promise.all([buildWorkers(), makeState()]);
}

/**
 * The scripts of worker threads: Node cannot start a thread on TypeScript, and Vite's own transformation ends at the
 * thread's edge.
 */
async function buildWorkers(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: BUNDLED },
    build: { ssr: true, outDir: TEST_WORKERS, target: 'node20', rolldownOptions: { input: WORKERS } },
  });
}

/** An empty database, to be copied: making one takes four seconds and 850 MB each time. */
async function makeState(): Promise<void> {
  rmSync(TEST_STATE, { recursive: true, force: true });
  const state = await openPglite(TEST_STATE);
  await state.close();
}
