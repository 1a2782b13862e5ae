import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect, vi } from 'vitest';
import { API_BASE } from '../contract/endpoints/endpoint';
import { type ExportJob, exportJobSchema, queuedResponseSchema } from '../contract/responses/exportResponses';
import { type Upload, uploadSchema } from '../contract/responses/importResponses';
import { createTokens } from '../server/access/tokens';
import { readConfig } from '../server/config/config';
import type { BuiltServer } from './builtServer';
import { READER } from './testBackend';

/** How a process ended, and what it had written by then, errors included. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
  text: string;
}

/** The built server as a process that a test ends at a moment of its choice. */
export interface ServerProcess {
  child: ChildProcess;
  /** Without a path. */
  address: string;
  /** Of whoever `call` is. */
  token: string;
  /** Calls the API as somebody who may read, export and import; `path` is below /api/mind. */
  call(path: string, init?: RequestInit & { duplex?: 'half' }): Promise<Response>;
  /** Queues an export. @param query of /export/reporting_tickets. @returns the job's id. */
  queue(query: string): Promise<string>;
  job(id: string): Promise<ExportJob>;
  untilJob(id: string, wanted: Partial<ExportJob>): Promise<ExportJob>;
  /** Sends a file and starts its import, as somebody else: one user has one upload at a time. */
  startImport(file: string): Promise<Upload>;
  upload(id: string): Promise<Upload>;
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<Ending>;
}

export const SECRET = 'a-secret-for-server-processes-that-is-long-enough';
const PERMISSIONS = [...READER, 'importTickets', 'viewAudit'];
/** For a state on a machine that has much else to do. */
const WAIT = { timeout: 120_000, interval: 20 };
/** Each look is a request: more of them would take from what they wait for. */
const JOB_WAIT = { ...WAIT, interval: 50 };

/** Starts it, and resolves once it is ready. */
export async function startServer(built: BuiltServer, environment: Record<string, string>): Promise<ServerProcess> {
  const child = built.run('main', [], { PORT: '0', JWT_SECRET: SECRET, ...environment });
  const ended = once(child, 'close');
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      text += String(chunk);
    });
  }
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const address = await vi.waitUntil(() => isOver() || /runs at (http:\S+)\/reporting/.exec(text)?.[1], WAIT);
  if (typeof address !== 'string') throw new Error(`the server ended before it was ready:\n${text}`);
  const tokens = createTokens(new TextEncoder().encode(SECRET), readConfig({}).tokens);
  const tokenOf = (name: string) =>
    tokens.issue({ id: name, email: `${name}@example.com`, name, permissions: PERMISSIONS }, 'api', 3600);
  const callWith =
    (token: string): ServerProcess['call'] =>
    (path, { headers, ...init } = {}) =>
      fetch(address + API_BASE + path, { ...init, headers: { ...headers, authorization: `Bearer ${token}` } });
  const token = await tokenOf('anna');
  const [call, callAsImporter] = [callWith(token), callWith(await tokenOf('importer'))];
  const job = async (id: string) => exportJobSchema.parse(await (await call(`/export/jobs/${id}`)).json());
  return {
    child,
    address,
    token,
    call,
    job,
    async queue(query) {
      return queuedResponseSchema.parse(await (await call(`/export/reporting_tickets?${query}`)).json()).jobId;
    },
    untilJob: (id, wanted) =>
      vi.waitFor(async () => {
        const found = await job(id);
        expect(found).toMatchObject(wanted);
        return found;
      }, JOB_WAIT),
    async startImport(file) {
      const sent = await callAsImporter('/imports?name=tickets.csv', { method: 'POST', body: file });
      const { id } = uploadSchema.parse(await sent.json());
      const body = JSON.stringify({ mapping: {} });
      const headers = { 'Content-Type': 'application/json' };
      const start = await callAsImporter(`/imports/${id}/start`, { method: 'POST', body, headers });
      return uploadSchema.parse(await start.json());
    },
    async upload(id) {
      return uploadSchema.parse(await (await callAsImporter(`/imports/${id}`)).json());
    },
    async end(signal) {
      child.kill(signal);
      const [code, by] = await ended;
      return { code, signal: by, text };
    },
  };
}
