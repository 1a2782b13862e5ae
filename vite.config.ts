import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Scripts of worker threads, by name. */
const WORKERS = {
  importWorker: 'src/server/imports/worker/importWorker.ts',
  pullWorker: 'src/server/sync/pullWorker.ts',
  xlsxWorker: 'src/server/exports/files/xlsx/xlsxWorker.ts',
};
/**
 * Packages of the server that are built into its scripts: as files of their own they take half of the time in which a
 * thread starts, and a thread is started for every workbook and every preview of an import.
 */
const BUNDLED = ['zod', 'yazl', 'yauzl', 'pend', 'buffer-crc32', 'hono', '@hono/node-server', 'jose'];
/** Where src/testing/prepareTests.ts builds the server for tests; below the project, so that packages are found. */
export const TEST_BUILD = 'node_modules/.cache/ticketlens-build/';

/** Components that the grid imports only for panels that are off here: 17 kB of what the page would load. */
const UNUSED_IN_GRID = /^@mui\/material\/(Autocomplete|Tabs|Tab|Switch|Badge)$/;
/** What buttons and fields import for variants that this page has not: filled, of several lines, loading. */
const UNUSED_VARIANTS = /^(@mui\/material|\.\.)\/(CircularProgress|TextareaAutosize|FilledInput)(\/index\.mjs)?$/;
/** The grid's own form of filters: the page has one of its own. */
const UNUSED_FILTERS = /^\.\/GridFilter(Form|Panel)Base\.mjs$/;
/** Its cells for editing, long texts and actions, the inputs of its filters, and its toolbar: 7 kB. */
const UNUSED_CELLS =
  /^\.\.\/components\/(cell\/Grid(Edit\w+|LongText|Actions)Cell|panel\/filterPanel\/GridFilterInput(Multiple)?(Value|Date|SingleSelect)|toolbarV8\/GridToolbar)\.mjs$/;
const UNUSED = fileURLToPath(new URL('src/web/grid/unusedSlot.ts', import.meta.url));

/** What schemas bring along to describe themselves, as the server's OpenAPI document needs it: 5 kB of the page's start. */
const JSON_SCHEMA = /\/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/;

/** Gives the page functions of the same names that say what is missing. */
const withoutJsonSchema: Plugin = {
  name: 'without-json-schema',
  enforce: 'pre',
  apply: (_, { command, isSsrBuild }) => command === 'build' && isSsrBuild !== true,
  load(id) {
    if (!JSON_SCHEMA.test(id)) return undefined;
    const text = readFileSync(id, 'utf8');
    const names = [...text.matchAll(/^export (?:const|function) (\w+)|^export \{ \w+ as (\w+) \}/gm)];
    const missing =
      "const missing = () => { throw new Error('This part is left out of the build; see vite.config.ts'); };";
    return [missing, ...names.map(([, own, renamed]) => `export { missing as ${own ?? renamed} };`)].join('\n');
  },
};

/** Modules that the first screen needs and that are shared with what is loaded later. */
const START =
  /src\/(contract\/(?!sentences\/describe(Sync|Export)|format\/protectFormulas|responses\/audit)|web\/(api\/|ui\/(FailureNotice|Notice|Standalone|Logo|colours)\.))|@tanstack\//;

/** Two builds from one file: `vite build` makes the page, `vite build --ssr` the server and its commands. */
export default defineConfig(({ isSsrBuild, mode }) => ({
  // Where worker threads find their scripts: beside the server's own, or where the tests' set-up built them.
  define: { WORKER_FOLDER: JSON.stringify(isSsrBuild === true ? './' : pathToFileURL(TEST_BUILD).href) },
  base: '/reporting/',
  plugins: [react(), withoutJsonSchema],
  ssr: { noExternal: isSsrBuild === true ? BUNDLED : [] },
  resolve: {
    alias: [
      { find: UNUSED_IN_GRID, replacement: UNUSED },
      { find: UNUSED_VARIANTS, replacement: UNUSED },
      { find: UNUSED_FILTERS, replacement: UNUSED },
      { find: UNUSED_CELLS, replacement: UNUSED },
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
            link: 'src/server/cli/link.ts',
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
        // What these modules import comes along, React and the styles too.
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [{ name: 'start', test: START }],
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
    // Modules are evaluated anew for each file all the same; a process for each took a fifth of the time.
    isolate: false,
    // A tenth less: WebAssembly (PGlite) that each file starts anew is not worth optimizing.
    execArgv: ['--liftoff-only'],
    globalSetup: 'src/testing/prepareTests.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
}));
