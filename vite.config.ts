import { fileURLToPath, pathToFileURL } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Scripts of worker threads, by name. */
export const WORKERS = {
  importWorker: 'src/server/imports/worker/importWorker.ts',
  pullWorker: 'src/server/sync/pullWorker.ts',
  xlsxWorker: 'src/server/exports/files/xlsx/xlsxWorker.ts',
};
/**
 * Packages of the server that are built into its scripts: as files of their own they take half of the time in which a
 * thread starts, and a thread is started for every workbook and every preview of an import.
 */
export const BUNDLED = ['zod', 'yazl', 'buffer-crc32', 'hono', '@hono/node-server', 'jose'];
/** Where src/testing/prepareTests.ts puts them for tests. */
export const TEST_WORKERS = 'node_modules/.cache/ticketlens-workers/';

/** Components that the grid imports only for panels that are off here: 17 kB of what the page would load. */
const UNUSED_IN_GRID = /^@mui\/material\/(Autocomplete|Tabs|Tab|Switch|Badge)$/;
/** What buttons and fields import for variants that this page has not: filled, of several lines, loading. */
const UNUSED_VARIANTS = /^(@mui\/material|\.\.)\/(CircularProgress|TextareaAutosize|FilledInput)(\/index\.mjs)?$/;
const UNUSED = fileURLToPath(new URL('src/web/grid/unusedSlot.ts', import.meta.url));

/** Two builds from one file: `vite build` makes the page, `vite build --ssr` the server and its commands. */
export default defineConfig(({ isSsrBuild, mode }) => ({
  // Where worker threads find their scripts: beside the server's own, or where the tests' set-up built them.
  define: { WORKER_FOLDER: JSON.stringify(isSsrBuild === true ? './' : pathToFileURL(TEST_WORKERS).href) },
  base: '/reporting/',
  plugins: [react()],
  ssr: { noExternal: isSsrBuild === true ? BUNDLED : [] },
  resolve: {
    alias: [
      { find: UNUSED_IN_GRID, replacement: UNUSED },
      { find: UNUSED_VARIANTS, replacement: UNUSED },
    ],
  },
  build: isSsrBuild
    ? {
        outDir: 'dist/server',
        target: 'node20',
        copyPublicDir: false,
        sourcemap: true,
        rolldownOptions: {
          input: {
            main: 'src/server/main.ts',
            import: 'src/server/cli/import.ts',
            token: 'src/server/cli/token.ts',
            ...WORKERS,
          },
          // Beside the entries: code in a shared chunk starts a worker by its path relative to itself.
          output: { chunkFileNames: '[name]-[hash].js' },
        },
      }
    : {
        outDir: 'dist/web',
        target: 'es2022',
        // One chunk: in several they compress worse, and the first screen needs all of it but two sentences and the audit.
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [
                {
                  name: 'api',
                  test: /src\/(contract\/(?!sentences\/describe(Sync|Export)|responses\/audit)|web\/api\/)/,
                },
              ],
            },
          },
        },
      },
  server: { proxy: { '/api': 'http://127.0.0.1:4173' } },
  test: {
    // `--mode real` runs the figures of real tickets, which are not in the repository; `bench` measures; `load` and `soak` take minutes.
    include: ['real', 'bench', 'load', 'soak'].includes(mode) ? [`src/**/*.${mode}.ts`] : ['src/**/*.test.{ts,tsx}'],
    // chDB allows one data folder per process and must not live in a worker thread that ends.
    pool: 'forks',
    // Left to itself the runner keeps one processor free: half of a machine with two.
    maxWorkers: '100%',
    globalSetup: 'src/testing/prepareTests.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
}));
