import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ticket } from '../contract/columns/columns';
import type { Permission } from '../contract/privacy';
import { type Backend, openBackend } from '../server/backend';
import { type Config, readConfig } from '../server/config/config';
import { type App, createApp } from '../server/http/app';
import { DisposalStack } from '../server/process/disposalStack';
import { checkDeclared } from './declaredResponse';
import { insertTickets } from './testEngine';
import { copyTestState } from './testState';

/** A server without a port: real chDB, real PGlite, a temporary data folder. */
export interface TestBackend {
  app: App;
  backend: Backend;
  dataDir: string;
  /** A bearer token of the user with this email address. */
  tokenFor(email: string, permissions: readonly (Permission | string)[]): Promise<string>;
  /**
   * Calls the API, by default with READER's permissions; `path` is below /api/mind. What an endpoint does not declare
   * fails the test.
   */
  call(path: string, init?: RequestInit & { token?: string }): Promise<Response>;
  insert(tickets: readonly Partial<Ticket>[]): Promise<void>;
  close(): Promise<void>;
}

const SECRET = 'a-secret-for-tests-that-is-long-enough';
export const READER: readonly Permission[] = ['reportTickets', 'exportData'];

/** @param environment settings; a DATA_DIR that it names is opened as it is, and removed by close(). */
export async function openTestBackend(
  environment: Record<string, string> = {},
  overrides: Partial<Pick<Backend, 'now' | 'mailer'>> = {},
): Promise<TestBackend> {
  const dataDir = environment.DATA_DIR ?? mkdtempSync(join(tmpdir(), 'ticketlens-test-'));
  if (environment.DATA_DIR === undefined) copyTestState(dataDir);
  const config: Config = readConfig({ DATA_DIR: dataDir, JWT_SECRET: SECRET, ...environment });
  const disposal = new DisposalStack();
  const backend: Backend = Object.assign(await openBackend(config, 'http://127.0.0.1:4173', disposal), overrides);
  const app = createApp(() => backend, dataDir, config);
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
      const response = await app.request(`http://127.0.0.1:4173/api/mind${path}`, { ...init, headers });
      await checkDeclared(init.method ?? 'GET', path, response);
      return response;
    },
    insert: (tickets) => insertTickets(backend.engine, tickets),
    async close() {
      // Tests put another in place of the one that the stack disposes of.
      await backend.schedules.stop();
      await backend.exports.stop();
      await disposal.disposeAsync();
      rmSync(dataDir, { recursive: true });
    },
  };
}
