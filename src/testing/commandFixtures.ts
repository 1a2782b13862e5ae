import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createTokens } from '../server/access/tokens';
import { importCommand } from '../server/cli/importCommand';
import { readConfig } from '../server/config/config';
import { commandHere } from './commandHere';
import { test as base } from './fixtures';
import { READER } from './testBackend';

const SECRET = 'a-secret-for-the-commands-that-is-long-enough';

/** Tests of the command `import` and of a server on the same data folder. */
export const test = base
  /** The settings of both; a file of tests adds its own. */
  .extend('environment', ({ dataDir }): Record<string, string> => ({ DATA_DIR: dataDir, JWT_SECRET: SECRET }))
  /** Runs the command to its end. */
  .extend(
    'run',
    ({ environment }) =>
      (...args: string[]) =>
        commandHere(importCommand, args, environment),
  )
  /** As a process of its own. */
  .extend(
    'runAlone',
    ({ built, environment }) =>
      (...args: string[]) =>
        built.command('import', args, environment),
  )
  /** The uploads that the server holds. */
  .extend(
    'uploads',
    ({ dataDir }) =>
      () =>
        readdirSync(join(dataDir, 'uploads')),
  );

/** What the server answers to somebody who may read, export and import. @param url with the path, from its address on. */
export async function getJson(url: string): Promise<unknown> {
  const tokens = createTokens(new TextEncoder().encode(SECRET), readConfig({}).tokens);
  const user = { id: 'a', email: 'a@example.com', name: 'a', permissions: [...READER, 'importTickets'] };
  const headers = { Authorization: `Bearer ${await tokens.issue(user, 'api', 60)}` };
  return (await fetch(url, { headers })).json();
}
