import { defineConfig } from '@playwright/test';

/** Chromium against real servers, which serverProcess.ts starts on free ports with folders of their own. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results/browser',
  globalSetup: './serverProcess.ts',
  fullyParallel: false,
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json']],
  use: {
    // Transitions are a sixth of the time of these tests: every frame of one is painted by the processor.
    contextOptions: { reducedMotion: 'reduce' },
    permissions: ['clipboard-read', 'clipboard-write'],
    // A trace costs a third of the time, and pictures of failures are taken of every test, before it is known whether it failed:
    // ask for one with --trace when a test fails.
    screenshot: 'off',
    launchOptions: {
      // npm test finds or installs one; without it Playwright looks for its own.
      ...(process.env.BROWSER_PATH === undefined ? {} : { executablePath: process.env.BROWSER_PATH }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        // Without a graphics card pages are painted by the processor: by one thread that costs a tenth less than by several.
        '--num-raster-threads=1',
        // No page lives long enough: a third of what a load costs was V8 optimizing what ran once.
        '--js-flags=--no-maglev --no-turbofan',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
