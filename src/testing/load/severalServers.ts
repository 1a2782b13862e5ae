import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { createTokens } from '../../server/access/tokens';
import { readConfig } from '../../server/config/config';
import { type BuiltServer, builtServer } from '../builtServer';
import { clickhouseEnvironment } from '../clickhouse/environment';
import { startStandIn } from '../clickhouse/standIn';
import { freePort } from '../freePort';
import { startBalancer } from '../nginx';
import { startPostgres } from '../postgresCluster';
import { SECRET, startServer } from '../serverProcess';
import { startSmtpServer } from '../smtpServer';
import { READER } from '../testBackend';
import { randomTickets } from '../ticketFactory';

/** Something that is killed, and started again as it was. */
export interface Part {
  name: string;
  kill(): Promise<void>;
  /** Resolves once it works again. */
  start(): Promise<void>;
}

/** Two servers and a worker behind nginx, on PostgreSQL and what stands in for a ClickHouse server. */
export interface SeveralServers {
  /** nginx. */
  address: string;
  /** The two servers themselves. */
  servers: readonly string[];
  parts: readonly Part[];
  /** Raw mails that were received whole. */
  mails: readonly string[];
  tokenFor(user: string): Promise<string>;
}

/** Rows of an export that is downloaded at once. */
export const DOWNLOAD_ROWS = 500;
/** For a state on a machine that has much else to do. */
const WAIT = { timeout: 120_000, interval: 50 };

/** Runs `work` with all of it over so many tickets. */
export async function withSeveralServers(
  tickets: number,
  work: (system: SeveralServers) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ticketlens-several-'));
  const built = builtServer({ measured: true });
  const stops: (() => Promise<unknown>)[] = [];
  const kept = <Thing extends { stop(): Promise<void> }>(thing: Thing): Thing => {
    stops.unshift(() => thing.stop());
    return thing;
  };
  try {
    const postgres = kept(await startPostgres());
    const standIn = kept(await startStandIn(join(folder, 'clickhouse')));
    const smtp = await startSmtpServer();
    stops.unshift(() => smtp.close());
    const environment = {
      JWT_SECRET: SECRET,
      DATABASE_URL: postgres.url,
      EXPORT_DIR: join(folder, 'exports'),
      SMTP_URL: smtp.url,
      PUBLIC_URL: 'https://reports.example.com',
      TRUST_PROXY: '1',
      EXPORT_SYNC_ROWS_TEXT: String(DOWNLOAD_ROWS),
      ...clickhouseEnvironment(standIn),
    };
    await importTickets(built, join(folder, 'import'), tickets, environment);
    const ports: [number, number] = [await freePort(), await freePort()];
    const servers = [];
    for (const [at, port] of ports.entries()) {
      const own = { ...environment, DATA_DIR: join(folder, `server${at}`), PORT: String(port) };
      servers.push(kept(await startPart(`server ${at + 1}`, () => serverChild(built, own))));
    }
    const own = { ...environment, DATA_DIR: join(folder, 'worker') };
    const worker = kept(await startPart('worker', () => workerChild(built, own)));
    const balancer = kept(await startBalancer(ports));
    const tokens = createTokens(new TextEncoder().encode(SECRET), readConfig({}).tokens);
    await work({
      address: balancer.address,
      servers: ports.map((port) => `http://127.0.0.1:${port}`),
      parts: [
        ...servers,
        worker,
        { name: 'PostgreSQL', kill: postgres.cut, start: postgres.restart },
        { name: 'ClickHouse', kill: standIn.kill, start: standIn.start },
        { name: 'nginx', kill: balancer.kill, start: balancer.start },
      ],
      mails: smtp.mails,
      tokenFor: (user) =>
        tokens.issue({ id: user, email: `${user}@example.com`, name: user, permissions: [...READER] }, 'api', 7200),
    });
  } finally {
    for (const stop of stops) await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function importTickets(
  built: BuiltServer,
  dataDir: string,
  count: number,
  environment: Record<string, string>,
): Promise<void> {
  const file = `${dataDir}.ndjson`;
  const lines = randomTickets(11, count).map((ticket) => JSON.stringify(ticket));
  writeFileSync(file, lines.join('\n'));
  const { code, text } = await built.command('import', [file], { ...environment, DATA_DIR: dataDir });
  if (code !== 0) throw new Error(`the import failed:\n${text}`);
}

async function startPart(name: string, run: () => Promise<ChildProcess>): Promise<Part & { stop(): Promise<void> }> {
  let child = await run();
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    name,
    kill: () => end('SIGKILL'),
    async start() {
      child = await run();
    },
    stop: () => end('SIGTERM'),
  };
}

const serverChild = async (built: BuiltServer, environment: Record<string, string>) =>
  (await startServer(built, environment)).child;

async function workerChild(built: BuiltServer, environment: Record<string, string>): Promise<ChildProcess> {
  const child = built.run('worker', [], environment);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      text += String(chunk);
    });
  }
  await vi.waitUntil(() => child.exitCode !== null || text.includes('works on the queue'), WAIT);
  if (child.exitCode !== null) throw new Error(`the worker ended before it worked:\n${text}`);
  return child;
}
