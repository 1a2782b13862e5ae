import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import type { Ticket } from '../contract/columns/columns';
import type { Permission } from '../contract/privacy';
import type { Backend } from '../server/backend';
import { openBackend } from '../server/backend';
import { type Config, readConfig } from '../server/config/config';
import { createApp } from '../server/http/app';
import { DisposalStack } from '../server/process/disposalStack';
import { insertTickets } from './testEngine';

/** A server without a port: real chDB, real PGlite, a temporary data folder. */
export interface TestBackend {
  app: Hono;
  backend: Backend;
  dataDir: string;
  /** A bearer token of the user with this email address. */
  tokenFor(email: string, permissions: readonly (Permission | string)[]): Promise<string>;
  /** Calls the API, by default with READER's permissions; `path` is below /api/mind. */
  call(path: string, init?: RequestInit & { token?: string }): Promise<Response>;
  insert(tickets: readonly Partial<Ticket>[]): Promise<void>;
  close(): Promise<void>;
}

/** The folder of an empty database, which prepareTests.ts makes. */
export const TEST_STATE = 'node_modules/.cache/ticketlens-state';

const SECRET = 'a-secret-for-tests-that-is-long-enough';
export const READER: readonly Permission[] = ['reportTickets', 'exportData'];

export async function openTestBackend(
  environment: Record<string, string> = {},
  overrides: Partial<Pick<Backend, 'now' | 'mailer'>> = {},
): Promise<TestBackend> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ticketlens-test-'));
  // Outside of the test runner it does not exist, and the server makes a new one.
  if (existsSync(TEST_STATE)) cpSync(TEST_STATE, join(dataDir, 'state'), { recursive: true });
  const config: Config = readConfig({ DATA_DIR: dataDir, JWT_SECRET: SECRET, ...environment });
  const disposal = new DisposalStack();
  const backend: Backend = Object.assign(await openBackend(config, 'http://127.0.0.1:4173', disposal), overrides);
  const app = createApp(() => backend, dataDir);
  const tokenFor: TestBackend['tokenFor'] = (email, permissions) =>
    backend.sessions.tokens.issue({ id: email, email, name: email, permissions: [...permissions] }, 'api', 600);
  const ownToken = await tokenFor('anna@example.com', READER);
  return {
    app,
    backend,
    dataDir,
    tokenFor,
    async call(path, { token = ownToken, ...init } = {}) {
      const headers = new Headers(init.headers);
      if (token !== '') headers.set('Authorization', `Bearer ${token}`);
      return app.request(`http://127.0.0.1:4173/api/mind${path}`, { ...init, headers });
    },
    insert: (tickets) => insertTickets(backend.engine, tickets),
    async close() {
      await disposal.disposeAsync();
      rmSync(dataDir, { recursive: true });
    },
  };
}
