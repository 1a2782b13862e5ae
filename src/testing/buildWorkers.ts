import { build } from 'vite';
import { TEST_WORKERS, WORKERS } from '../../vite.config';

/**
 * Builds the scripts of worker threads, once for all tests: Node cannot start a thread on TypeScript, and
 * Vite's own transformation ends at the thread's edge.
 */
export async function setup(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    build: { ssr: true, outDir: TEST_WORKERS, target: 'node20', rolldownOptions: { input: WORKERS } },
  });
}
