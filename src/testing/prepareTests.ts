import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { build } from 'vite';
import { TEST_BUILD } from '../../vite.config';
import { MIGRATIONS, migrate } from '../server/state/migrations';
import { openPglite } from '../server/state/pgliteStore';
import { createRowKeys } from '../server/state/rowKeys';
import { signStoredJobs } from '../server/state/signedJobs';
import { askForLargePages } from './largePages';
import { TEST_STATES } from './testState';

/** Runs once, before all tests. */
export async function setup(): Promise<void> {
  askForLargePages();
  await Promise.all([buildServer(), makeStates()]);
}

/** The server, its commands and the scripts of its threads: Node cannot start a process or a thread on TypeScript. */
async function buildServer(): Promise<void> {
  const input = {
    upstream: 'src/testing/upstream/upstreamProcess.ts',
    clickhouse: 'src/testing/clickhouse/standInProcess.ts',
  };
  await build({ logLevel: 'error', build: { ssr: true, outDir: TEST_BUILD, rolldownOptions: { input } } });
  // As the project says for dist: below node_modules Node.js would compile each script twice to see what it is.
  writeFileSync(join(TEST_BUILD, 'package.json'), '{"type":"module"}');
}

/** Databases that nobody connects to are three of five files, and each test with a state copies and removes them all. */
const WITHOUT_TEMPLATES = [
  "UPDATE pg_database SET datistemplate = false WHERE datname LIKE 'template_'",
  'DROP DATABASE template0',
  'DROP DATABASE template1',
];

/** An empty database, and one with the steps that are the same whatever a server's secret is. */
async function makeStates(): Promise<void> {
  // As in vite.config.ts for the processes that run tests: optimizing it takes longer than what it does here.
  setFlagsFromString('--liftoff-only');
  const { empty, migrated } = TEST_STATES;
  for (const folder of [empty, migrated]) rmSync(folder, { recursive: true, force: true });
  const made = await openPglite(empty);
  for (const statement of WITHOUT_TEMPLATES) await made.query(statement);
  await made.close();
  cpSync(empty, migrated, { recursive: true });
  const state = await openPglite(migrated);
  await migrate(state, createRowKeys(new Uint8Array()), MIGRATIONS.slice(0, MIGRATIONS.indexOf(signStoredJobs)));
  await state.close();
}
