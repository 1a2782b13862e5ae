import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { build } from 'vite';
import { SHORT_LIVED, TEST_BUILD } from '../../vite.config';
import { migrate } from '../server/state/migrate';
import { MIGRATIONS } from '../server/state/migrations';
import { openPglite } from '../server/state/pgliteStore';
import { createRowKeys } from '../server/state/rowKeys';
import { signStoredJobs } from '../server/state/signedJobs';
import type { StateStore } from '../server/state/stateStore';
import { askForLargePages } from './largePages';
import { TEST_STATES } from './testState';

/** Runs once, before all tests. */
export async function setup(): Promise<void> {
  // Of this process too, which compiles every module for the two that run tests.
  for (const flag of SHORT_LIVED) setFlagsFromString(flag);
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

/** Each begins as the one before it. */
async function makeStates(): Promise<void> {
  const { empty, unsigned, migrated } = TEST_STATES;
  for (const folder of [empty, unsigned, migrated]) rmSync(folder, { recursive: true, force: true });
  await changeState(empty, async (state) => {
    for (const statement of WITHOUT_TEMPLATES) await state.query(statement);
  });
  const keys = createRowKeys(new Uint8Array());
  cpSync(empty, unsigned, { recursive: true });
  await changeState(unsigned, (state) => migrate(state, keys, MIGRATIONS.slice(0, MIGRATIONS.indexOf(signStoredJobs))));
  cpSync(unsigned, migrated, { recursive: true });
  await changeState(migrated, async (state) => {
    await migrate(state, keys);
    await state.query('DELETE FROM signing_key');
  });
}

async function changeState(folder: string, change: (state: StateStore) => Promise<void>): Promise<void> {
  const state = await openPglite(folder);
  await change(state);
  await state.close();
}
