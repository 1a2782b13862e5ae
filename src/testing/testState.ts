import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where prepareTests.ts keeps databases to be copied; outside of the test runner nobody made them. */
const KEPT = 'node_modules/.cache/ticketlens-state';
/** `empty` has no table; `migrated` is as a server finds it which has only to put its own secret to it. */
export const TEST_STATES = { empty: `${KEPT}/empty`, migrated: `${KEPT}/migrated` };

/** Gives a data folder that has no state yet one of them: making it takes seconds. @returns the state's folder. */
export function copyTestState(dataDir: string, kind: keyof typeof TEST_STATES = 'migrated'): string {
  const state = join(dataDir, 'state');
  if (existsSync(TEST_STATES[kind]) && !existsSync(state)) cpSync(TEST_STATES[kind], state, { recursive: true });
  return state;
}
