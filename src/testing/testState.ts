import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where prepareTests.ts keeps databases to be copied; outside of the test runner nobody made them. */
const KEPT = 'node_modules/.cache/ticketlens-state';
/**
 * `empty` has no table; `unsigned` has those of the version that knew no secret yet; `migrated` has all, and whoever
 * opens it first puts its own secret to it, as after the `DELETE FROM signing_key` that a changed secret takes.
 */
export const TEST_STATES = {
  empty: `${KEPT}/empty`,
  unsigned: `${KEPT}/unsigned`,
  migrated: `${KEPT}/migrated`,
};

/** Gives a data folder that has no state yet one of them: making it takes seconds. @returns the state's folder. */
export function copyTestState(dataDir: string, kind: keyof typeof TEST_STATES = 'migrated'): string {
  const state = join(dataDir, 'state');
  if (existsSync(TEST_STATES[kind]) && !existsSync(state)) cpSync(TEST_STATES[kind], state, { recursive: true });
  return state;
}
