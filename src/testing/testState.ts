import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where an empty database is kept, once prepareTests.ts has made it. */
export const TEST_STATE = 'node_modules/.cache/ticketlens-state';

/** Gives a data folder that has no state the empty database. Outside of the test runner nobody made one to be copied. */
export function copyTestState(dataDir: string): void {
  const state = join(dataDir, 'state');
  if (existsSync(TEST_STATE) && !existsSync(state)) cpSync(TEST_STATE, state, { recursive: true });
}
