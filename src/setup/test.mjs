import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser, ensureBuilt, ensureInstalled, installNginx, ROOT, run, runBeside } from './prepare.mjs';

/** `npm test`: types, lint, unused code, unit and real-engine tests, then the page in a real browser. */

const RESULTS = join(ROOT, 'test-results');
rmSync(RESULTS, { recursive: true, force: true });

ensureInstalled();
/** @param {readonly string[]} path */
const tool = (...path) => join('node_modules', ...path);
// The compiler keeps one processor busy for half a minute, and so does the build.
const types = runBeside(tool('.bin', 'tsc'), ['--noEmit']);
run(tool('.bin', 'biome'), ['check', '--config-path=src/setup/biome.config.json', '.']);
run(tool('.bin', 'knip'), []);
installNginx();
ensureBuilt();
await types;
const unitResults = join(RESULTS, 'unit.json');
run(tool('.bin', 'vitest'), ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitResults}`]);
const browser = ensureBrowser();
const browserResults = join(RESULTS, 'browser.json');
run(tool('.bin', 'playwright'), ['test', '--config=e2e/playwright.config.ts'], {
  env: { BROWSER_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: browserResults },
});

const unit = JSON.parse(readFileSync(unitResults, 'utf8'));
const pages = JSON.parse(readFileSync(browserResults, 'utf8'));
const passed = unit.numPassedTests + pages.stats.expected;
if (unit.numPassedTests === 0 || pages.stats.expected === 0) {
  console.error('No test ran.');
  process.exit(1);
}
console.log(`${passed} passed, 0 failed`);
