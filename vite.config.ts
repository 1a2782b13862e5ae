import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { compiledTexts } from './src/setup/compiledTexts.mjs';
import { leanLibraries } from './src/setup/lean/leanLibraries.mjs';

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
const BUNDLED = ['icu-minify', 'zod', 'yazl', 'yauzl', 'pend', 'buffer-crc32', 'hono', '@hono/node-server', 'jose'];
/** Where src/testing/prepareTests.ts builds the server for tests; below the project, so that packages are found. */
export const TEST_BUILD = 'node_modules/.cache/ticketlens-build/';
/**
 * Of the processes that run tests and of those that tests start: none lives long enough for what is optimized to pay off.
 * WebAssembly (PGlite) is not optimized at all, and scripts once they have run seven times as long as by default: a start
 * of the server takes a tenth less of the processor, and so do tests of the contract and those with the engine.
 */
export const SHORT_LIVED = ['--liftoff-only', '--interrupt-budget=1000000'];

/** Compressed once: at each request it took 15 ms of the server's processor, whoever asked. */
const compressedFiles: Plugin = {
  name: 'compressed-files',
  apply: (_, { command, isSsrBuild }) => command === 'build' && isSsrBuild !== true,
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      for (const [fileName, file] of Object.entries(bundle)) {
        if (!/\.(js|css|html|svg)$/.test(fileName)) continue;
        const source = gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 });
        this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source });
      }
    },
  },
};

/** Modules that the first screen needs and that are shared with what is loaded later. */
const START =
  /src\/(contract\/(?!languages\/|columns\/germanColumns|texts\/(english|german|told)|sentences\/(answer|describe(Sync|Export|Import|Schedule|Hours)|format|picked)|format\/(protectFormulas|points|isNearly)|query\/timeRange|responses\/(audit|schedules))|web\/(api\/|ui\/(FailureNotice|Notice|Standalone|Logo|colours)\.))|@tanstack\//;

/** What the sentence, the tiles and the charts say, without a part of the page: they are fetched together. */
const WORDS =
  /src\/(contract\/(sentences\/(answer|format|picked)|format\/points)|web\/charts\/(changes|describe|reached|states|leftOut|excess|formatB|why\/describePart|overTime\/signalWords))[^.]*\.ts$/;

/** What `vitest --mode` measures beside the tests, in files that are named by it. */
const MEASURED = ['backtest', 'bench', 'load', 'soak'];

/** Two builds from one file: `vite build` makes the page, `vite build --ssr` the server and its commands. */
export default defineConfig(({ isSsrBuild, mode }) => ({
  // Where worker threads find their scripts: beside the server's own, or where the tests' set-up built them.
  define: { WORKER_FOLDER: JSON.stringify(isSsrBuild === true ? './' : pathToFileURL(TEST_BUILD).href) },
  base: '/reporting/',
  plugins: [react(), compiledTexts(), leanLibraries(), compressedFiles],
  ssr: { noExternal: isSsrBuild === true ? BUNDLED : [] },
  build: isSsrBuild
    ? {
        outDir: 'dist/server',
        target: 'node20',
        copyPublicDir: false,
        sourcemap: true,
        rolldownOptions: {
          input: {
            main: 'src/server/main.ts',
            worker: 'src/server/worker.ts',
            import: 'src/server/cli/import.ts',
            token: 'src/server/cli/token.ts',
            link: 'src/server/cli/link.ts',
            copy: 'src/server/cli/copy.ts',
            restore: 'src/server/cli/restore.ts',
            backup: 'src/server/cli/backup.ts',
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
          // Reading a property or a global starts nothing in any of these packages: what only does that, and is not used, goes.
          treeshake: { propertyReadSideEffects: false, unknownGlobalSideEffects: false },
          optimization: { inlineConst: true },
          output: {
            codeSplitting: {
              groups: [
                { name: 'start', test: START, priority: 1 },
                { name: 'words', test: WORDS },
              ],
            },
          },
        },
      },
  server: { proxy: { '/api': 'http://127.0.0.1:4173' } },
  test: {
    // `--mode real` runs the figures of real tickets, which are not in the repository, `backtest` what they say of a forecast; `bench`
    // measures; `load` and `soak` take minutes.
    include: mode === 'real' || MEASURED.includes(mode) ? [`src/**/*.${mode}.ts`] : ['src/**/*.test.{ts,tsx}'],
    // chDB allows one data folder per process and must not live in a worker thread that ends.
    pool: 'forks',
    // What is measured has the machine for itself.
    fileParallelism: !MEASURED.includes(mode),
    // More than processors: a third of the time a test waits for a process that it started, or for a time that is due.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // Modules are evaluated anew for each file all the same; a process for each took a fifth of the time.
    isolate: false,
    execArgv: SHORT_LIVED,
    globalSetup: [...(MEASURED.includes(mode) ? [] : ['src/testing/filesInMemory.ts']), 'src/testing/prepareTests.ts'],
    setupFiles: 'src/contract/languages/inEnglish.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
}));
