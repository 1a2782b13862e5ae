import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Two builds from one file: `vite build` makes the page, `vite build --ssr` the server and its commands. */
export default defineConfig(({ isSsrBuild, mode }) => ({
  base: '/reporting/',
  plugins: [react()],
  build: isSsrBuild
    ? {
        outDir: 'dist/server',
        target: 'node20',
        copyPublicDir: false,
        sourcemap: true,
        rolldownOptions: {
          input: {
            main: 'src/server/main.ts',
            import: 'src/server/import.ts',
            importWorker: 'src/server/tickets/import/importWorker.ts',
            token: 'src/server/token.ts',
          },
          // Beside the entries: code in a shared chunk starts a worker by its path relative to itself.
          output: { chunkFileNames: '[name]-[hash].js' },
        },
      }
    : { outDir: 'dist/web', target: 'es2022' },
  server: { proxy: { '/api': 'http://127.0.0.1:4173' } },
  test: {
    // `--mode real` runs the figures of real tickets, which are not in the repository; `--mode bench` measures.
    include: mode === 'real' || mode === 'bench' ? [`src/**/*.${mode}.ts`] : ['src/**/*.test.{ts,tsx}'],
    // chDB allows one data folder per process and must not live in a worker thread that ends.
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
}));
